import type { ArchiveHandle, HostEvent, WireError } from '../../main/contract/index.ts';

const pausesMs = [200, 500, 1000, 2000, 4000];

/** All that screens show, and what is under way: asked for anew where events may have been missed. */
const everyTable = [
  'document',
  'part',
  'category',
  'tag',
  'document_tag',
  'binder',
  'checklist',
  'checklist_item',
  'assignment',
  'slot',
  'link',
  'mark',
  'accepted_finding',
  'grade_rule',
  'caption',
  'page_sketch',
  'page_look',
  'saved_search',
  'archive_setting',
  'original',
  'page',
  'proposal',
  'import',
  'import_file',
  'operation',
  'job',
];

/**
 * Gives the host's events to `emit` for as long as it answers. After an interruption every table
 * of the open `archives` counts as changed; when the host is gone, they are closed.
 */
export async function webEvents(
  key: string,
  archives: ReadonlySet<ArchiveHandle>,
  emit: (event: HostEvent) => void,
): Promise<void> {
  let failures = 0;
  let interrupted = false;
  const onOpen = (): void => {
    failures = 0;
    if (interrupted) emitAll(archives, emit, (archive) => everythingChanged(archive));
  };
  while (failures < pausesMs.length) {
    if ((await readEvents(key, emit, onOpen)) === 'refused') break;
    interrupted = true;
    await pause(pausesMs[failures] ?? 0);
    failures += 1;
  }
  emitAll(archives, emit, (archive) => ({ type: 'closed', archive, error: gone }));
}

const gone: WireError = {
  code: 'internal',
  message: 'the program has ended',
  details: { reason: 'host-gone' },
};

function everythingChanged(archive: ArchiveHandle): HostEvent {
  return { type: 'changed', archive, tables: everyTable };
}

function emitAll(
  archives: ReadonlySet<ArchiveHandle>,
  emit: (event: HostEvent) => void,
  make: (archive: ArchiveHandle) => HostEvent,
): void {
  for (const archive of archives) emit(make(archive));
}

/** Reads one connection to its end. `refused`: the host does not know this window any more. */
async function readEvents(
  key: string,
  emit: (event: HostEvent) => void,
  onOpen: () => void,
): Promise<'ended' | 'refused'> {
  try {
    const answer = await fetch('./events', { headers: { 'x-mingce-key': key } });
    if (answer.status === 401) return 'refused';
    if (!answer.ok || !answer.body) return 'ended';
    onOpen();
    let rest = '';
    for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') emit(JSON.parse(line) as HostEvent);
    }
  } catch {
    // The connection broke: the caller tries again.
  }
  return 'ended';
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

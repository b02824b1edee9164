import { afterEach, expect, test, vi } from 'vitest';
import type { ArchiveHandle, HostEvent } from '../../main/contract/index.ts';
import { webEvents } from '../../renderer/app/web-events.ts';

afterEach(() => vi.unstubAllGlobals());

test('after an interruption all that screens show and all work under way is asked for anew', async () => {
  const archive = 'a' as ArchiveHandle;
  const told: HostEvent[] = [];
  const answers = [
    new Response('{"type":"command","command":"import"}\n'),
    new Response('\n'),
    new Response(null, { status: 401 }),
  ];
  vi.stubGlobal('fetch', () => Promise.resolve(answers.shift()));
  await webEvents('key', new Set([archive]), (event) => told.push(event));
  expect(told.map(({ type }) => type)).toEqual(['command', 'changed', 'closed']);
  const [, changed] = told;
  expect(changed).toMatchObject({ type: 'changed', archive });
  expect(changed?.type === 'changed' && changed.tables).toEqual(
    expect.arrayContaining(['document', 'link', 'grade_rule', 'job']),
  );
});

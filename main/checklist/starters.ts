import { checklistDraft, type ChecklistDraft } from '../contract/checklist.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { Archive } from '../library/index.ts';
import { createChecklist, type Created } from './create.ts';
import { checklistNamed } from './queries.ts';
import street from '../../resources/checklists/street.json' with { type: 'json' };
import town from '../../resources/checklists/town.json' with { type: 'json' };
import unit from '../../resources/checklists/unit.json' with { type: 'json' };

interface Starter {
  readonly key: string;
  readonly about: string;
  readonly draft: ChecklistDraft;
}

const starter = (key: string, about: string, draft: unknown): Starter => ({
  key,
  about,
  draft: checklistDraft.parse(draft),
});

/** Checklists in our own words to learn from and to change; no office's edition. */
const starters = (): readonly Starter[] => [
  starter('town', '乡镇和村：组织领导、思想道德、移风易俗、人居环境、志愿服务', town),
  starter('unit', '机关、企事业单位：组织领导、思想教育、业务服务、文化环境、社会责任', unit),
  starter('street', '街道和社区：社区治理、社区环境、文明实践、社区文化', street),
];

export function listStarters() {
  return starters().map(({ key, about, draft }) => ({
    key,
    about,
    name: draft.name,
    items: draft.items.length,
    slots: draft.items.reduce((sum, { slots }) => sum + slots.length, 0),
  }));
}

/** Adds an example, under a name that is free. @throws ArchiveError `bad-request` for one that is not there */
export async function addStarter(archive: Archive, key: string): Promise<Created> {
  const found = starters().find((each) => each.key === key);
  if (found === undefined) throw new ArchiveError('bad-request', { key });
  let { name } = found.draft;
  for (let n = 2; (await checklistNamed(archive.db.read, name)) !== undefined; n += 1) {
    name = `${found.draft.name} (${n})`;
  }
  return createChecklist(archive, { ...found.draft, name }, { isExample: true });
}

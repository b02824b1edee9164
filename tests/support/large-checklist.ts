import { createChecklist, link } from '../../main/checklist/index.ts';
import {
  newLink,
  usualKinds,
  type ChecklistDraft,
  type ChecklistId,
  type DraftItem,
  type SlotId,
} from '../../main/contract/index.ts';
import { sql } from '../../main/db/index.ts';
import type { Archive } from '../../main/library/index.ts';
import { createRandom, type Random } from './scans/index.ts';
import { zipf } from './vocabulary.ts';

const subjects = '环境卫生 公共秩序 志愿服务 移风易俗 主题活动 宣传氛围 学习培训 督查整改'.split(
  ' ',
);
const departments = '文明办 综合行政执法队 文化站 派出所 农业农村办 社会事务办 中心学校'.split(' ');

/** A checklist of projects, contents and standards; every standard asks for one to three kinds of proof. */
export function largeDraft(items: number, seed = 5): ChecklistDraft {
  const random = createRandom(seed);
  const made: DraftItem[] = [];
  for (let n = 0; n < items; n += 1) {
    const depth = n % 200 === 0 ? 0 : n % 20 === 1 ? 1 : 2;
    made.push({
      depth,
      code: `${Math.floor(n / 200) + 1}-${Math.floor(n / 20) + 1}-${n}`,
      title: `${zipf(random, subjects)}第 ${n} 项`,
      requirement: '制定方案，定期检查，逐项整改销号；有对比照片，能看出单位名称。',
      notes: '',
      method: '材料审核',
      score: 200,
      isNegative: random.chance(0.02),
      window: random.chance(0.03) ? { from: '2023-01-01', to: '2024-06-30' } : null,
      slots: depth < 2 ? [] : slotsOf(random),
      departments: depth === 1 ? [zipf(random, departments)] : [],
      leader: null,
      person: null,
      due: depth === 1 ? `2024-09-${10 + random.integer(0, 19)}` : null,
    });
  }
  return {
    name: `${items} 项的测评体系`,
    window: { from: '2022-01-01', to: '2024-12-31' },
    items: made,
  };
}

const slotsOf = (random: Random): DraftItem['slots'] =>
  Array.from({ length: random.integer(1, 3) }, () => ({
    kind: zipf(random, usualKinds),
    need: random.integer(1, 3),
    hint: '',
    wordLimit: null,
  }));

/** Puts a checklist with links into an archive; `documents` are drawn from. Some slots stay empty. */
export async function makeLargeChecklist(
  archive: Archive,
  draft: ChecklistDraft,
  documents: readonly number[],
  links: number,
  seed = 7,
): Promise<ChecklistId> {
  const random = createRandom(seed);
  const { id } = await createChecklist(archive, draft);
  const slots = await archive.db.read.all<{ id: SlotId }>(sql`
    SELECT slot.id FROM slot JOIN checklist_item AS item ON item.id = slot.item_id
    WHERE item.checklist_id = ${id} ORDER BY slot.id`);
  const wanted = Array.from({ length: links }, () => {
    const slot = slots[random.integer(0, Math.floor(slots.length * 0.95))]?.id;
    const document = documents[random.integer(0, documents.length - 1)];
    const pages = random.chance(0.2) ? [{ from: 1, to: 1 }] : null;
    return newLink.parse({ slot, document, pages });
  });
  await link(archive, wanted);
  return id;
}

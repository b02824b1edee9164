import {
  assign,
  changeChecklist,
  changeItem,
  createChecklist,
  link,
} from '../../main/checklist/index.ts';
import type {
  ChecklistDraft,
  ChecklistId,
  DocumentId,
  DraftItem,
  ItemId,
  NewLink,
  SlotId,
} from '../../main/contract/index.ts';
import { sql } from '../../main/db/index.ts';
import {
  createArchive,
  starterCategories,
  type Archive,
  type OpenOptions,
} from '../../main/library/index.ts';
import { addDocuments } from './documents.ts';
import { createRandom, type Random } from './scans/index.ts';

const projects = [
  '组织领导',
  '环境面貌',
  '公共秩序',
  '宣传教育',
  '思想道德建设',
  '志愿服务',
  '主题活动',
  '乡风民风',
  '行业创建',
  '未成年人教育',
  '督查整改',
  '长效机制',
];
const numerals = 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ';
const departments = [
  '综合行政执法队',
  '文化站',
  '农业农村办',
  '社会事务办',
  '党政办',
  '中心小学',
  '派出所',
  '北街社区',
  '卫生院',
  '司法所',
];
const subjects = ['禁烟标识', '公益广告更新', '环境卫生常态整治', '路灯、窨井完好', '红白理事会'];
const kinds = ['规范文件', '实景图片', '统计表格', '说明报告'];

const below = (random: Random, most: number): number => random.integer(0, most - 1);

const isoDate = (daysFromToday: number): string => {
  const at = new Date(Date.now() + daysFromToday * 86_400_000);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
};

/** The same draft for a year and number of items: as many projects as are needed, up to twelve. */
function draftOf(year: number, items: number): ChecklistDraft {
  const random = createRandom(items);
  const rows: DraftItem[] = [];
  const count = Math.min(projects.length, items);
  const blank = {
    requirement: '',
    notes: '',
    method: '材料审核',
    isNegative: false,
    window: null,
    leader: null,
    person: null,
    due: null,
    departments: [],
    slots: [],
    score: null,
  };
  for (let project = 0; project < count; project += 1) {
    const numeral = numerals[project] ?? '';
    rows.push({ ...blank, depth: 0, code: numeral, title: projects[project] ?? '' });
    const own = Math.ceil((items - project) / count);
    for (let n = 0; n < own; n += 1) {
      rows.push({
        ...blank,
        depth: 1,
        code: `${numeral}-${Math.floor(n / 4) + 1}-${'①②③④'[n % 4] ?? ''}`,
        title: `${subjects[below(random, subjects.length)] ?? ''}，问题整改形成闭环`,
        requirement: '有方案、有检查、有整改。',
        score: 100,
        slots: Array.from({ length: 1 + below(random, 3) }, (_, at) => ({
          kind: kinds[at] ?? '其他',
          need: 1 + below(random, 3),
          hint: '',
          wordLimit: null,
        })),
        departments: [departments[Math.floor(below(random, 100) ** 1.5 / 101)] ?? '党政办'],
        person: '罗建业',
        due: below(random, 4) === 0 ? isoDate(below(random, 40) - 3) : null,
      });
    }
  }
  return {
    name: `镇级测评细则 ${year} 版`,
    window: { from: `${year - 1}-11-01`, to: `${year}-10-31` },
    items: rows,
  };
}

/** Fills slots: `most` of a hundred items whole, the rest in part or not at all. */
async function fill(
  archive: Archive,
  id: ChecklistId,
  documents: readonly number[],
  most: number,
): Promise<void> {
  const random = createRandom(id + 7);
  const slots = await archive.db.read.all<{ id: SlotId; item: ItemId; need: number }>(sql`
    SELECT slot.id, slot.item_id AS item, slot.need FROM slot
      JOIN checklist_item AS item ON item.id = slot.item_id
    WHERE item.checklist_id = ${id} ORDER BY slot.item_id, slot.position`);
  const links: NewLink[] = [];
  for (const [, own] of Map.groupBy(slots, ({ item }) => item)) {
    const roll = below(random, 100);
    for (const [at, slot] of own.entries()) {
      const wanted = roll < most ? slot.need : roll < most + 14 && at === 0 ? slot.need - 1 : 0;
      for (let n = 0; n < wanted; n += 1) {
        // The last document is outside every window.
        const last =
          roll === 1 ? documents.length - 1 : (links.length + n) % (documents.length - 1);
        links.push({
          slot: slot.id,
          document: (documents[n === 0 ? last : (last + n) % (documents.length - 1)] ??
            0) as DocumentId,
          pages: null,
          note: null,
          amount: 1,
        });
      }
    }
  }
  for (let at = 0; at < links.length; at += 5000) await link(archive, links.slice(at, at + 5000));
}

/**
 * An archive in the middle of a campaign: three editions of a checklist of so many items, two years
 * done, the third being collected; items in every state, due dates around today.
 */
export async function makeCampaignArchive(
  folder: string,
  items: number,
  options: OpenOptions,
): Promise<void> {
  const archive = await createArchive(
    folder,
    { name: '清河镇台账', fonds: 'Q012', categories: starterCategories },
    options,
  );
  let before: ChecklistId | null = null;
  for (const [year, most] of [
    [2022, 92],
    [2023, 95],
    [2024, 72],
  ] as const) {
    const documents = await addDocuments(
      archive,
      [
        ...Array.from({ length: 20 }, (_, n) => ({
          title: `关于第${n + 1}项工作的通知`,
          referenceNumber: `清政发〔${year}〕${n + 1}号`,
          date: `${year}-0${1 + (n % 9)}-1${n % 10}`,
          year,
        })),
        { title: '去年的方案', date: `${year - 2}-03-01`, year: year - 2 },
      ],
      'without-files',
    );
    const { id }: { id: ChecklistId } = await createChecklist(archive, draftOf(year, items), {
      followsId: before,
    });
    await fill(archive, id, documents, most);
    if (year === 2024) await giveStates(archive, id);
    before = id;
  }
  await archive.close();
}

/** Some of the last edition wait for a look or are disputed; scores are given; an inspection is near. */
async function giveStates(archive: Archive, id: ChecklistId): Promise<void> {
  await changeChecklist(archive, id, { inspectedOn: isoDate(23) });
  const items = await archive.db.read.all<{ id: ItemId }>(sql`
    SELECT id FROM checklist_item WHERE checklist_id = ${id} AND parent_id IS NOT NULL`);
  const every = (n: number, from: number) =>
    items.filter((_, at) => at % n === from).map((item) => item.id);
  const [review, disputed] = [every(17, 3), every(61, 9)];
  if (review.length > 0) await assign(archive, review, { progress: 'review' });
  if (disputed.length > 0) await assign(archive, disputed, { progress: 'disputed' });
  for (const item of items.slice(0, 40)) await changeItem(archive, item.id, { selfScore: 80 });
}

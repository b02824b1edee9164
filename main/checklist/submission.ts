import type { ItemDetail, Proof } from '../contract/checklist.ts';
import type { ItemId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import { checklistById } from './checklists.ts';
import { itemDetail } from './item-detail.ts';
import { proofsInSlot } from './proofs.ts';
import { unitOf, windowWords } from './sheet-words.ts';

/** A proof as a 提交表 lists it. */
export interface SubmittedProof {
  readonly title: string;
  /** 文号 */
  readonly number: string;
  readonly date: string;
  /** 第 3—5 页, or how many pages all of it has. */
  readonly pages: string;
  /** Its note, and why it does not count. */
  readonly note: string;
}

/** 提交表 of one item. */
export interface Submission {
  readonly checklist: string;
  /** From the project down, the item left out. */
  readonly path: readonly string[];
  readonly code: string;
  readonly title: string;
  readonly requirement: string;
  readonly window: string;
  readonly conclusion: string;
  readonly slots: readonly {
    /** 规范文件：应有 2 件，已有 1 件 */
    readonly heading: string;
    readonly proofs: readonly SubmittedProof[];
  }[];
  readonly department: string;
  readonly helping: string;
  readonly leader: string;
  readonly person: string;
  readonly due: string;
}

const atOnce = 200;
const noAddress = (): string => '';

/** What the 提交表 of an item says. @throws ArchiveError `no-such-item` */
export async function submissionOf(reader: Reader, id: ItemId): Promise<Submission> {
  const item = await itemDetail(reader, id, noAddress);
  const { name } = await checklistById(reader, item.checklistId);
  const slots: Submission['slots'][number][] = [];
  for (const slot of item.slots) {
    const unit = unitOf(slot.kind);
    const hint = slot.hint === '' ? '' : `（${slot.hint}）`;
    slots.push({
      heading: `${slot.kind}${hint}：应有 ${slot.need} ${unit}，已有 ${slot.have} ${unit}`,
      proofs: (await allProofs(reader, slot)).map(submitted),
    });
  }
  const { owed, fields } = item;
  return {
    checklist: name,
    path: item.path.map(({ code, title }) => `${code} ${title}`.trim()),
    code: fields.code,
    title: fields.title,
    requirement: fields.requirement,
    window: windowWords(item.window),
    conclusion: item.conclusion,
    slots,
    department: owed.department ?? '',
    helping: owed.helping.join('、'),
    leader: owed.leader ?? '',
    person: owed.person ?? '',
    due: owed.due ?? '',
  };
}

async function allProofs(reader: Reader, slot: ItemDetail['slots'][number]): Promise<Proof[]> {
  const proofs = [...slot.proofs];
  while (proofs.length < slot.links) {
    const more = await proofsInSlot(reader, slot.id, proofs.length, atOnce, noAddress);
    if (more.proofs.length === 0) break;
    proofs.push(...more.proofs);
  }
  return proofs;
}

function submitted({ document, pages, note, flags, daysOutside }: Proof): SubmittedProof {
  return {
    title: document.title,
    number: document.referenceNumber ?? '',
    date: document.date ?? '',
    pages: pagesWords(pages, document.pages),
    note: [note ?? '', ...flags.map((flag) => flagWords(flag, daysOutside))]
      .filter(Boolean)
      .join('；'),
  };
}

function pagesWords(pages: Proof['pages'], all: number): string {
  if (pages === null) return all === 0 ? '' : `全部 ${all} 页`;
  const runs = pages.map(({ from, to }) => (from === to ? String(from) : `${from}—${to}`));
  return runs.length === 0 ? '' : `第 ${runs.join('、')} 页`;
}

function flagWords(flag: Proof['flags'][number], days: number | null): string {
  switch (flag) {
    case 'inbox':
      return '未核对，不计数';
    case 'trash':
      return '在回收站，不计数';
    case 'pages-gone':
      return '页已不在文件中，不计数';
    case 'early':
      return `早于材料时间 ${days ?? 0} 天`;
    case 'late':
      return `晚于材料时间 ${days ?? 0} 天`;
    case 'undated':
      return '没有日期';
  }
}

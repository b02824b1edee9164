import type { Mark, Paper } from '../scans/paper.ts';
import type { Random } from '../scans/random.ts';
import { createRandom } from '../scans/random.ts';
import { sealMarks } from '../scans/seal.ts';
import type { Condition, ConditionName } from './conditions.ts';
import { conditionNames, conditions } from './conditions.ts';
import type { FontFamily, PaperFields } from './draft.ts';
import { fontFamilies, makeMatter } from './draft.ts';
import { makeLie, scanSheet } from './glass.ts';
import type { Layout } from './layouts.ts';
import { compose, usualLayouts } from './layouts.ts';
import { offices, personName } from './offices.ts';
import { bindingLine, receiptStamp } from './parts.ts';
import type { PageTruth, Turn } from './truth.ts';
import { pageTruth } from './truth.ts';
import { arabicDate, later, makeDate } from './wording.ts';

export interface CorpusOptions {
  /** Drawn from in turn; all by default. */
  readonly layouts?: readonly Layout[];
  /** Drawn from in turn; all by default. */
  readonly conditions?: readonly ConditionName[];
  readonly families?: readonly FontFamily[];
  /** The turns that right the pages, given to them in turn; all upright by default. */
  readonly turns?: readonly Turn[];
  /** Pages of a document after these are left out. */
  readonly maxPages?: number;
}

/** A document as it would come off a scanner, not yet scanned: what it says is known already. */
export interface PlannedDocument {
  readonly name: string;
  readonly layout: Layout;
  readonly condition: ConditionName;
  readonly family: FontFamily;
  /** Name of the starter category an archivist would file it under. */
  readonly category: string;
  readonly year: number;
  readonly fields: PaperFields;
  readonly pages: readonly PlannedPage[];
}

export interface PlannedPage {
  readonly truth: PageTruth;
  /** Scans the page: a JPEG, always the same. */
  readonly scan: () => Promise<Buffer>;
}

export interface CorpusPage {
  readonly jpeg: Buffer;
  readonly truth: PageTruth;
}

export interface CorpusDocument extends Omit<PlannedDocument, 'pages'> {
  readonly pages: readonly CorpusPage[];
}

/**
 * Papers of many offices, with their truth, one after the other. The same seed and options give
 * the same documents, whatever their number; the same document under another condition says the
 * same words.
 */
export async function* planCorpus(
  seed: number | string,
  count: number,
  options: CorpusOptions = {},
): AsyncGenerator<PlannedDocument> {
  const layouts = options.layouts ?? usualLayouts;
  const names = options.conditions ?? conditionNames;
  const families = options.families ?? fontFamilies;
  for (let index = 0; index < count; index += 1) {
    const key = `${seed} ${index}`;
    const layout = at(layouts, index);
    const family = at(families, createRandom(`${key} face`).integer(0, families.length - 1));
    // Layouts come in turn, so each round of them meets the conditions in another order.
    const condition = at(names, index + Math.floor(index / layouts.length));
    const topicIndex = createRandom(`${key} topic`).integer(0, 11);
    const matter = makeMatter(key, family, topicIndex);
    const { papers, fields } = await compose(layout, matter);
    const kept = papers.slice(0, options.maxPages ?? papers.length);
    const random = createRandom(`${key} ${condition}`);
    yield {
      name: `扫描_${String(index + 1).padStart(4, '0')}.pdf`,
      layout,
      condition,
      family,
      category: matter.topic.category,
      year: matter.date.year,
      fields,
      pages: kept.map((paper, page) => {
        const turn = at<Turn>(options.turns ?? [0], index + page);
        const back = papers[page + 1] ?? papers[page - 1] ?? null;
        return planPage(paper, back, condition, turn, random, `${key} ${condition} ${page}`);
      }),
    };
  }
}

/** `planCorpus`, scanned. */
export async function* makeCorpus(
  seed: number | string,
  count: number,
  options: CorpusOptions = {},
): AsyncGenerator<CorpusDocument> {
  for await (const planned of planCorpus(seed, count, options)) {
    const pages: CorpusPage[] = [];
    for (const page of planned.pages) pages.push({ jpeg: await page.scan(), truth: page.truth });
    yield { ...planned, pages };
  }
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new RangeError('an empty list to draw from');
  return item;
}

function planPage(
  paper: Paper,
  back: Paper | null,
  name: ConditionName,
  turn: Turn,
  random: Random,
  seed: string,
): PlannedPage {
  const condition: Condition = conditions[name];
  const marks: Mark[] = [...paper.marks];
  if (condition.bindingLine === true) marks.push(...bindingLine());
  if (condition.seals === true) marks.push(...strayStamps(paper, random));
  if (condition.remarks === true) marks.push(handRemark(random));
  const front = { ...paper, marks };
  const lie = makeLie(condition, random);
  return {
    truth: pageTruth(front, lie, turn, condition.dpi),
    scan: () => scanSheet({ front, back, condition, lie, turn, seed }),
  };
}

/** A seal across lines of the body and one over the edge, and the stamp of who received the paper. */
function strayStamps(paper: Paper, random: Random): readonly Mark[] {
  const office = random.pick(offices);
  const received = later(makeDate(random), 1);
  const stamp = receiptStamp(
    office.name.slice(0, 3),
    arabicDate(received),
    random.integer(1, 900),
    [random.between(14, 150), random.between(8, 16)],
  );
  const across = [random.between(50, 160), random.between(110, 220)] as const;
  return [
    ...sealMarks(office.name, across),
    ...(random.chance(0.4)
      ? sealMarks(office.name, [paper.widthMm - random.between(-4, 6), random.between(90, 200)])
      : []),
    ...(random.chance(0.5) ? stamp : []),
  ];
}

/** What a leader writes at the head of a paper that came in. */
function handRemark(random: Random): Mark {
  const advice = random.pick(['已阅', '请文明办阅办', '同意', '请抓好落实']);
  const text = `${advice}。${personName(random)} ${random.integer(1, 12)}.${random.integer(1, 28)}`;
  const sizePt = random.between(13, 19);
  const xMm = random.between(30, 120);
  const baselineMm = random.between(13, 20);
  return { kind: 'text', text, xMm, baselineMm, sizePt, face: 'hand', ink: 'blue', role: 'remark' };
}

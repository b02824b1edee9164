import type { Paper } from '../scans/paper.ts';
import type { Random } from '../scans/random.ts';
import { createRandom } from '../scans/random.ts';
import type { HouseStyle } from './flow.ts';
import { Flow } from './flow.ts';
import type { Office } from './offices.ts';
import { offices } from './offices.ts';
import { pageFoot } from './parts.ts';
import type { Topic } from './topics.ts';
import { topics } from './topics.ts';
import type { CalendarDate, Speaker } from './wording.ts';
import { makeDate, makeSpeaker } from './wording.ts';

/**
 * What a paper says about itself, as an archivist would enter it. null: the paper says nothing; a
 * field that is not there cannot be judged (archivists differ, or do not ask it of such a paper).
 */
export interface PaperFields {
  /** As the standard writes it, whatever brackets are printed. */
  readonly referenceNumber?: string | null;
  readonly title?: string | null;
  /** Joint issuers in their order, with 、 between them. */
  readonly issuer?: string | null;
  /** The date of signing, `YYYY-MM-DD`. */
  readonly date?: string | null;
  readonly kind?: string | null;
  readonly secrecy?: string | null;
  /** 份号. */
  readonly copyNumber?: string | null;
  readonly attachments?: readonly string[];
}

export type FieldName = Exclude<keyof PaperFields, 'attachments'>;

/** What a paper is made from. */
export interface Matter {
  readonly random: Random;
  readonly office: Office;
  readonly topic: Topic;
  readonly date: CalendarDate;
  readonly speaker: Speaker;
  readonly style: HouseStyle;
}

/** A composed paper, before it is printed. */
export interface Draft {
  readonly papers: readonly Paper[];
  readonly fields: PaperFields;
}

/** A family of faces for a whole paper. `fang` stands in for 仿宋, see `Face`. */
export type FontFamily = 'song' | 'hei' | 'fang' | 'kai';

export const fontFamilies: readonly FontFamily[] = ['song', 'hei', 'fang'];

/** The matter of one paper, drawn by seed; an official paper's measures unless `plain`. */
export function makeMatter(seed: string, family: FontFamily, topicIndex: number): Matter {
  const random = createRandom(seed);
  const topic = topics[topicIndex % topics.length] ?? random.pick(topics);
  const bodyPt = random.pick([16, 16, 16, 15, 14]);
  const office = random.pick(offices);
  const date = makeDate(random);
  return {
    random,
    office,
    topic,
    date,
    speaker: makeSpeaker(topic, date, random),
    style: {
      body: family,
      heading: random.pick(['hei', 'heiBold']),
      title: family === 'hei' ? 'heiBold' : 'songBold',
      masthead: random.pick(['songBold', 'songBold', 'heiBold']),
      bodyPt,
      titlePt: random.pick([22, 22, 20, 18]),
      lineEm: random.pick([1.78, 1.78, 1.6, 2]),
      marginTopMm: random.between(26, 37),
      marginLeftMm: random.between(25, 29),
      marginRightMm: random.between(23, 27),
      marginBottomMm: random.between(28, 36),
    },
  };
}

export function startFlow(matter: Matter, changes: Partial<HouseStyle> = {}): Flow {
  return new Flow({ ...matter.style, ...changes });
}

/** The flow's pages, numbered at the foot as the office does it, or not. */
export function finish(flow: Flow, matter: Matter, numbered = true): readonly Paper[] {
  const papers = flow.finish();
  const habit = matter.random.next();
  if (!numbered || (papers.length === 1 && habit < 0.4)) return papers;
  return papers.map((paper, index) => ({
    ...paper,
    marks: [...paper.marks, pageFoot(index + 1, flow, habit > 0.7)],
  }));
}

/** A made number of paragraphs. */
export function paragraphs(matter: Matter, low: number, high: number): readonly string[] {
  return Array.from({ length: matter.random.integer(low, high) }, matter.speaker.paragraph);
}

/** One of the topic's matters as it stands inside a title, without quotation marks. */
export function aboutOf({ random, topic }: Matter): string {
  return random.pick(topic.matters).replaceAll(/[“”]/gu, '');
}

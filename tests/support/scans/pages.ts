import type { Block } from './blocks.ts';
import type { LayoutOptions } from './layout.ts';
import { layOut } from './layout.ts';
import type { Paper } from './paper.ts';
import { a4Mm } from './paper.ts';
import type { SceneName } from './scenes.ts';
import { photo } from './scenes.ts';

export interface RedHeadOptions {
  readonly issuer?: string;
  readonly referenceNumber?: string;
  readonly title?: string;
  readonly to?: string;
  readonly body?: readonly string[];
  readonly date?: string;
  readonly seal?: boolean;
}

const usualBody = [
  '为进一步提升镇域文明程度，营造整洁有序的生活环境，经镇政府同意，决定在全镇开展环境卫生集中整治。现将有关事项通知如下：',
  '各村（社区）要对照问题清单逐项整改，做到发现一处、整改一处、销号一处。',
  '镇文明办每周组织一次巡查，结果在全镇通报。',
];

/** The blocks of a red-head paper: masthead, 文号, red line, title, body, signature under its seal. */
export function redHeadBlocks(options: RedHeadOptions = {}): readonly Block[] {
  const issuer = options.issuer ?? '清河镇人民政府';
  return [
    { kind: 'masthead', text: `${issuer}文件` },
    { kind: 'number', text: options.referenceNumber ?? '清政发〔2024〕36号' },
    { kind: 'title', text: options.title ?? '关于开展夏季环境卫生集中整治的通知' },
    { kind: 'to', text: options.to ?? '各村（社区），镇直各单位：' },
    ...(options.body ?? usualBody).map((text): Block => ({ kind: 'paragraph', text })),
    {
      kind: 'signature',
      unit: issuer,
      date: options.date ?? '2024年7月16日',
      seal: options.seal ?? true,
    },
  ];
}

/** A red-head paper on as many pages as its body needs. */
export function redHeadPapers(
  options: RedHeadOptions = {},
  layout: LayoutOptions = {},
): readonly Paper[] {
  return layOut(redHeadBlocks(options), layout);
}

/** Title and paragraphs on plain paper: plans, summaries, minutes. */
export function plainPapers(
  title: string,
  paragraphs: readonly string[],
  layout: LayoutOptions = {},
): readonly Paper[] {
  return layOut(
    [
      { kind: 'title', text: title },
      ...paragraphs.map((text): Block => ({ kind: 'paragraph', text })),
    ],
    layout,
  );
}

export function blankPaper(): Paper {
  return { ...a4Mm, marks: [] };
}

/** A ledger of problems and who mends them, five columns. */
export function tablePaper(
  title = '问题整改台账',
  rows: readonly (readonly string[])[] = usualRows,
): Paper {
  return onePage([
    { kind: 'title', text: title },
    {
      kind: 'table',
      columns: [
        { title: '序号', widthMm: 14 },
        { title: '存在问题', widthMm: 62, align: 'left' },
        { title: '责任单位', widthMm: 36 },
        { title: '时限', widthMm: 24 },
        { title: '结果', widthMm: 20 },
      ],
      rows,
    },
  ]);
}

const usualRows = [
  ['1', '背街小巷堆放杂物', '北街社区', '7月20日', '已整改'],
  ['2', '农贸市场占道经营', '综合行政执法队', '7月25日', '整改中'],
  ['3', '公益广告破损褪色', '文化站', '7月18日', '已整改'],
];

/** A sign-in sheet: names written by hand. */
export function signInPaper(
  meeting = '文明创建工作推进会签到表',
  names: readonly string[] = ['周明远', '林晓岚', '陈立新', '何静'],
): Paper {
  return onePage([
    { kind: 'title', text: meeting },
    {
      kind: 'table',
      rowHeightMm: 12,
      columns: [
        { title: '序号', widthMm: 16 },
        { title: '单位', widthMm: 56 },
        { title: '签名', widthMm: 48, handwritten: true },
        { title: '备注', widthMm: 36 },
      ],
      rows: names.map((name, index) => [String(index + 1), '北街社区', name, '']),
    },
  ]);
}

/** A page with one captioned photo, as photo proofs are handed in. */
export async function photoPaper(
  scene: SceneName,
  caption: string,
  seed: number | string = 1,
): Promise<Paper> {
  const jpeg = await photo(scene, { widthPx: 900, heightPx: 600, seed });
  return onePage([
    { kind: 'gap', heightMm: 10 },
    { kind: 'picture', jpeg, widthMm: 150, heightMm: 100, caption },
  ]);
}

function onePage(blocks: readonly Block[]): Paper {
  const [paper] = layOut(blocks);
  if (paper === undefined) throw new Error('nothing laid out');
  return paper;
}

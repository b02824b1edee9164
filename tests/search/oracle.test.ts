import { beforeAll, expect, test } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addCategory } from '../../main/catalog/index.ts';
import type { CategoryId } from '../../main/contract/index.ts';
import { createArchive, starterCategories, type Archive } from '../../main/library/index.ts';
import { countDocuments, searchDocuments, verifyIndex } from '../../main/search/index.ts';
import { createWorkerPool, launchNode } from '../../main/workers/index.ts';
import { addDocuments, categoryNamed, type MadeDocument } from '../support/documents.ts';
import { createRandom, type Random } from '../support/scans/random.ts';
import { pageText, sentence, title } from '../support/vocabulary.ts';

/** A document as the definition in the design sees it: texts that a term may stand in. */
interface Known {
  readonly id: number;
  readonly title: string;
  readonly texts: readonly string[];
  readonly body: string;
  readonly given: MadeDocument;
  readonly path: readonly string[];
}

/** N(s): NFKC, lower case, only letters and numbers. Written apart from the program on purpose. */
function plain(text: string): string {
  let kept = '';
  for (const character of text.normalize('NFKC').toLowerCase()) {
    if (/^\p{L}$/u.test(character) || /^\p{N}$/u.test(character)) kept += character;
  }
  return kept;
}

const pageNumbers = (n: number, of: number): string[] => [
  `${n}`,
  `- ${n} -`,
  `— ${n} —`,
  `－${n}－`,
  `·${n}·`,
  `第 ${n} 页`,
  `第${n}页 共${of}页`,
  `${n}/${of}`,
];

/** Whether lines hold more than figures at their ends, so that what is put between stands within. */
const speaks = (lines: readonly string[]): boolean => /\p{L}/u.test(lines.join(''));

const extras = [
  'ＡＢＣ公司',
  'Hello World',
  'WIFI密码',
  '①②③',
  '２０２４年',
  'No.36',
  '50%',
  '3.5万元',
  '𠮷田',
  '㈠号',
  'ｶﾞｲﾄﾞ',
  'Ⅲ-1-①',
  '《办法》',
  'e\u0301tude',
  'ﬁle',
  '👍很好',
  '½',
];

const two = (value: number): string => String(value).padStart(2, '0');
const departments = ['宣传办', '综合执法队', '农业农村办', 'ＩＴ 中心', '宣传部'];

const starters = starterCategories.slice(0, 6);

function made(
  random: Random,
  categories: ReadonlyMap<number, readonly string[]>,
): {
  readonly given: MadeDocument;
  readonly known: Omit<Known, 'id'>;
} {
  const ids = [...categories.keys()];
  const categoryId = random.chance(0.8) ? random.pick(ids) : undefined;
  const path = categoryId === undefined ? [] : (categories.get(categoryId) ?? []);
  const spiced = (text: string): string =>
    random.chance(0.3) ? `${text}${random.pick(extras)}${sentence(random).slice(0, 6)}` : text;
  const hasTitle = random.chance(0.9);
  const ownTitle = spiced(title(random));
  const year = random.integer(2019, 2025);
  const referenceNumber = random.chance(0.5)
    ? `${random.pick(['清政发', '清文明办', '云文明委'])}〔${year}〕${random.integer(1, 120)}号`
    : undefined;
  const issuer = random.chance(0.6)
    ? random.pick(['清河镇人民政府', '北街社区居委会', '云溪县文明办'])
    : undefined;
  const note = random.chance(0.4) ? spiced(sentence(random)) : undefined;
  const tags = ['急件', '已核', 'VIP', '待 补', '市级·复核'].filter(() => random.chance(0.25));
  const name = `${random.pick(['扫描', 'IMG', 'Scan'])}_${random.integer(1, 9999)}${random.pick(extras)}.pdf`;
  const fields = {
    ...(random.chance(0.6)
      ? { date: `${year}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}` }
      : {}),
    ...(random.chance(0.5) ? { department: random.pick(departments) } : {}),
    ...(random.chance(0.5) ? { kind: random.pick(['通知', '方案', '总结', '通报']) } : {}),
  };
  const count = random.integer(0, 4);
  // One running text cut into pages anywhere, so that phrases cross the cuts.
  const running = pageText(random, count * random.integer(30, 160));
  const cuts = Array.from({ length: Math.max(0, count - 1) }, () =>
    random.integer(0, running.length),
  ).toSorted((a, b) => a - b);
  const bare = Array.from({ length: count }, (_, n) =>
    running.slice(n === 0 ? 0 : cuts[n - 1], cuts[n] ?? running.length),
  );
  // A cut that leaves figures alone at the head or foot of a page would make a page number of them.
  const ends = (text: string): string[] => {
    const lines = text.split('\n').filter((line) => plain(line) !== '');
    return [lines[0] ?? 'a', lines.at(-1) ?? 'a'];
  };
  if (!bare.flatMap(ends).every((line) => /\p{L}/u.test(line))) return made(random, categories);
  // Within a page a line of figures alone is text; only at its head or foot is it a page number.
  const full = bare.map((text, n) => {
    const lines = text.split('\n');
    const [above, below] = [lines.slice(0, -1), lines.slice(-1)];
    if (!speaks(above) || !speaks(below) || !random.chance(0.3)) return text;
    return [...above, random.pick(pageNumbers(n + 1, count)), ...below].join('\n');
  });
  const pages = full.map((text, n) => {
    const line = random.pick(pageNumbers(n + 1, count));
    const where = random.integer(0, 3);
    return where === 0
      ? `${line}\n${text}`
      : where === 1
        ? `${text}\n  ${line} \n`
        : where === 2
          ? `${line}\r\n${text}`
          : text;
  });
  return {
    given: {
      title: hasTitle ? ownTitle : null,
      state: hasTitle ? 'filed' : 'inbox',
      year,
      name,
      tags,
      pages,
      ...(categoryId === undefined ? {} : { categoryId }),
      ...(referenceNumber === undefined ? {} : { referenceNumber }),
      ...(issuer === undefined ? {} : { issuer }),
      ...(note === undefined ? {} : { note }),
      ...fields,
    },
    known: {
      given: {
        year,
        name,
        tags,
        pages,
        ...fields,
        ...(referenceNumber ? { referenceNumber } : {}),
      },
      path,
      title: hasTitle ? ownTitle : '',
      texts: [
        hasTitle ? ownTitle : '',
        name,
        referenceNumber ?? '',
        issuer ?? '',
        note ?? '',
        ...tags,
        ...path,
      ].map(plain),
      body: plain(full.join('\n')),
    },
  };
}

let archive: Archive;
let all: readonly Known[];
const random = createRandom('oracle');

beforeAll(async () => {
  const home = await mkdtemp(join(tmpdir(), 'mingce-test-'));
  const workers = createWorkerPool(launchNode, { size: 1 });
  archive = await createArchive(
    join(home, '库'),
    { name: '库', fonds: null, categories: starters },
    { workers, user: '陈立新', language: 'zh-CN' },
  );
  const categories = new Map<number, readonly string[]>();
  for (const name of starters) categories.set(await categoryNamed(archive, name), [name]);
  const tops = Array.from(categories);
  for (const [parent, path] of tops) {
    const { id } = await addCategory(archive, `${path[0]?.slice(0, 2)}细目`, parent as CategoryId);
    categories.set(id, [...path, `${path[0]?.slice(0, 2)}细目`]);
    const { id: below } = await addCategory(archive, '第 3 类', id);
    categories.set(below, [...path, `${path[0]?.slice(0, 2)}细目`, '第 3 类']);
  }
  const drafts = Array.from({ length: 300 }, () => made(random, categories));
  const ids = await addDocuments(
    archive,
    drafts.map((draft) => draft.given),
  );
  all = drafts.map((draft, n) => ({ ...draft.known, id: ids[n] ?? 0 }));
  return async () => {
    await archive.close();
    await workers.close();
    await rm(home, { recursive: true, force: true });
  };
});

const holds = (document: Known, term: string): boolean =>
  document.body.includes(plain(term)) || document.texts.some((text) => text.includes(plain(term)));

async function found(text: string): Promise<{ ids: number[]; total: number }> {
  const { total, hits } = await searchDocuments(archive, { text, place: 'all' }, undefined, 0, 400);
  if (total === null) throw new Error('so few documents are counted at once');
  return { ids: hits.map((hit) => hit.row.id).toSorted((a, b) => a - b), total };
}

async function expectSame(query: string, wanted: (document: Known) => boolean): Promise<void> {
  const expected = all.filter(wanted).map((document) => document.id);
  const total = await countDocuments(archive.db.read, { text: query, place: 'all' });
  expect({ query, total }).toEqual({ query, total: expected.length });
  // Rows are described one by one, so the whole list is compared where it is not long.
  if (expected.length <= 12)
    expect({ query, ...(await found(query)) }).toEqual({ query, ids: expected, total });
}

/** A piece of some document's own text, 1–8 characters, without what the query language means. */
function piece(): string {
  for (;;) {
    const document = random.pick(all);
    const text = [
      ...random.pick([document.body, document.body, document.title, ...document.texts]),
    ];
    if (text.length === 0) continue;
    const length = random.integer(1, 8);
    const at = random.integer(0, Math.max(0, text.length - length));
    const chosen = text
      .slice(at, at + length)
      .join('')
      .replace(/[\s"“”:：-]/gu, '');
    if (plain(chosen) !== '') return chosen;
  }
}

const pool = [...'的是在文明创建清河镇街社区2024年第号abcdeＡｂ１①工作整治会议'];
const noise = (): string =>
  Array.from({ length: random.integer(1, 4) }, () => random.pick(pool)).join('');

test('2,500 pieces of the texts are found in exactly the documents that hold them', async () => {
  for (let n = 0; n < 2500; n += 1) {
    const term = piece();
    await expectSame(term, (document) => holds(document, term));
  }
});

test('600 made-up terms are found exactly where they stand, mostly nowhere', async () => {
  for (let n = 0; n < 600; n += 1) {
    const term = noise();
    await expectSame(term, (document) => holds(document, term));
  }
});

test('symbols, widths, accents and rare characters are found as the definition says', async () => {
  for (const term of [
    ...extras,
    '吉田',
    'abc公司',
    'ABC公司',
    '2024年',
    'no36',
    '35万元',
    'helloworld',
    'étude',
    'file',
    '12',
    'iii1',
    'ガイド',
  ]) {
    if (plain(term) === '' || /\s/u.test(term)) continue;
    await expectSame(term, (document) => holds(document, term));
  }
});

test('all terms must match, what is excluded must not, a phrase runs over spaces and signs', async () => {
  for (let n = 0; n < 400; n += 1) {
    const [a, b, c] = [piece(), piece(), random.chance(0.3) ? noise() : piece().slice(0, 2)];
    if (plain(c) === '') continue;
    await expectSame(`${a} ${b}`, (document) => holds(document, a) && holds(document, b));
    await expectSame(`${a} -${c}`, (document) => holds(document, a) && !holds(document, c));
    await expectSame(
      `-${c} "${a}，${b}"`,
      (document) => !holds(document, c) && holds(document, a + b),
    );
  }
  await expectSame('-急件', (document) => !holds(document, '急件'));
});

test('title: looks in the title and the names of the files only', async () => {
  for (let n = 0; n < 150; n += 1) {
    const term = plain(piece()).slice(0, 3);
    await expectSame(
      `title:${term}`,
      ({ texts }) => texts[0]!.includes(term) || texts[1]!.includes(term),
    );
    await expectSame(
      `题名：${term}`,
      ({ texts }) => texts[0]!.includes(term) || texts[1]!.includes(term),
    );
  }
});

test('one of several: alternatives, also of fields and exclusions', async () => {
  for (let n = 0; n < 150; n += 1) {
    const [a, b, c] = [piece(), piece(), piece().slice(0, 2)];
    await expectSame(`${a} 或 ${b}`, (document) => holds(document, a) || holds(document, b));
    await expectSame(
      `${c} ${a} OR 年度:2022 OR -${b}`,
      (document) =>
        holds(document, c) &&
        (holds(document, a) || document.given.year === 2022 || !holds(document, b)),
    );
  }
});

test('fields are asked as they are named, and what they cannot hold is text', async () => {
  const within = (names: readonly (string | undefined)[], text: string): boolean =>
    names.some((name) => name !== undefined && plain(name).includes(plain(text)));
  const month = (document: Known): string => document.given.date?.slice(0, 7) ?? '';
  const pages = (document: Known): number => document.given.pages?.length ?? 0;
  const questions: readonly (readonly [string, (document: Known) => boolean])[] = [
    ...['宣传', '执法', 'it中心', '办', '没有'].flatMap((text) => [
      [`部门:${text}`, ({ given }: Known) => within([given.department], text)] as const,
      [`-department:${text}`, ({ given }: Known) => !within([given.department], text)] as const,
    ]),
    ...['通', '总结', 'ABC'].map(
      (text) => [`文种:${text}`, ({ given }: Known) => within([given.kind], text)] as const,
    ),
    ...['急', '已核', 'vip', '待补', '市级复核', '件'].map(
      (text) => [`标签:${text}`, ({ given }: Known) => within(given.tags ?? [], text)] as const,
    ),
    ...['细目', '第3类', '组织', '方案'].map(
      (text) => [`分类:${text}`, ({ path }: Known) => within(path, text)] as const,
    ),
    ...['清河', '居委会', '文明办'].map(
      (text) => [`责任者:${text}`, ({ texts }: Known) => texts[3]!.includes(text)] as const,
    ),
    ['年度:2022-2024', ({ given }) => given.year! >= 2022 && given.year! <= 2024],
    ['年度：>2023', ({ given }) => given.year! > 2023],
    ['year:≤2020', ({ given }) => given.year! <= 2020],
    ['年度:２０２１年', ({ given }) => given.year === 2021],
    ['日期:2023', ({ given }) => given.date?.startsWith('2023') ?? false],
    ['日期:2023-3', (document) => month(document) === '2023-03'],
    [
      '日期:2022年11月至2023年2月',
      (document) => month(document) >= '2022-11' && month(document) <= '2023-02',
    ],
    ['日期:>2024-06', (document) => month(document) > '2024-06'],
    ['日期:<2020', ({ given }) => (given.date ?? '9') < '2020'],
    ['日期:2021-2022', ({ given }) => ['2021', '2022'].includes(given.date?.slice(0, 4) ?? '')],
    ['页:>2', (document) => pages(document) > 2],
    ['页:0', (document) => pages(document) === 0],
    ['pages:1-2', (document) => pages(document) === 1 || pages(document) === 2],
    ['缺:文号', ({ given }) => given.referenceNumber === undefined],
    ['有:文号 缺:日期', ({ given }) => given.referenceNumber !== undefined && !given.date],
    ['有:标签', ({ given }) => (given.tags ?? []).length > 0],
    ['缺:分类', ({ path }) => path.length === 0],
    ['缺:部门', ({ given }) => given.department === undefined],
    ['有:文种', ({ given }) => given.kind !== undefined],
    ['有:页面', (document) => pages(document) > 0],
    ['缺:正文', ({ given }) => !given.pages?.some((text) => text !== '')],
    ['未识读', () => false],
    ['-未识读', () => true],
    ...['年度:二〇二二', '日期:2023-13', '页:>abc', '有:佐料', '文号:'].map(
      (text) => [text, (document: Known) => text.endsWith(':') || holds(document, text)] as const,
    ),
  ];
  for (const [query, wanted] of questions) await expectSame(query, wanted);
  const sorted = questions.slice(0, 30);
  for (const [query, wanted] of sorted) {
    const term = piece().slice(0, 2);
    await expectSame(`${term} ${query}`, (document) => wanted(document) && holds(document, term));
  }
});

test('a reference number is found however it is written', async () => {
  const numbered = all.filter(({ given }) => given.referenceNumber !== undefined);
  for (const { given } of numbered.slice(0, 50)) {
    const [, agency = '', year = '', number = ''] =
      /^(.+)〔(\d+)〕(\d+)号$/u.exec(given.referenceNumber ?? '') ?? [];
    const same = ({ given: other, ...rest }: Known, text: string): boolean =>
      other.referenceNumber === given.referenceNumber || holds({ given: other, ...rest }, text);
    for (const text of [
      `${agency}〔${year}〕${number}号`,
      `${agency}[${year}]${number}号`,
      `${agency}(${year})${number}`,
      `${agency}【${year}】第0${number}号`,
    ]) {
      await expectSame(text, (document) => same(document, text));
    }
    const loose = `${year} ${number}号`;
    await expectSame(loose, (document) => holds(document, year) && holds(document, `${number}号`));
    const [first] = (await searchDocuments(archive, { text: loose, place: 'all' }, undefined, 0, 1))
      .hits;
    expect(first?.row.reference_number).toMatch(new RegExp(`〔${year}〕${number}号$`, 'u'));
  }
});

test('a page number at the head or foot of a page is no text, and breaks no phrase', async () => {
  const crossing = all.filter((document) => document.body.length > 20);
  expect(crossing.length).toBeGreaterThan(100);
  for (const document of crossing.slice(0, 60)) {
    const at = random.integer(0, document.body.length - 12);
    const phrase = [...document.body].slice(at, at + 12).join('');
    if (plain(phrase) === phrase) await expectSame(phrase, (other) => holds(other, phrase));
  }
});

test('long queries and many terms are answered', async () => {
  const long = all.find((document) => document.body.length > 300)!;
  const phrase = [...long.body].slice(0, 290).join('');
  await expectSame(phrase, (document) => holds(document, phrase));
  const many = [...new Set(long.body.slice(0, 300))].filter((character) => plain(character) !== '');
  await expectSame(many.join(' '), (document) => many.every((one) => holds(document, one)));
  const most = Array.from({ length: 490 }, (_, n) => many[n % many.length]).join(' ');
  await expectSame(most, (document) => many.every((one) => holds(document, one)));
  await expectSame(
    Array.from({ length: 300 }, () => '-不').join(' '),
    (document) => !holds(document, '不'),
  );
});

test('the index agrees with the catalogue', async () => {
  expect(await verifyIndex(archive.db.read, new AbortController().signal, () => undefined)).toEqual(
    [],
  );
});

import { sql } from '../../main/db/index.ts';
import { createArchive, starterCategories, type OpenOptions } from '../../main/library/index.ts';
import { runningText } from './running-text.ts';
import { createRandom } from './scans/index.ts';
import { zipf } from './vocabulary.ts';

export interface LargeArchive {
  readonly documents: number;
  readonly pagesEach: number;
  readonly charactersAPage: number;
  readonly seed: number;
}

const agencies = ['清政发', '清政办', '清创组', '云文明办', '清委发'];
const issuers = [
  '清河镇人民政府',
  '清河镇人民政府办公室',
  '清河镇文明创建工作领导小组',
  '云溪县文明办',
];
const departments = [
  '文明办',
  '党政办',
  '综合行政执法队',
  '社会事务办',
  '农业农村办',
  '中心学校',
  '派出所',
  '卫生院',
  '便民服务中心',
  '规划建设办',
  '司法所',
  '团委',
  '妇联',
  '财政所',
  '供电所',
];
const tags = ['迎检必备', '待补盖章', '县级以上', '会议成套', '已核对'];
const batchSize = 1000;

/** How long parts of the making took, in ms. */
export interface LargeArchiveTimes {
  /** Entering documents and pages into the catalogue. */
  readonly enteringMs: number;
  /** Sealing the operations, facts, text index, committing. */
  readonly indexingMs: number;
}

/**
 * Makes an archive of many documents with plausible, varied text, the same for a seed: one of fewer
 * documents is the beginning of one of more. Straight into the catalogue: originals are not on disk.
 */
export async function makeLargeArchive(
  folder: string,
  { documents, pagesEach, charactersAPage, seed }: LargeArchive,
  options: OpenOptions,
  onProgress: (done: number) => void = () => undefined,
): Promise<LargeArchiveTimes> {
  const random = createRandom(seed);
  const archive = await createArchive(
    folder,
    { name: '大型台账', fonds: 'Q999', categories: starterCategories },
    options,
  );
  await archive.operate({ kind: 'tag-add', zh: '标签', en: 'Tags' }, (writer) =>
    writer.run(sql`
      INSERT INTO tag (name, color) SELECT value, 'ochre' FROM json_each(${JSON.stringify(tags)})`),
  );
  let enteringMs = 0;
  let indexingMs = 0;
  for (let first = 1; first <= documents; first += batchSize) {
    const rows: unknown[][] = [];
    const pages: unknown[][] = [];
    const labels: number[][] = [];
    for (let id = first; id < first + batchSize && id <= documents; id += 1) {
      const year = 2019 + random.integer(0, 5);
      const month = String(random.integer(1, 12)).padStart(2, '0');
      const day = String(random.integer(1, 28)).padStart(2, '0');
      const number = `${random.pick(agencies)}〔${year}〕${random.integer(1, 180)}号`;
      const text = runningText(random, { pages: pagesEach, charactersAPage });
      rows.push([
        id,
        text.title,
        year,
        random.integer(1, starterCategories.length),
        random.chance(0.6) ? number : null,
        random.chance(0.8) ? random.pick(issuers) : null,
        `${year}-${month}-${day}`,
        id.toString(16).padStart(64, '0'),
        text.kind,
        // A few departments do most of the filing; some papers name none.
        random.chance(0.85) ? zipf(random, departments) : null,
      ]);
      for (const [index, page] of text.pages.entries()) pages.push([id, index + 1, page]);
      if (random.chance(0.3)) labels.push([id, random.integer(1, tags.length)]);
    }
    const began = performance.now();
    let entered = began;
    await archive.operate({ kind: 'import', zh: '导入', en: 'Import' }, async (writer) => {
      const made = JSON.stringify(rows);
      await writer.run(sql`
        INSERT INTO original (id, sha256, bytes, extension, type, page_state, page_count, added_at)
        SELECT value ->> 0, value ->> 7, 100000, 'pdf', 'pdf', 'ready', ${pagesEach}, '2024-01-01'
        FROM json_each(${made})`);
      await writer.run(sql`
        INSERT INTO page (original_id, number, width_um, height_um, text_source, text)
        SELECT value ->> 0, value ->> 1, 210000, 297000, 'layer', value ->> 2
        FROM json_each(${JSON.stringify(pages)})`);
      await writer.run(sql`
        INSERT INTO document (id, state, title, year, category_id, reference_number, issuer, date,
          kind, department, created_at)
        SELECT value ->> 0, 'filed', value ->> 1, value ->> 2, value ->> 3, value ->> 4,
          value ->> 5, value ->> 6, value ->> 8, value ->> 9, '2024-01-01T00:00:00.000Z'
        FROM json_each(${made})`);
      await writer.run(sql`
        INSERT INTO part (document_id, position, original_id, first_page, last_page, source_name,
          source_path)
        SELECT value ->> 0, 0, value ->> 0, 1, ${pagesEach}, '扫描_' || (value ->> 0) || '.pdf', ''
        FROM json_each(${made})`);
      await writer.run(sql`
        INSERT INTO document_tag (document_id, tag_id)
        SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(labels)})`);
      entered = performance.now();
    });
    enteringMs += entered - began;
    indexingMs += performance.now() - entered;
    onProgress(Math.min(documents, first + batchSize - 1));
  }
  await archive.close();
  return { enteringMs, indexingMs };
}

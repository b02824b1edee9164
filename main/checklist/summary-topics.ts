import type { DocumentId } from '../contract/ids.ts';
import { chosenGroups, type ActivityGroup, type Bucket, type Gathered } from './summary-collect.ts';
import type { SummaryFacts } from './summary-compose.ts';
import { givesAccount } from './summary-figures.ts';
import { kindOf, verbOf, type Topic } from './summary-kinds.ts';
import { blank, counted, listed, said, statement, tell, type Piece } from './summary-pieces.ts';
import type { SummaryRow } from './summary-queries.ts';
import type { SummaryWords } from './summary-words.ts';
import type { Statement, SummaryPart } from './summary.ts';

/** Activities told under one heading, categories told at all, figures told of one activity. */
const limits = { groups: 16, groupsOfCategory: 8, categories: 30, figures: 6 } as const;

/** Categories of material about work, not of work: nothing more is to be said there. */
const isMaterial = /影像|照片|报道|新闻|总结|汇报/u;

type Rows = Map<DocumentId, SummaryRow>;

/** Documents whose figures are told: the papers of the chosen activities that give account of something. */
export function rowsToRead(gathered: Gathered, topics: readonly string[]): SummaryRow[] {
  return toldBuckets(gathered)
    .filter(({ topic }) => topics.includes(topic))
    .flatMap((bucket) => chosenGroups(bucket, groupsIn(bucket)))
    .flatMap(({ rows }) => rows)
    .filter((row) => verbOf(row) !== 'photo' && givesAccount(kindOf(row)));
}

const groupsIn = ({ topic }: Bucket): number =>
  topic === 'activities' ? limits.groupsOfCategory : limits.groups;

function toldBuckets({ buckets }: Gathered): Bucket[] {
  const activities = buckets.filter(({ topic }) => topic === 'activities');
  const others = buckets.filter(({ topic }) => topic !== 'activities');
  return [...others, ...activities.slice(0, limits.categories)];
}

/** A section of one topic. `rows` is given the documents that are told. */
export function composeTopic(
  facts: SummaryFacts,
  topic: Topic,
  words: SummaryWords,
  rows: Rows,
): Statement[] {
  const bucket = facts.gathered.buckets.find((each) => each.topic === topic);
  const toFill = fillIn(topic, words);
  if (bucket === undefined) return [statement(tell(words.nothing, {}), { counts: true }), toFill];
  const lead = statement(tell(words.ofTopic[topic], { count: counted(bucket.documents) }));
  return [lead, ...composeBucket(facts, bucket, words, rows), toFill];
}

/** What was done, a part a category. */
export function composeActivities(
  facts: SummaryFacts,
  words: SummaryWords,
  rows: Rows,
): { readonly statements: readonly Statement[]; readonly parts: readonly SummaryPart[] } {
  const all = facts.gathered.buckets.filter(({ topic }) => topic === 'activities');
  if (all.length === 0) {
    const none = statement(tell(words.nothing, {}), { counts: true });
    return { statements: [none, fillIn('activities', words)], parts: [] };
  }
  const told = all.slice(0, limits.categories);
  const rest = all.slice(limits.categories);
  const parts = told.map((bucket): SummaryPart => {
    const heading = bucket.path.length === 0 ? words.noCategory : bucket.path.join(' · ');
    const statements = composeBucket(facts, bucket, words, rows);
    const toFill = isMaterial.test(heading) ? [] : [fillIn('activities', words)];
    return { heading, statements: [...statements, ...toFill] };
  });
  const more = tell(words.moreCategories, {
    categories: counted(rest.length),
    count: counted(rest.reduce((sum, { documents }) => sum + documents, 0)),
  });
  return { statements: rest.length === 0 ? [] : [statement(more)], parts };
}

function composeBucket(
  facts: SummaryFacts,
  bucket: Bucket,
  words: SummaryWords,
  rows: Rows,
): Statement[] {
  const groups = chosenGroups(bucket, groupsIn(bucket));
  const { loosePhotos } = bucket;
  for (const row of [...groups.flatMap((group) => group.rows), ...loosePhotos])
    rows.set(row.id, row);
  const told = groups.reduce((sum, { documents }) => sum + documents, 0);
  const statements = groups.map((group) => tellGroup(facts, group, words));
  const photos = tellPhotos(facts, loosePhotos, words);
  const left = bucket.documents - told - loosePhotos.length;
  return [
    ...statements,
    ...photos,
    ...(left > 0 ? [statement(tell(words.more, { count: counted(left) }))] : []),
  ];
}

function tellGroup(facts: SummaryFacts, group: ActivityGroup, words: SummaryWords): Statement {
  const rows = group.rows.toSorted((a, b) => order(a, b));
  const clauses = rows.map((row) => clauseOf(facts, row, words));
  const figures = rows
    .flatMap((row) => (facts.figures.get(row.id) ?? []).map((figure) => ({ row, figure })))
    .slice(0, limits.figures);
  const alike =
    group.documents > rows.length ? tell(words.alike, { count: counted(group.documents) }) : [];
  const list = listed(
    figures.map(({ row, figure }) =>
      tell(words.figure, { figure: said(figure.text, row.id), page: counted(figure.page) }),
    ),
    words.and,
  );
  return statement([
    ...listed(clauses, words.clause),
    ...alike,
    ...tell(words.stop, {}),
    ...(figures.length === 0 ? [] : [...tell(words.figures, { list }), ...tell(words.stop, {})]),
  ]);
}

function order(a: SummaryRow, b: SummaryRow): number {
  const [one, other] = [a.date ?? '9', b.date ?? '9'];
  return one < other ? -1 : one > other ? 1 : a.id - b.id;
}

function clauseOf(facts: SummaryFacts, row: SummaryRow, words: SummaryWords): Piece[] {
  const verb = verbOf(row);
  const template = verb === 'issued' && row.issuer !== '' ? words.issuedBy : words.clauses[verb];
  return tell(template, {
    date: dateOf(facts, row, words),
    title: titleOf(row),
    number: said(row.referenceNumber, row.id),
    issuer: said(row.issuer, row.id),
  });
}

function dateOf({ request }: SummaryFacts, { date, id }: SummaryRow, words: SummaryWords): Piece {
  if (date === null) return blank(words.dateBlank);
  return { kind: 'date', text: words.date(date, request.year), by: id };
}

/** Inside 《》 stand 〈〉 (GB/T 15834). */
const titleOf = ({ title, id }: SummaryRow): Piece =>
  said(title.replaceAll('《', '〈').replaceAll('》', '〉'), id);

function tellPhotos(
  facts: SummaryFacts,
  photos: readonly SummaryRow[],
  words: SummaryWords,
): Statement[] {
  if (photos.length === 0) return [];
  const list = listed(
    photos.map((row) =>
      tell(row.date === null ? words.photoUndated : words.photo, {
        title: titleOf(row),
        date: dateOf(facts, row, words),
      }),
    ),
    words.and,
  );
  return [statement([...tell(words.photos, { list }), ...tell(words.stop, {})])];
}

function fillIn(topic: Topic, words: SummaryWords): Statement {
  const hints = Object.entries(words.hints).map(([name, hint]) => [name, blank(hint)] as const);
  return statement(tell(words.blanks[topic], Object.fromEntries(hints)));
}

import type { Category } from '../contract/catalog.ts';
import type { CategoryId, DocumentId } from '../contract/ids.ts';
import { activityOf, isSameActivity } from './activity.ts';
import { isPhoto, kindOf, topicOf, type Topic } from './summary-kinds.ts';
import type { SummaryRow } from './summary-queries.ts';

/** Papers of one activity: 方案, 签到表 and 总结 are told together. */
export interface ActivityGroup {
  /** What it is known by; null: its one document says too little to be known by. */
  readonly activity: string | null;
  /** All of it, those kept and those not. */
  readonly documents: number;
  /** The first of them, oldest first. */
  readonly rows: readonly SummaryRow[];
}

/** Documents that are told under one heading. */
export interface Bucket {
  readonly topic: Topic;
  /** Of 'activities', the category; null: in none. */
  readonly categoryId: CategoryId | null;
  readonly path: readonly string[];
  readonly documents: number;
  readonly photos: number;
  readonly groups: readonly ActivityGroup[];
  /** The first photos that no paper speaks of. */
  readonly loosePhotos: readonly SummaryRow[];
}

/** A year's documents as they are told; its size does not grow with theirs. */
export interface Gathered {
  readonly documents: number;
  readonly secret: number;
  readonly photos: number;
  readonly categories: number;
  /** Documents with a 文号 by kind, the most frequent first; null: of no known kind. */
  readonly numbered: readonly (readonly [kind: string | null, count: number])[];
  /** In the order of the tree. */
  readonly buckets: readonly Bucket[];
}

/** Kept of one activity, and of one bucket while it is gathered. */
const most = { rows: 5, photosOfGroup: 2, loosePhotos: 8, groups: 400, pruned: 200 } as const;

interface OpenGroup {
  readonly activity: string | null;
  documents: number;
  readonly rows: SummaryRow[];
}

interface OpenBucket {
  readonly topic: Topic;
  readonly categoryId: CategoryId | null;
  documents: number;
  photos: number;
  groups: Map<string, OpenGroup>;
}

export interface Collector {
  /** To be called oldest first. */
  readonly add: (row: SummaryRow) => void;
  readonly gathered: () => Gathered;
}

/** Gathers the documents of a year one after another. */
export function createCollector(categories: readonly Category[]): Collector {
  const tree = treeOf(categories);
  const buckets = new Map<string, OpenBucket>();
  const numbered = new Map<string | null, number>();
  const seen = new Set<CategoryId>();
  let [documents, secret, photos] = [0, 0, 0];
  return {
    add: (row) => {
      if (row.isSecret === 1) {
        secret += 1;
        return;
      }
      documents += 1;
      if (isPhoto(row)) photos += 1;
      if (row.categoryId !== null) seen.add(row.categoryId);
      if (row.referenceNumber !== '') {
        const kind = kindOf(row);
        numbered.set(kind, (numbered.get(kind) ?? 0) + 1);
      }
      const topic = topicOf(row, pathOf(tree, row.categoryId));
      const categoryId = topic === 'activities' ? row.categoryId : null;
      const key = `${topic} ${categoryId ?? ''}`;
      const bucket = buckets.get(key) ?? newBucket(topic, categoryId);
      buckets.set(key, bucket);
      addTo(bucket, row);
    },
    gathered: () => ({
      documents,
      secret,
      photos,
      categories: seen.size,
      numbered: [...numbered].toSorted(
        ([a, m], [b, n]) => n - m || byCodeUnit(a ?? '\uFFFF', b ?? '\uFFFF'),
      ),
      buckets: [...buckets.values()]
        .toSorted((a, b) => placeIn(tree, a.categoryId) - placeIn(tree, b.categoryId))
        .map((bucket) => closed(bucket, pathOf(tree, bucket.categoryId))),
    }),
  };
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const newBucket = (topic: Topic, categoryId: CategoryId | null): OpenBucket => ({
  topic,
  categoryId,
  documents: 0,
  photos: 0,
  groups: new Map(),
});

function addTo(bucket: OpenBucket, row: SummaryRow): void {
  bucket.documents += 1;
  const photo = isPhoto(row);
  if (photo) bucket.photos += 1;
  const activity = activityOf(row.title);
  const key = activity ?? `#${row.id}`;
  const group = bucket.groups.get(key) ?? { activity, documents: 0, rows: [] };
  bucket.groups.set(key, group);
  group.documents += 1;
  keep(group.rows, row);
  if (bucket.groups.size > most.groups) {
    bucket.groups = new Map(weightiest(bucket));
  }
}

const weightiest = ({ groups }: OpenBucket): [string, OpenGroup][] =>
  [...groups].toSorted(([, a], [, b]) => weigh(b, a)).slice(0, most.pruned);

/** Papers go before photos where there are too many. */
function keep(rows: SummaryRow[], row: SummaryRow): void {
  const photos = rows.filter(isPhoto);
  if (isPhoto(row)) {
    if (photos.length < most.photosOfGroup) rows.push(row);
  } else if (rows.length - photos.length < most.rows) rows.push(row);
}

/** What most is on file of, then what was issued under a number, then the older. */
function weigh(a: OpenGroup | ActivityGroup, b: OpenGroup | ActivityGroup): number {
  const formal = ({ rows }: OpenGroup | ActivityGroup): number =>
    rows.some(({ referenceNumber }) => referenceNumber !== '') ? 1 : 0;
  const photo = ({ rows }: OpenGroup | ActivityGroup): number => (rows.every(isPhoto) ? 1 : 0);
  return (
    photo(b) - photo(a) ||
    a.documents - b.documents ||
    formal(a) - formal(b) ||
    byAge(b.rows, a.rows)
  );
}

function byAge(a: readonly SummaryRow[], b: readonly SummaryRow[]): number {
  const [one, other] = [a[0], b[0]];
  return (
    byCodeUnit(one?.date ?? '9', other?.date ?? '9') ||
    (one?.id ?? (0 as DocumentId)) - (other?.id ?? (0 as DocumentId))
  );
}

function closed(bucket: OpenBucket, path: readonly string[]): Bucket {
  const merged = mergeAlike(weightiest(bucket).map(([, group]) => group));
  const loose = merged.filter(({ rows }) => rows.every(isPhoto));
  return {
    topic: bucket.topic,
    categoryId: bucket.categoryId,
    path,
    documents: bucket.documents,
    photos: bucket.photos,
    groups: merged.filter(({ rows }) => !rows.every(isPhoto)),
    loosePhotos: loose
      .flatMap(({ rows }) => rows)
      .toSorted((a, b) => byAge([a], [b]))
      .slice(0, most.loosePhotos),
  };
}

/** Titles of one activity are not always the same to a letter. */
function mergeAlike(groups: readonly OpenGroup[]): OpenGroup[] {
  const merged: OpenGroup[] = [];
  for (const group of groups.toSorted((a, b) => byAge(a.rows, b.rows))) {
    const same = merged.find(({ activity }) => isSameActivity(activity, group.activity));
    if (same === undefined) merged.push({ ...group, rows: [...group.rows] });
    else {
      same.documents += group.documents;
      for (const row of group.rows) keep(same.rows, row);
    }
  }
  return merged;
}

/** The weightiest groups of a bucket, in the order of time. */
export function chosenGroups({ groups }: Bucket, limit: number): ActivityGroup[] {
  return groups
    .toSorted((a, b) => weigh(b, a))
    .slice(0, limit)
    .toSorted((a, b) => byAge(a.rows, b.rows));
}

type Tree = ReadonlyMap<CategoryId, { readonly path: readonly string[]; readonly place: number }>;

function treeOf(categories: readonly Category[]): Tree {
  const below = Map.groupBy(categories, ({ parentId }) => parentId);
  const tree = new Map<CategoryId, { path: readonly string[]; place: number }>();
  const walk = (parent: CategoryId | null, path: readonly string[]): void => {
    for (const { id, name } of below.get(parent) ?? []) {
      if (tree.has(id)) continue;
      tree.set(id, { path: [...path, name], place: tree.size });
      walk(id, [...path, name]);
    }
  };
  walk(null, []);
  return tree;
}

const pathOf = (tree: Tree, id: CategoryId | null): readonly string[] =>
  id === null ? [] : (tree.get(id)?.path ?? []);

/** What is in no category comes last. */
const placeIn = (tree: Tree, id: CategoryId | null): number =>
  (id === null ? undefined : tree.get(id)?.place) ?? Number.MAX_SAFE_INTEGER;

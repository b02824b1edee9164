import type { Assignment, ItemDetail } from '../contract/checklist.ts';
import { ArchiveError } from '../contract/errors.ts';
import type { ItemId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import type { CallContext } from '../library/index.ts';
import { countSlot, stateOf } from './coverage.ts';
import { itemById } from './items.ts';
import { itemInPlace, proofsFrom } from './proofs.ts';
import { proofsOfSlots } from './proof-queries.ts';
import * as q from './queries.ts';
import { outsideCounts } from './rule-queries.ts';
import { countWords } from './words.ts';

/** Proofs of a slot that come with its item. */
const firstProofs = 50;

const nobody: Assignment = {
  department: null,
  helping: [],
  leader: null,
  person: null,
  due: null,
  progress: 'open',
  note: null,
};

/** Everything about one item. @throws ArchiveError `no-such-item` */
export async function itemDetail(
  reader: Reader,
  id: ItemId,
  address: CallContext['address'],
): Promise<ItemDetail> {
  const [record, chain, slots, said, children, counts] = await Promise.all([
    itemById(reader, id),
    itemInPlace(reader, id),
    q.slotsOf(reader, id),
    q.assignmentOf(reader, id),
    q.countChildren(reader, id),
    outsideCounts(reader),
  ]);
  const place = chain.at(-1);
  if (place === undefined) throw new ArchiveError('no-such-item', { id });
  const rules = { outsideCounts: counts };
  const links = Map.groupBy(
    await proofsOfSlots(
      reader,
      slots.map((slot) => slot.id),
    ),
    ({ slotId }) => slotId,
  );
  const first = slots.flatMap((slot) => (links.get(slot.id) ?? []).slice(0, firstProofs));
  const proofs = Map.groupBy(
    await proofsFrom(reader, first, place.window, rules, address),
    ({ slotId }) => slotId,
  );
  const counted = slots.map((slot) =>
    countSlot(slot.need, links.get(slot.id) ?? [], place.window, rules),
  );
  const assignment = said ?? nobody;
  return {
    id,
    checklistId: record.checklist_id,
    parentId: record.parent_id,
    path: chain.slice(0, -1).map(({ row }) => ({ id: row.id, code: row.code, title: row.title })),
    fields: q.fieldsOf(record),
    window: place.window,
    state: stateOf(counted, assignment.progress),
    slots: slots.map((slot, index) => ({
      id: slot.id,
      kind: slot.kind,
      need: slot.need,
      hint: slot.hint,
      wordLimit: slot.word_limit,
      have: counted[index]?.have ?? 0,
      outOfWindow: counted[index]?.outOfWindow ?? 0,
      links: links.get(slot.id)?.length ?? 0,
      proofs: proofs.get(slot.id) ?? [],
    })),
    assignment,
    owed: { ...assignment, ...place.owed },
    conclusion: record.conclusion,
    conclusionWords: countWords(record.conclusion),
    conclusionLimit: record.conclusion_limit,
    selfScore: record.self_score,
    selfGrade: record.self_grade,
    followsId: record.follows_id,
    children,
  };
}

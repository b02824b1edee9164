import { stageOf, stages, wantsPhotos, type Stage } from './check-kinds.ts';
import type { CheckDocument, CheckFacts, CheckProof } from './check-facts.ts';
import { objectTo, type Objection } from './check-findings.ts';
import { aboutActivity } from './check-subject.ts';

/*
 * The chain that shows that something was done: 通知/方案 → 签到/记录 → 照片 → 简报/报道 → 总结
 * (domain.md). What belongs to one activity is told by what the titles are about.
 */

/** What was announced lately need not have ended yet. */
const graceDays = 45;

/** Papers that announce no activity: 成立领导小组, 印发…办法, lists and thanks. */
const standing =
  /成立|调整|任命|任职|办法|制度|规定|名单|细则|分工|放假|值班|表彰|表扬|公布|转发|聘任|上报|报送|会议/u;
/** What is announced where it is no 方案 or 计划. */
const activity =
  /活动|行动|整治|清理|宣传|培训|竞赛|比赛|评选|演练|志愿|讲堂|展演|主题日|[月周日](?=的?(?:通知|安排))/u;

/** Whether a paper of a plan's kind announces something that ends and is then reported on. */
const announces = (title: string): boolean =>
  !standing.test(title) && (/(?:方案|计划|预案)/u.test(title) || activity.test(title));

/** Words that every such title has. */
const common =
  /^.{0,20}?关于|印发|举办|召开|开展|组织|做好|进一步|加强|推进|深入|《|》|“|”|全镇|全县|全市|我镇|\d{2,4}年度?|的|(?:活动|工作|情况)(?=$)/gu;
const kindAtEnd =
  /(?:通知|实施方案|工作方案|活动方案|方案|计划|预案|安排|倡议书?|签到[表册]?|会议记录|活动记录|记录表?|会议纪要|纪要|登记表|台账|照片|图片|影像|留影|合影|简报|新闻报道|报道|信息|工作总结|活动总结|总结|小结)$/u;

/** Pairs of characters of what a title is about. */
function topicIn(title: string): ReadonlySet<string> {
  let words = title.replaceAll(/[(（【〔[][^)）】〕\]]*[)）】〕\]]|\.\w{2,5}$|\s/gu, '');
  for (let cut = words.replace(kindAtEnd, ''); cut !== words; cut = words.replace(kindAtEnd, '')) {
    words = cut.replace(/的$/u, '');
  }
  const characters = [...words.replaceAll(common, '')];
  return new Set(characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`));
}

const leastShared = 0.6;

function isAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const least = Math.min(a.size, b.size);
  if (least < 2) return false;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return shared / least >= leastShared;
}

interface Activity {
  readonly first: CheckProof;
  readonly topic: ReadonlySet<string>;
  readonly has: Map<Stage, CheckProof>;
}

/** What titles say of a document, told once: it proves in many items. */
interface Told {
  readonly stage: Stage | null;
  readonly announces: boolean;
  readonly topic: ReadonlySet<string>;
}

const toldOf = new WeakMap<CheckDocument, Told>();

function told(document: CheckDocument): Told {
  const before = toldOf.get(document);
  if (before !== undefined) return before;
  const { title } = document;
  const stage = stageOf(document);
  const topic = stage === null ? nothing : topicIn(title);
  const now = { stage, announces: stage === 'plan' && announces(title), topic };
  toldOf.set(document, now);
  return now;
}

const nothing: ReadonlySet<string> = new Set();

function activitiesOf(proofs: readonly CheckProof[]): readonly Activity[] {
  if (proofs.length < 2 && !proofs.some(({ document }) => told(document).announces)) return [];
  const activities: Activity[] = [];
  const loose: Stage[] = [];
  for (const proof of proofs) {
    const { document, slot } = proof;
    const { stage: own, announces: doesAnnounce, topic } = told(document);
    const stage = wantsPhotos(slot.kind) ? 'photo' : own;
    if (stage === null || (stage === 'plan' && !doesAnnounce)) continue;
    const known = activities.find((each) => isAlike(each.topic, topic));
    if (known !== undefined) {
      if (!known.has.has(stage)) known.has.set(stage, proof);
    } else if (topic.size < 2 || stage === 'photo') loose.push(stage);
    else activities.push({ first: proof, topic, has: new Map([[stage, proof]]) });
  }
  // A photo or a report that does not say of what may be of any of them: none is blamed for lacking it.
  for (const stage of loose) {
    for (const { first, has } of activities) if (!has.has(stage)) has.set(stage, first);
  }
  return activities;
}

/** What an activity lacks; empty: nothing, or it is not known to be one. */
function lacking({ has }: Activity, today: string): readonly Stage[] {
  const plan = has.get('plan');
  const traces = (['record', 'photo', 'news'] as const).filter((stage) => has.has(stage));
  if (plan === undefined && traces.length < 2) return [];
  const date = plan?.document.date ?? null;
  const isRecent = date !== null && (Date.parse(today) - Date.parse(date)) / 86_400_000 < graceDays;
  if (isRecent && !has.has('summary')) return [];
  return stages.filter((stage) => {
    if (has.has(stage)) return false;
    if (stage === 'summary') return true;
    if (stage === 'plan') return traces.length >= 2;
    // One trace of two may do; none at all, or one short of all, is asked about.
    return traces.length !== 1;
  });
}

/**
 * Activities of an item with a part missing. Without 总结 it counts as not done; the rest is asked about.
 * @param today `YYYY-MM-DD`
 */
export function brokenChain({ byItem }: CheckFacts, today: string): Objection[] {
  return [...byItem.values()].flatMap((proofs) =>
    activitiesOf(proofs).flatMap((activity) => {
      const missing = lacking(activity, today);
      if (missing.length === 0) return [];
      const { first, has } = activity;
      return objectTo(
        first,
        'broken-chain',
        aboutActivity(first.item.row.id, first.document.id),
        missing.includes('summary') ? 'medium' : 'low',
        {
          topic: first.document.title,
          has: stages.filter((stage) => has.has(stage)).join(','),
          missing: missing.join(','),
        },
      );
    }),
  );
}

import type { Mark } from '../scans/paper.ts';
import type { SceneName } from '../scans/scenes.ts';
import { photo } from '../scans/scenes.ts';
import { tableMarks } from '../scans/table.ts';
import type { Draft, Matter } from './draft.ts';
import { aboutOf, finish, startFlow } from './draft.ts';
import { lengthMm } from './flow.ts';
import { personName, villageName } from './offices.ts';
import { titleLines } from './parts.ts';
import { arabicDate, looseDate } from './wording.ts';

/** Who came, signed by hand in a table. */
export function signIn(matter: Matter): Draft {
  const { random, office, date } = matter;
  const about = aboutOf(matter);
  const title = `${about}${random.pick(['会议', '培训', '推进会'])}签到表`;
  const flow = startFlow(matter);
  titleLines(flow, title, random);
  const small = { role: 'body', sizePt: 12 } as const;
  flow.line(
    `时间：${looseDate(date, random)}　　地点：${office.name.slice(0, 3)}二楼会议室`,
    small,
  );
  const [first, unit, job] = [16, random.integer(44, 54), random.integer(24, 32)];
  const columns = [
    { title: '序号', widthMm: first },
    { title: '单位', widthMm: unit },
    { title: '职务', widthMm: job },
    { title: '签名', widthMm: flow.area.widthMm - first - unit - job - 22, handwritten: true },
    { title: '备注', widthMm: 22 },
  ];
  const rows = Array.from({ length: random.integer(8, 15) }, (_, index) => [
    String(index + 1),
    random.chance(0.7) ? villageName(random) : office.name,
    random.pick(['书记', '主任', '网格员', '联络员', '组长']),
    personName(random),
    random.chance(0.1) ? '代签' : '',
  ]);
  flow.put(...cells(tableMarks(columns, rows, [flow.area.leftMm, flow.yMm + 2], 12)));
  return {
    papers: finish(flow, matter, false),
    fields: { referenceNumber: null, title, secrecy: null },
  };
}

/** What is to be mended, by whom, until when. */
export function ledger(matter: Matter): Draft {
  const { random, office, topic, date } = matter;
  const title = `${date.year}年${aboutOf(matter)}${random.pick(['台账', '清单', '统计表'])}`;
  const flow = startFlow(matter);
  titleLines(flow, title, random);
  const { leftMm, widthMm } = flow.area;
  const small = { role: 'body', sizePt: 12 } as const;
  const filled = looseDate(date, random);
  flow.putText(`填报单位：${office.name}`, leftMm, flow.yMm + 3, small);
  const length = lengthMm(`填报日期：${filled}`, flow.style.body, 12);
  flow.putText(`填报日期：${filled}`, leftMm + widthMm - length, flow.yMm + 3, small);
  const [wide, other] = [widthMm - 14 - 34 - 24 - 20, 34];
  const columns = [
    { title: '序号', widthMm: 14 },
    { title: '问题和措施', widthMm: wide, align: 'left' as const },
    { title: '责任单位', widthMm: other },
    { title: '时限', widthMm: 24 },
    { title: '进度', widthMm: 20 },
  ];
  const rows = Array.from({ length: random.integer(9, 16) }, (_, index) => [
    String(index + 1),
    (random.pick(topic.sentences).split(/[，。；]/u)[0] ?? '').slice(0, 16),
    villageName(random),
    `${random.integer(1, 12)}月${random.integer(1, 28)}日`,
    random.pick(['已整改', '整改中', `${random.integer(10, 95)}%`]),
  ]);
  flow.put(...cells(tableMarks(columns, rows, [leftMm, flow.yMm + 8], 10)));
  return {
    papers: finish(flow, matter, false),
    fields: { referenceNumber: null, title, secrecy: null },
  };
}

function cells(marks: readonly Mark[]): readonly Mark[] {
  return marks.map((mark) => (mark.kind === 'text' ? { ...mark, role: 'cell' } : mark));
}

const sceneNames: readonly SceneName[] = [
  'award',
  'billboard',
  'laneAfter',
  'laneBefore',
  'market',
  'meeting',
  'river',
  'volunteers',
];

/** One or two photos, each with its printed caption of six elements, short or in full. */
export async function photoPage(matter: Matter): Promise<Draft> {
  const { random, office, topic, date } = matter;
  const flow = startFlow(matter);
  const about = aboutOf(matter);
  if (random.chance(0.5)) titleLines(flow, `${about}实景图片`, random);
  const count = random.integer(1, 2);
  for (let shown = 0; shown < count; shown += 1) {
    const [widthMm, heightMm] = count === 1 ? [150, 100] : [120, 80];
    const jpeg = await photo(random.pick(sceneNames), {
      seed: random.integer(1, 9999),
      quality: 80,
    });
    const xMm = flow.area.leftMm + (flow.area.widthMm - widthMm) / 2;
    flow.put({ kind: 'picture', jpeg, xMm, yMm: flow.yMm, widthMm, heightMm });
    flow.yMm += heightMm + 3;
    const style = { role: 'caption', sizePt: 12, align: 'left' } as const;
    if (count === 2) {
      flow.line(`${looseDate(date, random)}，${villageName(random)}${about}现场`, {
        ...style,
        align: 'centre',
      });
      flow.skip(0.6);
      continue;
    }
    flow.text(`事由：${about}`, style);
    flow.text(`时间：${arabicDate(date)}　地点：${villageName(random)}`, style);
    flow.text(`人物：${personName(random)}（左一）、${personName(random)}等`, style);
    flow.text(`背景：${random.pick(topic.sentences)}`, style);
    flow.text(`摄影者：${personName(random)}（${office.name}）`, style);
  }
  return { papers: finish(flow, matter, false), fields: { referenceNumber: null, secrecy: null } };
}

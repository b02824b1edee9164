import { sealMarks } from '../scans/seal.ts';
import type { Draft, Matter } from './draft.ts';
import { aboutOf, finish, paragraphs, startFlow } from './draft.ts';
import { personName, villageName } from './offices.ts';
import { bodyText, signature, titleLines } from './parts.ts';
import { isoOf, looseDate } from './wording.ts';

/** A signed agreement of duties between an office and a village. */
export function responsibility(matter: Matter): Draft {
  const { random, office, topic, date } = matter;
  const title = `${date.year}年${aboutOf(matter)}${random.pick(['目标责任书', '责任书', '承诺书'])}`;
  const flow = startFlow(matter);
  titleLines(flow, title, random);
  const body = paragraphs(matter, 3, 5);
  flow.text(`为落实${topic.category}责任，${office.name}与${villageName(random)}签订本责任书。`, {
    role: 'body',
    indentEm: 2,
  });
  bodyText(flow, body, ['目标', '任务', '措施', '考核', '附则']);
  const signed = looseDate(date, random);
  const half = flow.area.widthMm / 2;
  const village = `${villageName(random)}委员会`;
  const rows = [
    ['甲方（盖章）：', '乙方（盖章）：', 'body'],
    [office.name, village, 'issuer'],
    ['负责人（签字）：', '负责人（签字）：', 'body'],
    [signed, signed, 'date'],
  ] as const;
  flow.need(flow.lineMm * 5.5);
  flow.skip(1);
  const sizePt = 12;
  const { leftMm } = flow.area;
  const sealMm = flow.yMm + flow.lineMm * 1.8;
  for (const [left, right, role] of rows) {
    flow.putText(left, flow.area.leftMm, flow.yMm + flow.lineMm / 2, { role, sizePt });
    flow.putText(right, flow.area.leftMm + half + 6, flow.yMm + flow.lineMm / 2, { role, sizePt });
    flow.yMm += flow.lineMm;
  }
  if (random.chance(0.7)) {
    flow.put(...sealMarks(office.name, [leftMm + half * 0.55, sealMm]));
    flow.put(...sealMarks(village, [leftMm + half * 1.5, sealMm]));
  }
  return {
    papers: finish(flow, matter),
    fields: { referenceNumber: null, title, date: isoOf(date), secrecy: null },
  };
}

/** A notice, announcement or appeal without head or number: its name, its text, who and when. */
export function bulletin(matter: Matter): Draft {
  const { random, office, date } = matter;
  const about = aboutOf(matter);
  const [printed, kind] = random.pick([
    [`关于${about}的公告`, '公告'],
    [`关于${about}的通知`, '通知'],
    ['通　知', '通知'],
    ['公　告', '公告'],
    [`${about}致全体居民的倡议书`, undefined],
  ] as const);
  const flow = startFlow(matter);
  titleLines(flow, printed, random);
  flow.text(random.pick(['各村（社区）：', '全体居民：', '各位志愿者：']), { role: 'to' });
  bodyText(flow, paragraphs(matter, 2, 4), []);
  if (random.chance(0.4)) flow.text(`特此${kind ?? '倡议'}。`, { role: 'body', indentEm: 2 });
  signature(flow, [office.name], looseDate(date, random), random, random.chance(0.6));
  return {
    papers: finish(flow, matter),
    fields: {
      referenceNumber: null,
      title: printed.replaceAll('　', ''),
      issuer: office.name,
      date: isoOf(date),
      ...(kind === undefined ? {} : { kind }),
      secrecy: null,
    },
  };
}

/** A plan, summary or rule on plain paper; who and when under the title, at the end, or nowhere. */
export function plain(matter: Matter): Draft {
  const { random, office, date } = matter;
  const kind = random.pick(['方案', '总结', '制度', '计划']);
  const about = aboutOf(matter);
  const lead = random.chance(0.5) ? office.name : '';
  const title = `${lead}${random.chance(0.6) ? `${date.year}年` : ''}${about}${kind}`;
  const flow = startFlow(matter);
  titleLines(flow, title, random);
  const place = random.next();
  const above = place < 0.35;
  const nowhere = place > 0.85;
  const signed = looseDate(date, random);
  if (above) {
    flow.line(office.name, { role: 'issuer', align: 'centre' });
    flow.line(`（${signed}）`, { role: 'date', align: 'centre' });
    flow.skip(0.5);
  }
  const body = paragraphs(matter, 3, 7);
  bodyText(
    flow,
    body,
    random.chance(0.6) ? [null, '基本情况', '主要做法', '存在问题', '下步打算'] : [],
  );
  if (!above && !nowhere) signature(flow, [office.name], signed, random, random.chance(0.3));
  return {
    papers: finish(flow, matter),
    fields: {
      referenceNumber: null,
      title,
      ...(nowhere ? { date: null } : { issuer: office.name, date: isoOf(date) }),
      kind,
      secrecy: null,
    },
  };
}

/** A leaflet or press cutting: a title across, then two columns. */
export function twoColumns(matter: Matter): Draft {
  const { random, office } = matter;
  const title = `${aboutOf(matter)}${random.pick(['侧记', '纪实', '问答', '观察'])}`;
  const flow = startFlow(matter, { bodyPt: random.pick([10.5, 11, 12]), lineEm: 1.6 });
  titleLines(flow, title, random);
  flow.line(`${office.name.slice(0, 3)}通讯员　${personName(random)}`, {
    role: 'body',
    align: 'centre',
  });
  flow.skip(0.6);
  flow.divide(2, 9);
  const story = paragraphs(matter, 9, 14);
  bodyText(flow, story, []);
  return {
    papers: finish(flow, matter, false),
    fields: { referenceNumber: null, title, secrecy: null },
  };
}

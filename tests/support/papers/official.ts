import type { Draft, Matter } from './draft.ts';
import { aboutOf, finish, paragraphs, startFlow } from './draft.ts';
import type { Flow } from './flow.ts';
import { lengthMm } from './flow.ts';
import { offices, personName } from './offices.ts';
import {
  attachmentNote,
  bodyText,
  cornerMarks,
  imprint,
  jointMasthead,
  masthead,
  signature,
  signatureAbreast,
  titleLines,
} from './parts.ts';
import type { ReferenceNumber } from './wording.ts';
import {
  arabicDate,
  isoOf,
  later,
  makeTitle,
  referenceNumber,
  signedDate,
  telephone,
} from './wording.ts';

const headings = ['总体要求', '重点任务', '工作步骤', '职责分工', '保障措施', '有关要求'];

function numberOf({ office, date, random }: Matter): ReferenceNumber {
  return referenceNumber(random.pick(office.codes), date.year, random);
}

interface Corner {
  readonly lines: readonly string[];
  readonly copyNumber: string | null;
  readonly secrecy: string | null;
}

/** 份号, secrecy and urgency, on a few papers. */
function corner({ random }: Matter): Corner {
  const style = random.next();
  if (style < 0.76) return { lines: [], copyNumber: null, secrecy: null };
  const copyNumber = String(random.integer(1, 400)).padStart(6, '0');
  if (style < 0.84) return { lines: [copyNumber], copyNumber, secrecy: null };
  if (style < 0.92) {
    return { lines: [random.pick(['特急', '加急', '急件'])], copyNumber: null, secrecy: null };
  }
  const secrecy = random.pick(['秘密', '机密', '内部']);
  const line = secrecy === '内部' ? '内部资料' : `${secrecy}★${random.pick(['1年', '3年', '5年'])}`;
  return { lines: [copyNumber, line], copyNumber, secrecy };
}

function centredNumber(flow: Flow, printed: string): void {
  flow.skip(0.5);
  flow.line(printed, { role: 'number', align: 'centre' });
  flow.rule(0.75, 'red', 1.5);
  flow.yMm += 6;
}

/** 版记, with a date of printing some days after signing; offices forget it. Older ones have 主题词. */
function closing(flow: Flow, { office, topic, date, random }: Matter): void {
  if (random.chance(0.25)) return;
  if (random.chance(0.12)) {
    flow.skip(1);
    const words = [topic.category.slice(0, 2), random.pick(['文明', '创建', '工作']), '通知'];
    flow.text(`主题词：${words.join('　')}`, { role: 'imprint', face: flow.style.heading });
  }
  imprint(flow, {
    copies: `${random.pick(['县委办公室', '镇人大主席团', '县文明办', '存档'])}，${random.pick(['有关单位', '各成员单位', '镇领导'])}。`,
    printer: random.chance(0.6)
      ? `${office.name.replace(/^中共/u, '').slice(0, 3)}党政综合办公室`
      : office.name,
    printed: `${arabicDate(later(date, random.integer(0, 9)))}印发`,
  });
}

interface Ending {
  readonly attachments: readonly string[];
}

function bodyAndEnd(
  flow: Flow,
  matter: Matter,
  kind: string,
  to: string,
  last: string | null,
): Ending {
  const { random, date, office, speaker } = matter;
  flow.text(to, { role: 'to' });
  const body = [speaker.opening(kind), ...paragraphs(matter, 2, 5)];
  bodyText(flow, body, random.chance(0.5) ? [null, ...headings] : []);
  if (last !== null) flow.text(last, { role: 'body', indentEm: 2 });
  const attachments = random.chance(0.3)
    ? [`${aboutOf(matter)}任务分解表`, '联系人名单及回执'].slice(0, random.integer(1, 2))
    : [];
  if (attachments.length > 0) attachmentNote(flow, attachments);
  signature(flow, [office.name], signedDate(date, random), random, random.chance(0.85));
  return { attachments };
}

/** A notice, opinion or circular to those below: 文号 in the middle under the masthead; some have none. */
export function downward(matter: Matter): Draft {
  const { random, office, topic, date } = matter;
  const kind = random.pick(['通知', '通知', '通知', '意见', '通报', '决定', '通告']);
  const title = makeTitle(kind, topic, date, random, office);
  const number = random.chance(0.92) ? numberOf(matter) : null;
  const { lines, copyNumber, secrecy } = corner(matter);
  const flow = startFlow(matter);
  cornerMarks(flow, lines);
  masthead(flow, `${office.name}${random.chance(0.85) ? '文件' : ''}`);
  if (number === null) {
    flow.rule(0.75, 'red', 3);
    flow.yMm += 6;
  } else centredNumber(flow, number.printed);
  titleLines(flow, title, random);
  if ((kind === '决定' || kind === '意见') && random.chance(0.5)) {
    const passed = arabicDate(later(date, -random.integer(1, 9)));
    flow.line(`（${passed}班子会议讨论通过）`, { role: 'remark', align: 'centre' });
    flow.skip(0.5);
  }
  const last = kind === '通知' && random.chance(0.5) ? '特此通知。' : null;
  const { attachments } = bodyAndEnd(flow, matter, kind, office.below, last);
  if (random.chance(0.3)) flow.text('（此件公开发布）', { role: 'remark', indentEm: 2 });
  closing(flow, matter);
  return {
    papers: finish(flow, matter),
    fields: {
      referenceNumber: number?.value ?? null,
      title,
      issuer: office.name,
      date: isoOf(date),
      kind,
      secrecy,
      copyNumber,
      attachments,
    },
  };
}

/** A request or report to those above: 文号 at the left, who signed it off at the right. */
export function upward(matter: Matter): Draft {
  const { random, office, topic, date } = matter;
  const kind = random.pick(['请示', '报告']);
  const title = makeTitle(kind, topic, date, random, office);
  const number = numberOf(matter);
  const flow = startFlow(matter);
  masthead(flow, `${office.name}文件`);
  flow.skip(0.5);
  const { leftMm, widthMm } = flow.area;
  const { bodyPt } = flow.style;
  const signer = `签发人：${personName(random)}`;
  const middle = flow.yMm + flow.lineMm / 2;
  flow.putText(number.printed, leftMm + 5, middle, { role: 'number' });
  const length = lengthMm(signer, flow.style.body, bodyPt);
  flow.putText(signer, leftMm + widthMm - length - 5, middle, { role: 'signer' });
  flow.yMm += flow.lineMm;
  flow.rule(0.75, 'red', 1.5);
  flow.yMm += 6;
  titleLines(flow, title, random);
  const last = kind === '请示' ? '妥否，请批示。' : '特此报告。';
  const { attachments } = bodyAndEnd(flow, matter, kind, office.above, last);
  flow.text(`（联系人：${personName(random)}，电话：${telephone(random)}）`, {
    role: 'remark',
    indentEm: 2,
  });
  closing(flow, matter);
  return {
    papers: finish(flow, matter),
    fields: {
      referenceNumber: number.value,
      title,
      issuer: office.name,
      date: isoOf(date),
      kind,
      secrecy: null,
      copyNumber: null,
      attachments,
    },
  };
}

/** A letter: the name alone at the head, red double lines, 文号 at the right under the line. */
export function letter(matter: Matter): Draft {
  const { random, office, topic, date } = matter;
  const kind = '函';
  const title = makeTitle(kind, topic, date, random, office);
  const number = referenceNumber(office.letterCode, date.year, random);
  const flow = startFlow(matter, { marginTopMm: 28, marginLeftMm: 28, marginRightMm: 26 });
  masthead(flow, office.name, 2.4);
  flow.rule(1.1, 'red', 1);
  flow.rule(0.35, 'red', 2.2);
  flow.yMm += 5;
  flow.line(number.printed, { role: 'number', align: 'right' });
  titleLines(flow, title, random);
  const last = random.pick(['特此函告。', '请予支持为盼。', '盼复。']);
  const { attachments } = bodyAndEnd(flow, matter, '告知', `${random.pick(offices).name}：`, last);
  if (flow.pageNumber === 1) {
    flow.yMm = flow.bottomMm + 8;
    flow.rule(0.35, 'red');
    flow.rule(1.1, 'red', 1.2);
  }
  return {
    papers: finish(flow, matter, false),
    fields: {
      referenceNumber: number.value,
      title,
      issuer: office.name,
      date: isoOf(date),
      kind,
      secrecy: null,
      copyNumber: null,
      attachments,
    },
  };
}

/** An answer to a request: the request's own title and number stand at the top of its text. */
export function reply(matter: Matter): Draft {
  const { random, office, topic, date, speaker } = matter;
  const about = aboutOf(matter);
  const title = random.chance(0.5) ? `关于同意${about}的批复` : `关于${about}有关事项的批复`;
  const number = numberOf(matter);
  const asker = random.pick(offices.filter((each) => each.name !== office.name));
  const asked = referenceNumber(random.pick(asker.codes), date.year, random);
  const flow = startFlow(matter);
  masthead(flow, `${office.name}文件`);
  centredNumber(flow, number.printed);
  titleLines(flow, title, random);
  flow.text(`${asker.name}：`, { role: 'to' });
  const request = makeTitle('请示', topic, date, random);
  flow.text(`你单位《${request}》（${asked.printed}）收悉。经研究，现批复如下：`, {
    role: 'body',
    indentEm: 2,
  });
  bodyText(flow, [`一、原则同意。${speaker.says()}`, `二、${speaker.paragraph()}`], []);
  flow.text('此复。', { role: 'body', indentEm: 2 });
  signature(flow, [office.name], signedDate(date, random), random, true);
  closing(flow, matter);
  return {
    papers: finish(flow, matter),
    fields: {
      referenceNumber: number.value,
      title,
      issuer: office.name,
      date: isoOf(date),
      kind: '批复',
      secrecy: null,
      copyNumber: null,
    },
  };
}

/** Two or three issuers in one head, two or three seals at the end; the number is the first one's. */
export function joint(matter: Matter): Draft {
  const { random, office, topic, date } = matter;
  const place = office.name.replace(/^中共/u, '').slice(0, 3);
  const fellows = offices.filter((each) => each.name !== office.name && each.name.includes(place));
  const names = [office.name, random.pick(fellows).name];
  const kind = random.pick(['通知', '意见', '决定']);
  const title = makeTitle(kind, topic, date, random);
  const number = numberOf(matter);
  const flow = startFlow(matter);
  jointMasthead(flow, names);
  centredNumber(flow, number.printed);
  titleLines(flow, title, random);
  flow.text(office.below, { role: 'to' });
  bodyText(flow, [matter.speaker.opening(kind), ...paragraphs(matter, 2, 4)], []);
  if (random.chance(0.4)) signatureAbreast(flow, names, signedDate(date, random), random);
  else signature(flow, names, signedDate(date, random), random, true);
  closing(flow, matter);
  return {
    papers: finish(flow, matter),
    fields: {
      referenceNumber: number.value,
      title,
      issuer: names.join('、'),
      date: isoOf(date),
      kind,
      secrecy: null,
      copyNumber: null,
      attachments: [],
    },
  };
}

/** A notice that only hands on another paper, which follows with its own head, title and date. */
export function forwarding(matter: Matter): Draft {
  const { random, office, date } = matter;
  const about = aboutOf(matter);
  const inner = `${random.pick(['', `${date.year}年`])}${about}${random.pick(['实施方案', '考核办法', '工作计划'])}`;
  const handsOn = random.chance(0.5);
  const source = random.pick(offices);
  const title = handsOn
    ? `转发${source.name}关于印发《${inner}》的通知`
    : `关于印发《${inner}》的通知`;
  const number = numberOf(matter);
  const flow = startFlow(matter);
  masthead(flow, `${office.name}文件`);
  centredNumber(flow, number.printed);
  titleLines(flow, title, random);
  flow.text(office.below, { role: 'to' });
  const other = referenceNumber(random.pick(source.codes), date.year, random);
  flow.text(
    handsOn
      ? `现将${source.name}《关于印发〈${inner}〉的通知》（${other.printed}）转发给你们，请结合实际认真贯彻执行。`
      : `现将《${inner}》印发给你们，请认真组织实施。执行中的问题，及时向办公室反映。`,
    { role: 'body', indentEm: 2 },
  );
  signature(flow, [office.name], signedDate(date, random), random, true);
  flow.turnPage();
  if (handsOn) {
    flow.line(source.name, { role: 'issuer', align: 'centre', face: flow.style.title, sizePt: 18 });
    flow.line(other.printed, { role: 'number', align: 'centre' });
  }
  titleLines(flow, handsOn ? `关于印发《${inner}》的通知` : inner, random);
  bodyText(flow, paragraphs(matter, 3, 4), headings);
  if (handsOn) {
    signature(
      flow,
      [source.name],
      signedDate(later(date, -random.integer(4, 60)), random),
      random,
      true,
    );
  }
  closing(flow, matter);
  return {
    papers: finish(flow, matter),
    fields: {
      referenceNumber: number.value,
      title,
      issuer: office.name,
      date: isoOf(date),
      kind: '通知',
      secrecy: null,
      copyNumber: null,
    },
  };
}

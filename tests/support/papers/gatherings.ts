import type { Draft, Matter } from './draft.ts';
import { aboutOf, finish, paragraphs, startFlow } from './draft.ts';
import type { Flow } from './flow.ts';
import { lengthMm } from './flow.ts';
import { personName, villageName } from './offices.ts';
import { bodyText, imprint, masthead, titleLines } from './parts.ts';
import { arabicDate, isoOf, later, referenceNumber } from './wording.ts';

/** Two texts at the ends of one line, over a red rule. */
function headLine(flow: Flow, left: string, right: string): void {
  const { leftMm, widthMm } = flow.area;
  const { body, bodyPt } = flow.style;
  const middle = flow.yMm + flow.lineMm / 2;
  flow.putText(left, leftMm + 2, middle, { role: 'issuer' });
  const length = lengthMm(right, body, bodyPt);
  flow.putText(right, leftMm + widthMm - length - 2, middle, { role: 'date' });
  flow.yMm += flow.lineMm;
  flow.rule(0.75, 'red', 1);
  flow.yMm += 5;
}

/** Minutes under their own red head, with who was there. */
export function minutes(matter: Matter): Draft {
  const { random, office, date } = matter;
  const about = aboutOf(matter);
  const title = `关于${about}专题会议纪要`;
  const numbered = random.chance(0.5);
  const number = referenceNumber(office.codes[0] ?? '', date.year, random);
  const flow = startFlow(matter);
  masthead(flow, `${office.name}会议纪要`, 2.3);
  flow.skip(0.4);
  flow.line(numbered ? number.printed : `（第${random.integer(1, 40)}期）`, {
    role: 'number',
    align: 'centre',
  });
  headLine(flow, office.name, arabicDate(date));
  titleLines(flow, title, random);
  const met = later(date, -random.integer(1, 6));
  const lead = `${arabicDate(met)}，${personName(random)}主持召开会议，专题研究${about}。现将会议议定事项纪要如下：`;
  const points = paragraphs(matter, 2, 4);
  bodyText(
    flow,
    [lead, ...points.map((point) => `会议${random.pick(['指出', '强调', '议定'])}，${point}`)],
    [],
  );
  flow.skip(0.6);
  const people = Array.from({ length: random.integer(4, 9) }, () => personName(random));
  flow.text(`出席：${people.join('、')}。`, { role: 'body', indentEm: 2 });
  flow.text(`记录：${personName(random)}。`, { role: 'body', indentEm: 2 });
  if (random.chance(0.6)) {
    imprint(flow, {
      copies: '各村（社区），镇直有关单位。',
      printer: office.name,
      printed: `${arabicDate(later(date, 1))}印发`,
    });
  }
  return {
    papers: finish(flow, matter),
    fields: {
      ...(numbered ? { referenceNumber: number.value } : {}),
      title,
      issuer: office.name,
      date: isoOf(date),
      kind: '纪要',
      secrecy: null,
      copyNumber: null,
    },
  };
}

/** A newsletter: its name in red, its number and date beneath, a headline and text. */
export function newsletter(matter: Matter): Draft {
  const { random, office, date } = matter;
  const title = `${villageName(random)}${aboutOf(matter)}${random.pick(['见实效', '有声有色', '走深走实', '暖人心'])}`;
  const flow = startFlow(matter);
  masthead(flow, random.pick(['文明创建简报', '工作简报', '创建工作简报']), 2.9);
  flow.line(`第${random.integer(1, 60)}期`, { role: 'number', align: 'centre' });
  flow.skip(0.4);
  headLine(flow, `${office.name}${random.pick(['', '编'])}`, arabicDate(date));
  titleLines(flow, title, random);
  const story = paragraphs(matter, 3, 5);
  bodyText(flow, story, []);
  flow.text(`（${villageName(random)}　${personName(random)}供稿）`, {
    role: 'remark',
    indentEm: 2,
  });
  if (random.chance(0.6)) {
    imprint(flow, {
      copies: '县文明办，镇领导，各村（社区）。',
      printer: `责任编辑：${personName(random)}`,
      printed: `共印${random.integer(2, 12) * 10}份`,
    });
  }
  return {
    papers: finish(flow, matter),
    fields: { title, issuer: office.name, date: isoOf(date), kind: '简报', secrecy: null },
  };
}

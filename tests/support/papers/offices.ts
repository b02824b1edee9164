import type { Random } from '../scans/random.ts';

/** A body that issues papers: its name as it signs, and what its reference numbers begin with. */
export interface Office {
  readonly name: string;
  /** 发文机关代字, such as 清政发; several kinds of papers, several codes. */
  readonly codes: readonly string[];
  /** The codes of its letters. */
  readonly letterCode: string;
  /** Those it writes to, as a notice addresses them. */
  readonly below: string;
  /** Whom it reports to. */
  readonly above: string;
}

const towns: readonly (readonly [name: string, short: string])[] = [
  ['清河镇', '清'],
  ['柳林镇', '柳'],
  ['石门乡', '石'],
  ['双塘镇', '双'],
  ['杏花镇', '杏'],
  ['大槐乡', '槐'],
  ['新渡镇', '新'],
  ['西岭乡', '岭'],
  ['桥头镇', '桥'],
  ['茶亭镇', '茶'],
];

const counties: readonly (readonly [name: string, short: string])[] = [
  ['云溪县', '云'],
  ['安澜县', '澜'],
  ['青岚县', '岚'],
  ['松泉县', '松'],
];

const bureaus: readonly (readonly [name: string, short: string])[] = [
  ['教育局', '教'],
  ['住房和城乡建设局', '住建'],
  ['城市管理和综合执法局', '城管'],
  ['卫生健康局', '卫健'],
  ['农业农村局', '农'],
  ['民政局', '民'],
  ['交通运输局', '交'],
  ['市场监督管理局', '市监'],
  ['文化和旅游局', '文旅'],
  ['爱国卫生运动委员会办公室', '爱卫办'],
  ['精神文明建设委员会办公室', '文明办'],
];

function townOffices([name, short]: readonly [string, string]): readonly Office[] {
  const below = '各村（社区），镇直各单位：';
  return [
    {
      name: `${name}人民政府`,
      codes: [`${short}政发`, `${short}政`, `${short}政办发`],
      letterCode: `${short}政函`,
      below,
      above: '县人民政府：',
    },
    {
      name: `中共${name}委员会`,
      codes: [`${short}委发`, `${short}委`, `${short}党发`],
      letterCode: `${short}委函`,
      below: '各党支部，镇直各单位：',
      above: '县委：',
    },
    {
      name: `${name}精神文明建设委员会`,
      codes: [`${short}文明委`, `${short}文明字`],
      letterCode: `${short}文明函`,
      below,
      above: '县精神文明建设委员会：',
    },
  ];
}

function countyOffices([name, short]: readonly [string, string]): readonly Office[] {
  const below = '各乡镇人民政府，县直各单位：';
  return [
    {
      name: `${name}人民政府办公室`,
      codes: [`${short}政办发`, `${short}政办`],
      letterCode: `${short}政办函`,
      below,
      above: '市人民政府办公室：',
    },
    ...bureaus.map(([bureau, code]) => ({
      name: `${name}${bureau}`,
      codes: [`${short}${code}发`, `${short}${code}字`, `${short}${code}`],
      letterCode: `${short}${code}函`,
      below: `各乡镇，局属各单位：`,
      above: `${name}人民政府：`,
    })),
  ];
}

/** All invented: no such place is meant. */
export const offices: readonly Office[] = [
  ...towns.flatMap(townOffices),
  ...counties.flatMap(countyOffices),
];

const surnames = '周林陈何许孟程方罗段沈袁'.split('');
const givenNames = '明远 晓岚 立新 静 文博 秀兰 国平 志强 雨桐 建华 思源 海燕 长青 素珍'.split(' ');

export function personName(random: Random): string {
  return random.pick(surnames) + random.pick(givenNames);
}

const villages = '北街社区 南桥村 河湾村 东关社区 青山村 平湖社区 老城社区 三里村'.split(' ');

export function villageName(random: Random): string {
  return random.pick(villages);
}

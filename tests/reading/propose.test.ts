import { describe, expect, test } from 'vitest';
import { propose } from '../../main/reading/propose/propose.ts';
import type { Proposals } from '../../main/reading/propose/types.ts';
import { bodyLines, printedPage } from './paper-lines.ts';

const categories = [
  '组织领导',
  '方案制度',
  '责任书',
  '宣传教育',
  '思想道德建设',
  '志愿服务',
  '环境整治',
  '总结汇报',
  '影像资料',
].map((name, index) => ({ id: index + 1, name }));

const page = (number: number, text: string) => ({
  number,
  widthUm: 0,
  heightUm: 0,
  lines: null,
  text,
});

function read(path: string, text = ''): Proposals {
  const parts = path.split('/');
  return propose({
    name: parts.at(-1) ?? '',
    folders: parts.slice(0, -1),
    pages: text === '' ? [] : [page(1, text)],
    categories,
  });
}

/** The first proposal of each field, as people read it. */
function best({ proposals }: Proposals): Record<string, string> {
  return Object.fromEntries(proposals.toReversed().map(({ field, label }) => [field, label]));
}

describe('names of files', () => {
  const whole = {
    referenceNumber: '清政发〔2024〕36号',
    title: '关于成立文明创建领导小组的通知',
    year: '2024',
    kind: '通知',
  };
  test.each([
    '清政发〔2024〕36号 关于成立文明创建领导小组的通知.pdf',
    '清政发[2024]36号关于成立文明创建领导小组的通知.pdf',
    '清政发(2024)36号-关于成立文明创建领导小组的通知.PDF',
    '清政发（2024）第36号 关于成立文明创建领导小组的通知.pdf',
    '清政发【2024】036号_关于成立文明创建领导小组的通知.pdf',
    '清政发［2024］36号 关于成立文明创建领导小组的通知 - 副本.pdf',
    '清政发﹝2024﹞36 关于成立文明创建领导小组的通知.pdf',
    '关于成立文明创建领导小组的通知（清政发〔2024〕36号）.pdf',
    '关于成立文明创建领导小组的通知 清政发〔2024〕36号(1).pdf',
    '03 清政发〔2024〕36号 关于成立文明创建领导小组的通知（扫描件）.pdf',
    '《关于成立文明创建领导小组的通知》清政发〔2024〕36号.pdf',
  ])('give 文号, title, year and kind: %s', (name) => {
    expect(best(read(name))).toEqual(whole);
  });

  test.each([
    ['20240316 会议纪要.pdf', '2024-03-16', '会议纪要'],
    ['2024-3-16 会议纪要.pdf', '2024-03-16', '会议纪要'],
    ['2024.03.16会议纪要.pdf', '2024-03-16', '会议纪要'],
    ['2024_3_16_会议纪要.pdf', '2024-03-16', '会议纪要'],
    ['2024年3月16日会议纪要.pdf', '2024-03-16', '会议纪要'],
    ['会议纪要（2024年3月16日）.pdf', '2024-03-16', '会议纪要'],
    ['会议纪要20240316.pdf', '2024-03-16', '会议纪要'],
    ['二〇二四年三月十六日会议纪要.pdf', '2024-03-16', '会议纪要'],
    ['(3) 20241231 会议纪要.pdf', '2024-12-31', '会议纪要'],
  ])('give date and title: %s', (name, date, title) => {
    expect(best(read(name))).toMatchObject({ date, title, year: date.slice(0, 4) });
  });

  test.each([
    '20241332 会议纪要.pdf',
    '2023-02-29 会议纪要.pdf',
    '电话13820240316 会议纪要.pdf',
    '版本2024.3.16.1 会议纪要.pdf',
    '会议纪要.pdf',
  ])('give no date that does not exist or is part of another number: %s', (name) => {
    expect(best(read(name))).not.toHaveProperty('date');
  });

  test.each([
    '扫描_20240911_0003.pdf',
    '扫描件0012.pdf',
    'Scan_001.pdf',
    'SCN_0042.tif',
    'SKM_C22724031610150.pdf',
    'IMG_20240316_101530.jpg',
    'DSC01234.JPG',
    'DSCF0021.jpg',
    'P1010203.jpg',
    '微信图片_20240316101530.jpg',
    'QQ图片20240316101530.png',
    'mmexport1710555330123.jpg',
    'CamScanner 2024-03-16 10.15.pdf',
    '扫描全能王 2024-03-16 10.15.pdf',
    '新建 Microsoft Word 文档.docx',
    '新建文件夹',
    'Untitled-1.pdf',
    '未命名.pdf',
    '0001.tif',
    '第3页.jpg',
    '3f2504e0-4f89-11d3-9a0c-0305e82c3301.pdf',
    '20240316.pdf',
    '-.pdf',
    '.pdf',
  ])('of machines give no title: %s', (name) => {
    expect(best(read(name))).not.toHaveProperty('title');
  });

  test('of machines give dates that are hardly believed', () => {
    const scanned = read('扫描_20240911_0003.pdf').proposals.find(({ field }) => field === 'date');
    expect(scanned).toMatchObject({ value: '2024-09-11', confidence: 40 });
  });

  test.each([
    ['2023年度工作总结.docx', '2023', '总结'],
    ['20240105 2023年工作总结.docx', '2023', '总结'],
    ['清政发〔2024〕2号 2025年创建工作计划.pdf', '2025', '计划'],
    ['清政发〔2024〕88号 关于做好2025年春节志愿服务的通知.pdf', '2024', '通知'],
    ['关于开展2024年志愿服务活动的实施方案（试行）.pdf', '2024', '方案'],
    ['二〇二三年工作要点.wps', '2023', '要点'],
  ])('give the year a paper is about: %s', (name, year, kind) => {
    expect(best(read(name))).toMatchObject({ year, kind });
  });

  test('keep a date in the middle of a title where it stands', () => {
    const title = '关于2024年3月16日会议情况的通报';
    expect(best(read(`${title}.pdf`))).toMatchObject({ title, kind: '通报' });
  });

  test('do not take the number of another paper for their own', () => {
    const title = '关于转发云政发〔2023〕12号文件的通知';
    const proposed = best(read(`${title}.pdf`));
    expect(proposed).not.toHaveProperty('referenceNumber');
    expect(proposed['title']).toBe(title);
  });

  test('give the issuer a title begins with', () => {
    expect(best(read('清河镇人民政府关于开展环境整治的通知.pdf'))).toMatchObject({
      issuer: '清河镇人民政府',
      categoryId: '环境整治',
    });
  });

  test('decomposed by another system are read the same', () => {
    const name = '清政发〔2024〕36号 关于成立Café小组的通知.pdf';
    expect(read(name.normalize('NFD')).proposals).toEqual(read(name).proposals);
  });

  test.each([
    'a'.repeat(5000),
    '（'.repeat(3000),
    '〔2024〕'.repeat(800),
    '\u0000\u202e\ud800',
    '关于'.repeat(2000),
    `img${'1'.repeat(220)}z`,
    `汉${' '.repeat(20000)}〔`,
    '2024'.repeat(5000),
    `${'(1) '.repeat(60)}x`,
  ])('of any shape are survived', (name) => {
    expect(() => read(`${name}.pdf`, name)).not.toThrow();
  });
});

describe('names of folders', () => {
  test.each([
    '2024',
    '2024年',
    '2024年度',
    '二〇二四年',
    '2024年度台账',
    '01 2024年',
    '２０２４年',
  ])('give a year: %s', (folder) => {
    const year = read(`${folder}/x/扫描0001.pdf`).proposals.at(0);
    expect(year).toMatchObject({ field: 'year', value: '2024', source: 'folder', confidence: 97 });
  });

  test.each(['2024年志愿服务', '志愿服务2024', '202403', '2024-03', '2024-03-16 志愿活动'])(
    'give a year among other things: %s',
    (folder) => {
      const year = read(`${folder}/扫描0001.pdf`).proposals.at(0);
      expect(year).toMatchObject({
        field: 'year',
        value: '2024',
        source: 'folder',
        confidence: 80,
      });
    },
  );

  test.each(['2023-2025年', '2023年至2025年', '2023~2025', '12024', '资料'])(
    'that span years or name none give none: %s',
    (folder) => {
      expect(best(read(`${folder}/扫描0001.pdf`))).not.toHaveProperty('year');
    },
  );

  test.each([
    ['2023年/2024年/a.pdf', '2024'],
    ['2024年/2023年工作总结/a.pdf', '2024'],
  ])('nearest whole year counts: %s', (path, year) => {
    expect(best(read(path))).toMatchObject({ year });
  });

  test.each([
    '组织领导',
    '01组织领导',
    '01-组织领导',
    '1.组织领导',
    '（一）组织领导',
    '一、组织领导',
    '【1】组织领导',
    '组织领导类',
    '组织领导材料',
    '2024年组织领导',
    '2024年组织领导资料',
    ' 组织 领导 ',
  ])('give a category that is named the same but for numbering: %s', (folder) => {
    const found = read(`${folder}/扫描0001.pdf`).proposals.find(
      ({ field }) => field === 'categoryId',
    );
    expect(found).toMatchObject({
      label: '组织领导',
      value: '1',
      source: 'folder',
      confidence: 97,
    });
  });

  test('give a category they hold whole, less surely', () => {
    const [found] = read('镇村两级志愿服务活动/扫描0001.pdf').proposals;
    expect(found).toMatchObject({ label: '志愿服务', confidence: 85 });
  });

  test('match the inner folder before the outer, and the parent where names repeat', () => {
    expect(best(read('组织领导/志愿服务/a.pdf'))).toMatchObject({ categoryId: '志愿服务' });
    const repeated = [
      { id: 1, name: '名单', parents: ['志愿服务'] },
      { id: 2, name: '名单', parents: ['组织领导'] },
    ];
    const { proposals } = propose({
      name: 'a.pdf',
      folders: ['组织领导', '名单'],
      pages: [],
      categories: repeated,
    });
    expect(proposals[0]?.value).toBe('2');
  });

  test('around what was chosen are believed only where they are a year or a category as such', () => {
    const around = (names: readonly string[]) =>
      best(propose({ name: '扫描1.pdf', folders: [], around: names, pages: [], categories }));
    expect(around(['2024年', '组织领导'])).toEqual({ year: '2024', categoryId: '组织领导' });
    expect(around(['备份20240101', '组织领导及其他'])).toEqual({});
  });

  test('taken as one document give its title', () => {
    const { proposals } = propose({
      name: '20240316 志愿服务签到表',
      isFolder: true,
      folders: [],
      pages: [],
      categories,
    });
    expect(best({ proposals, notes: [] })).toMatchObject({
      title: '志愿服务签到表',
      date: '2024-03-16',
      kind: '签到表',
      categoryId: '志愿服务',
    });
  });
});

const redHead = `
        清 河 镇 人 民 政 府 文 件

            清政发〔2024〕36号

      关于成立清河镇文明创建工作
          领导小组的通知

各村、社区，镇直各单位：
    根据《云溪县文明办关于印发方案的通知》（云文明办〔2023〕12号）要求，
经2024年3月1日会议研究，现将有关事项通知如下。
    一、组成人员
    请于2024年4月1日前报送名单。

    附件：名单

                        清河镇人民政府
                        2024年3月16日

抄送：云溪县文明办。
清河镇党政办公室              2024年3月18日印发
`;

describe('the text of a paper', () => {
  test('gives number, title, issuer and date of a red-head document', () => {
    expect(best(read('扫描0001.pdf', redHead))).toEqual({
      year: '2024',
      referenceNumber: '清政发〔2024〕36号',
      title: '关于成立清河镇文明创建工作领导小组的通知',
      issuer: '清河镇人民政府',
      date: '2024-03-16',
      kind: '通知',
    });
  });

  test('names the line and page it was read from', () => {
    const number = read('扫描0001.pdf', redHead).proposals.find(
      ({ field }) => field === 'referenceNumber',
    );
    expect(number).toMatchObject({ source: 'text', evidence: '清政发〔2024〕36号', page: 1 });
  });

  test('never takes the dates of the body or the cited number', () => {
    const { proposals } = read('扫描0001.pdf', redHead);
    const values = proposals.map(({ value }) => value);
    expect(values).not.toContain('2024-03-01');
    expect(values).not.toContain('云文明办〔2023〕12号');
  });

  test('gives the date of printing as the last choice, and never as the only one', () => {
    const dates = (text: string) =>
      read('扫描0001.pdf', text).proposals.filter(({ field }) => field === 'date');
    expect(dates(redHead)).toMatchObject([
      { value: '2024-03-16' },
      { value: '2024-03-18', confidence: 40, evidence: expect.stringMatching(/印发$/u) },
    ]);
    expect(dates(redHead.replace('2024年3月16日', ''))).toEqual([]);
  });

  test('is read upward too, with the signer beside the number', () => {
    const text = `云溪县文明办文件
云文明办〔2025〕8号    签发人：何清源
关于文明镇创建情况的请示
县委：
现将情况请示如下。
云溪县文明办
2025年6月3日`;
    expect(best(read('扫描0001.pdf', text))).toMatchObject({
      referenceNumber: '云文明办〔2025〕8号',
      title: '关于文明镇创建情况的请示',
      kind: '请示',
      issuer: '云溪县文明办',
      date: '2025-06-03',
    });
  });

  test('without number or masthead still gives title, signature and date', () => {
    const text = `北街社区2023年工作总结
2023年以来，北街社区……
北街社区居民委员会
二〇二四年一月五日`;
    expect(best(read('扫描0001.pdf', text))).toMatchObject({
      title: '北街社区2023年工作总结',
      year: '2023',
      issuer: '北街社区居民委员会',
      date: '2024-01-05',
    });
  });

  test('is not confused by the page number above its title', () => {
    const text = '第 1 页\n清河镇2023年文明创建\n工作总结\n一年来……';
    expect(best(read('扫描0001.pdf', text))).toMatchObject({
      title: '清河镇2023年文明创建工作总结',
    });
  });

  test('joins the bodies that signed together', () => {
    const text = `关于联合开展志愿服务活动的通知
各单位：
请参加。
共青团清河镇委员会
清河镇妇联
2024年5月4日`;
    expect(best(read('扫描0001.pdf', text))).toMatchObject({
      issuer: '共青团清河镇委员会；清河镇妇联',
    });
  });

  test('gives the date in brackets under the title of a decision', () => {
    const text = `关于表彰文明家庭的决定
（2024年11月2日）
各村：
经研究决定表彰。`;
    expect(best(read('扫描0001.pdf', text))).toMatchObject({ date: '2024-11-02', kind: '决定' });
  });

  test('is read across the end of a page', () => {
    const { proposals } = propose({
      name: '扫描1.pdf',
      folders: [],
      pages: [
        page(1, '关于开展环境整治的方案\n各村：\n一、目标'),
        page(2, '二、要求\n清河镇人民政府\n2024年7月9日\n抄送：县环境办'),
      ],
      categories,
    });
    expect(proposals.find(({ field }) => field === 'date')).toMatchObject({
      value: '2024-07-09',
      page: 2,
    });
  });

  test.each(['签到表\n姓名 单位 电话\n何清 北街社区 1380000', '2024年3月', '号\n〔2024〕\n文件'])(
    'that is no official paper makes up no number and no date',
    (text) => {
      const proposed = best(read('扫描0001.pdf', text));
      expect(proposed).not.toHaveProperty('referenceNumber');
      expect(proposed).not.toHaveProperty('date');
    },
  );
});

const disagreementsIn = (notes: Proposals['notes']): Proposals['notes'] =>
  notes.filter(({ code }) => code === 'sources-disagree');

describe('sources that disagree', () => {
  test('are ranked folder, file name, text for year and category', () => {
    const { proposals } = read('2023年/责任书/清政发〔2025〕1号 志愿服务通知.pdf', redHead);
    const of = (field: string) =>
      proposals.filter((each) => each.field === field).map(({ label, source }) => [label, source]);
    expect(of('year')).toEqual([
      ['2023', 'folder'],
      ['2025', 'file-name'],
      ['2024', 'text'],
    ]);
    expect(of('categoryId')).toEqual([
      ['责任书', 'folder'],
      ['志愿服务', 'file-name'],
    ]);
  });

  test('are ranked text before file name for number, date and title', () => {
    const { proposals } = read('清政发〔2025〕1号 20250101 关于放假的通知.pdf', redHead);
    const of = (field: string) =>
      proposals.filter((each) => each.field === field).map(({ value }) => value);
    expect(of('referenceNumber')).toEqual(['清政发〔2024〕36号', '清政发〔2025〕1号']);
    expect(of('date')).toEqual(['2024-03-16', '2025-01-01', '2024-03-18']);
    expect(of('title')).toEqual(['关于成立清河镇文明创建工作领导小组的通知', '关于放假的通知']);
  });

  test('leave a note that says who says what', () => {
    const { notes } = read(
      '2023年/清政发〔2024〕36号 关于成立清河镇文明创建工作领导小组的通知.pdf',
      redHead,
    );
    expect(disagreementsIn(notes)).toEqual([
      {
        code: 'sources-disagree',
        details: {
          field: 'year',
          value: '2023',
          source: 'folder',
          other: '2024',
          otherSource: 'file-name',
          otherEvidence: '清政发〔2024〕36号 关于成立清河镇文明创建工作领导小组的通知.pdf',
        },
      },
    ]);
  });

  test('that agree make one surer proposal and no note', () => {
    const { proposals, notes } = read('2024年/清政发〔2024〕36号 关于成立领导小组的通知.pdf');
    expect(notes).toEqual([]);
    const years = proposals.filter(({ field }) => field === 'year');
    expect(years).toHaveLength(1);
    expect(years[0]).toMatchObject({ source: 'folder', confidence: 99 });
  });

  test('of a machine are no disagreement and come last', () => {
    const { proposals, notes } = read('扫描_20250102_0003.pdf', redHead);
    expect(disagreementsIn(notes)).toEqual([]);
    expect(best({ proposals, notes })).toMatchObject({ year: '2024', date: '2024-03-16' });
  });

  test('give the fuller title where the paper bears a general one', () => {
    const text = '2022年度目标责任书\n甲方：清河镇\n乙方：北街社区';
    const proposed = read('2022年度目标责任书（北街社区）.pdf', text);
    const titles = proposed.proposals.filter(({ field }) => field === 'title');
    expect(titles).toMatchObject([
      { value: '2022年度目标责任书（北街社区）', source: 'file-name' },
    ]);
    expect(proposed.notes).toEqual([]);
  });

  test('give the typed title where the paper was doubtfully read, but for figures', () => {
    const titled = (name: string, text: string, confidence: number) => {
      const made = printedPage(1, [
        { text, y: 40, size: 7.7, align: 'centre', confidence },
        ...bodyLines(60, 8),
      ]);
      const { proposals, notes } = propose({ name, folders: [], categories, pages: [made] });
      const first = proposals.find(({ field }) => field === 'title');
      return [first?.value, notes.length];
    };
    const typed = '关于开展环境卫生整治的通知';
    expect(titled(`${typed}.pdf`, '关于开展环镜卫生整治的通知', 85)).toEqual([typed, 0]);
    expect(titled(`${typed}.pdf`, '关于开展环镜卫生整治的通知', 100)[1]).toBe(1);
    const second = '关于第二季度环境卫生整治的通知';
    expect(titled(`${second}.pdf`, '关于第三季度环境卫生整治的通知', 85)[1]).toBe(1);
  });

  test('are no disagreement where one title is part of the other', () => {
    expect(disagreementsIn(read('成立领导小组.pdf', redHead).notes)).toEqual([]);
    expect(disagreementsIn(read('领导小组的通知.pdf', redHead).notes)).toEqual([]);
  });
});

import { photo } from '../scans/scenes.ts';
import type { Block } from '../scans/blocks.ts';
import type { DemoFile } from './make.ts';
import {
  colourScan,
  exported,
  greyScan,
  heading,
  paragraph,
  readScan,
  redHead,
  title,
} from './make.ts';
import {
  countyLetter,
  inspection,
  patrolNotice,
  plan,
  summerNotice,
  taskForce,
} from './notices-2024.ts';

const government = '清河镇人民政府';
const leadingGroup = '清河镇文明创建工作领导小组';

const responsibility = [
  title('2024年度目标责任书'),
  { kind: 'to', text: '责任单位：南桥村村民委员会' } as const,
  paragraph('为确保2024年文明创建各项任务落实到位，清河镇人民政府与南桥村村民委员会签订本责任书。'),
  heading('一、责任目标'),
  paragraph('（一）村内道路、河塘、公共场所保洁到位，垃圾日产日清。'),
  paragraph('（二）公益广告、村规民约上墙，群众知晓率不低于百分之九十五。'),
  paragraph('（三）检查反馈问题在规定时限内整改并回访，整改率百分之百。'),
  paragraph('（四）活动档案齐全，每月25日前报送镇文明办。'),
  heading('二、奖惩'),
  paragraph('完成目标的，优先推荐评先评优；未完成的，取消年度评优资格。'),
  {
    kind: 'signatories',
    date: '2024年3月22日',
    parties: [
      { role: '甲方', unit: government, signed: '陈立新' },
      { role: '乙方', unit: '南桥村村民委员会', signed: '韩卫东' },
    ],
  } as const,
];

const ledgerColumns = [
  { title: '序号', widthMm: 13 },
  { title: '问题', widthMm: 58, align: 'left' },
  { title: '责任单位', widthMm: 36 },
  { title: '时限', widthMm: 24 },
  { title: '结果', widthMm: 25, handwritten: true },
] as const;

const ledgerRows = [
  ['客运站缺禁烟标识', '客运站', '6月20日', '已办结'],
  ['市场南门占道经营七处', '综合行政执法队', '7月10日', '整改中'],
  ['和平巷路面积水', '老城社区', '7月15日', '整改中'],
  ['前进路果皮箱满溢', '北街社区', '6月14日', '已办结'],
  ['三巷线缆凌乱', '供电所', '7月20日', '已办结'],
  ['文化墙局部脱落', '文化站', '6月28日', '已办结'],
  ['南桥河段漂浮物', '南桥村', '6月18日', '已办结'],
  ['学校周边车辆乱停', '派出所', '6月30日', '已办结'],
  ['便民中心缺意见簿', '便民服务中心', '6月15日', '已办结'],
  ['公益广告褪色五处', '文化站', '6月22日', '已办结'],
  ['老城社区飞线充电', '老城社区', '7月20日', '整改中'],
  ['垃圾中转站异味', '环卫所', '7月5日', '已办结'],
  ['窨井盖破损一处', '建设街社区', '6月13日', '已办结'],
  ['健身器材松动', '柳林社区', '6月25日', '已办结'],
  ['河湾村柴堆乱放', '河湾村', '6月30日', '已办结'],
  ['村规民约未上墙', '石门村', '6月20日', '已办结'],
  ['志愿服务站无人值守', '东关社区', '6月19日', '已办结'],
  ['停车场标线不清', '综合行政执法队', '7月12日', '已办结'],
] as const;

const ledger = [
  title('问题整改台账（2024年第二季度）'),
  { kind: 'to', text: '填报：镇文明办　　核对：郑海波' } as const,
  {
    kind: 'table',
    rowHeightMm: 11,
    columns: ledgerColumns,
    rows: ledgerRows.map((row, index) => [String(index + 1), ...row]),
  } as const,
];

const trainees =
  '方志诚 许雅琴 韩卫东 邓春燕 曹一鸣 彭丽华 蒋怀远 蔡文静 余长青 潘秋月 杜安邦 夏荷 田守义 石慧敏'.split(
    ' ',
  );
const traineeUnits = ['北街社区', '文化站', '南桥村', '老城社区', '柳林社区', '河湾村', '东关社区'];

const trainingSignIn = [
  title('文明创建业务培训签到表'),
  { kind: 'to', text: '时间：2024年5月16日　地点：镇政府三楼会议室' } as const,
  {
    kind: 'table',
    rowHeightMm: 12,
    columns: [
      { title: '序号', widthMm: 14 },
      { title: '单位', widthMm: 44 },
      { title: '签名', widthMm: 44, handwritten: true },
      { title: '联系电话', widthMm: 34 },
      { title: '备注', widthMm: 20 },
    ],
    rows: trainees.map((name, index) => [
      String(index + 1),
      traineeUnits[index % traineeUnits.length] ?? '',
      name,
      '',
      '',
    ]),
  } as const,
];

const minutes = [
  title('文明创建工作推进会会议纪要'),
  { kind: 'small', text: '〔2024〕第5期' } as const,
  paragraph(
    '2024年7月15日下午，何静同志在镇政府三楼会议室主持召开第三季度文明创建工作推进会，听取迎检准备情况汇报，研究部署问题整改工作。现将会议主要内容纪要如下：',
  ),
  paragraph(
    '会议听取了镇文明办关于上半年检查情况的汇报，综合行政执法队、文化站、北街社区、南桥村作了发言。会议认为，经过半年努力，全镇面貌有了较大改观，但对照测评体系还有差距，时间紧、任务重，必须以更实的举措推进。',
  ),
  heading('一、关于实地点位'),
  paragraph(
    '会议要求，实地组从即日起对九十六个点位逐一过堂，主次干道由专职巡查队每日巡查，背街小巷由社区网格员包片。市场南门占道经营问题由赵文博同志牵头，7月25日前整改到位。',
  ),
  heading('二、关于材料归集'),
  paragraph(
    '会议明确，材料组要对照测评体系逐条列出清单，缺什么补什么，不搞突击造材料。各单位7月底前补齐2023年度材料，照片一律注明时间、地点、事由和拍摄者。归档原件不得拆散，迎检册使用复制件装订。',
  ),
  heading('三、关于群众宣传'),
  paragraph(
    '会议决定，8月份开展入户宣传月活动，发放宣传折页五千份，组织文艺小分队进村演出六场，设立文明创建有奖问答。',
  ),
  heading('四、关于督查问责'),
  paragraph('会议强调，对整改不力、弄虚作假的，由镇纪检部门介入核查，严肃追责。'),
  paragraph(
    '出席：何静、周明远、林晓岚、赵文博、孙雨桐。列席：各村（社区）主要负责人。记录：许雅琴。',
  ),
  { kind: 'signature', unit: '清河镇党政办公室', date: '2024年7月17日' } as const,
];

const goodNeighbour = [
  title('“身边好人”推荐表'),
  {
    kind: 'table',
    rowHeightMm: 14,
    columns: [
      { title: '项目', widthMm: 34 },
      { title: '内容', widthMm: 122, align: 'left' },
    ],
    rows: [
      ['姓　　名', '梁玉珍'],
      ['所在单位', '南桥村第三村民组'],
      ['推荐类别', '助人为乐'],
      ['简要事迹', '二十年照料独居邻居，风雨无阻'],
      ['群众评议', '同意推荐，全票通过'],
      ['村民小组', '公示五天，无异议'],
    ],
  } as const,
  paragraph(
    '推荐意见：梁玉珍同志二十年如一日照料无儿无女的邻居老人，送饭、洗衣、陪护就医，从未间断，事迹真实感人，同意推荐为清河镇2024年度“身边好人”。',
  ),
  { kind: 'signature', unit: '南桥村村民委员会', date: '2024年4月18日', seal: true } as const,
];

async function rectification(): Promise<readonly Block[]> {
  const [before, after] = await Promise.all([
    photo('laneBefore', { widthPx: 900, heightPx: 560, seed: 'report', quality: 62 }),
    photo('laneAfter', { widthPx: 900, heightPx: 560, seed: 'report', quality: 62 }),
  ]);
  return redHead({
    issuer: leadingGroup,
    number: '清创组〔2024〕7号',
    title: '关于文明创建问题整改情况的通报',
    to: '各村（社区），镇直各单位：',
    body: [
      paragraph(
        '六月中旬，镇文明办会同综合行政执法队、农业农村办，对镇区主次干道、背街小巷、农贸市场和十二个村（社区）开展了上半年实地检查。现将问题整改情况通报如下：',
      ),
      heading('一、总体情况'),
      paragraph(
        '本次检查共发现问题六十三处，已办结五十一处。镇区主干道保洁、公益广告更新、志愿服务站点值守三项工作完成较好。',
      ),
      heading('二、存在问题'),
      paragraph(
        '部分单位对检查发现的问题重视不够，整改台账填写不全，销号时没有前后对比照片；农贸市场周边占道经营、北街三条小巷杂物堆放等问题反复出现。',
      ),
      heading('三、工作要求'),
      paragraph(
        '一要限期办结。各责任单位要在七月二十日前完成剩余问题的整改。二要举一反三，对同类点位开展自查。三要留存依据，逐项填报。',
      ),
    ],
    date: '2024年6月28日',
    after: [
      { kind: 'newPage' },
      { kind: 'to', text: '附件：北街社区二巷整改前后对比' },
      { kind: 'gap', heightMm: 4 },
      {
        kind: 'picture',
        jpeg: before,
        widthMm: 132,
        heightMm: 82,
        caption: '整改前　2024年6月13日　北街社区二巷　郑海波　摄',
      },
      {
        kind: 'picture',
        jpeg: after,
        widthMm: 132,
        heightMm: 82,
        caption: '整改后　2024年6月26日　北街社区二巷　郑海波　摄',
      },
    ],
  });
}

async function bulletin(): Promise<readonly Block[]> {
  const jpeg = await photo('meeting', {
    widthPx: 900,
    heightPx: 560,
    seed: 'bulletin',
    quality: 62,
    text: '清河镇文明创建工作推进会',
  });
  return [
    { kind: 'masthead', text: '文明创建简报' },
    { kind: 'number', text: '第14期　清河镇文明办编　2024年7月22日' },
    title('北街社区：三条小巷换新颜'),
    paragraph(
      '根据镇文明办清单，北街社区用十天时间对二巷、三巷、槐树巷进行集中整改，清理杂物四十三车，平整路面六百米，栽植花木二百余株，居民拍手称好。',
    ),
    { kind: 'picture', jpeg, widthMm: 120, heightMm: 75, caption: '图为7月15日推进会现场。' },
    paragraph(
      '社区成立由十一户居民组成的巷管会，每日轮流巡查，发现问题随手处理，管住了乱堆乱放的老毛病。',
    ),
  ];
}

function snapshot(
  path: string,
  scene: 'laneBefore' | 'laneAfter' | 'meeting' | 'river' | 'billboard',
  time: string,
  place: string,
  text = '讲文明　树新风',
): DemoFile {
  return {
    path,
    make: () =>
      photo(scene, {
        widthPx: 1200,
        heightPx: 800,
        seed: 2024,
        quality: 50,
        text,
        watermark: { time, place },
      }),
  };
}

const letter = '2024年/问题整改/云文明办函〔2024〕11号 关于反馈上半年实地检查情况的函.pdf';
const reply = colourScan(letter, countyLetter);

/** The papers of 2024. */
export const demo2024: readonly DemoFile[] = [
  readScan('2024年/组织领导/清政发〔2024〕36号 关于成立清河镇迎检工作专班的通知.pdf', taskForce),
  exported('2024年/方案制度/清创组〔2024〕2号 清河镇2024年文明创建工作实施方案.pdf', plan),
  readScan('2024年/责任书/2024年度目标责任书（南桥村）.pdf', responsibility),
  colourScan('2024年/思想道德建设/身边好人推荐表 梁玉珍.pdf', goodNeighbour),
  snapshot(
    '2024年/宣传教育/迎宾大道公益广告 2024-04-11.jpg',
    'billboard',
    '2024-04-11 15:20',
    '清河镇迎宾大道',
  ),
  readScan(
    '2024年/环境整治/清政办〔2024〕42号 关于开展夏季环境卫生集中整治的通知.pdf',
    summerNotice,
  ),
  snapshot(
    '2024年/环境整治/北街二巷整治前 2024-06-13.jpg',
    'laneBefore',
    '2024-06-13 09:05',
    '清河镇北街社区二巷',
  ),
  snapshot(
    '2024年/环境整治/北街二巷整治后 2024-06-26.jpg',
    'laneAfter',
    '2024-06-26 17:38',
    '清河镇北街社区二巷',
  ),
  exported('2024年/督查考核/清创组〔2024〕9号 关于上半年实地检查情况的通报.pdf', inspection),
  readScan('2024年/问题整改/清创组〔2024〕7号 关于文明创建问题整改情况的通报.pdf', rectification),
  greyScan('2024年/问题整改/问题整改台账（2024年第二季度）.pdf', ledger),
  reply,
  greyScan('2024年/学习培训/文明创建业务培训签到表 2024-05-16.pdf', trainingSignIn),
  exported('2024年/组织领导/文明创建工作推进会会议纪要〔2024〕第5期.pdf', minutes),
  snapshot(
    '2024年/影像资料/推进会现场 2024-07-15.jpg',
    'meeting',
    '2024-07-15 14:32',
    '清河镇政府三楼会议室',
    '第三季度文明创建工作推进会',
  ),
  colourScan('2024年/新闻报道/文明创建简报第14期 北街社区三条小巷换新颜.pdf', bulletin),
  // The same bytes under another name and category, as such letters get filed twice.
  { path: '2024年/总结汇报/县文明办反馈函（复印）.pdf', make: reply.make },
  exported('扫描_20240911_0003.pdf', patrolNotice),
];

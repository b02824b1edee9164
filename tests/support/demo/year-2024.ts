import { photo } from '../scans/scenes.ts';
import type { DemoFile } from './make.ts';
import { colourScan, exported, greyScan, heading, paragraph, redHead, title } from './make.ts';

const government = '清河镇人民政府';
const office = '清河镇人民政府办公室';
const leadingGroup = '清河镇文明创建工作领导小组';

const taskForce = redHead({
  issuer: government,
  number: '清政发〔2024〕36号',
  title: '关于成立清河镇迎检工作专班的通知',
  to: '各村（社区），镇直各单位：',
  body: [
    paragraph(
      '为做好县级文明镇测评迎检工作，经镇政府研究，决定成立清河镇迎检工作专班。现通知如下：',
    ),
    paragraph('组　长：何　静　副镇长'),
    paragraph('副组长：周明远　党政办公室主任'),
    paragraph('　　　　林晓岚　文化站站长'),
    paragraph('成　员：赵文博　孙雨桐　郑海波　许雅琴　方志诚'),
    paragraph(
      '专班下设材料组、实地组、宣传组。材料组负责对照测评体系逐条收集、核对、装订佐证材料；实地组负责点位巡查和问题整改；宣传组负责公益广告和入户宣传。',
    ),
    paragraph('各单位要指定专人与专班对接，按时报送材料，不得以复印件代替应当归档的原件。'),
    paragraph(
      '专班实行周调度制度，每周五下午汇总进度、研究问题。对材料缺项、点位失分的，当场明确整改措施和完成时限；对推诿扯皮的，报镇政府主要负责人约谈。',
    ),
    paragraph('专班自本通知印发之日起开展工作，测评结束后自行撤销，人员回原单位。'),
  ],
  date: '2024年8月5日',
  copies: '县文明办。',
});

const plan = redHead({
  issuer: leadingGroup,
  number: '清创组〔2024〕2号',
  title: '清河镇2024年文明创建工作实施方案',
  to: '各村（社区），镇直各单位：',
  body: [
    paragraph('2024年是县级文明镇测评之年。为高质量完成各项创建任务，制定本方案。'),
    heading('一、工作目标'),
    paragraph(
      '对照测评体系，环境面貌、公共秩序、服务质量、居民素质明显提升，确保测评成绩进入全县前列，十二个村（社区）全部达到县级文明村（社区）标准。',
    ),
    heading('二、重点工作'),
    paragraph(
      '（一）背街小巷提升行动。以北街社区二巷、三巷和老城社区和平巷为重点，清杂物、平路面、理线缆、刷墙面、栽花草，六月底前完成。',
    ),
    paragraph(
      '（二）交通秩序整治行动。施划非机动车停放区，学校、市场、医院周边设置劝导岗，文明交通志愿者早晚上岗。',
    ),
    paragraph(
      '（三）窗口服务优化行动。便民中心、卫生院、供电所等窗口单位公开承诺，推行延时服务，设立意见簿和投诉电话。',
    ),
    paragraph(
      '（四）乡风文明培育行动。修订村规民约，发挥红白理事会作用，办好道德讲堂和节日主题活动，评选身边好人十名。',
    ),
    paragraph(
      '（五）档案规范行动。按年度、分类别归集文件、记录、照片和总结，做到有据可查、逐条对题。',
    ),
    heading('三、工作机制'),
    paragraph(
      '（一）巡查机制。组建六人专职巡查队，主次干道每日两巡，背街小巷每周一巡，夜间和节假日安排值班巡查。',
    ),
    paragraph(
      '（二）整改机制。巡查发现的问题当日录入台账、当日交办，一般问题三日内整改，复杂问题明确时限并由分管领导包抓。整改完成后须提交前后对比照片，由镇文明办复查销号。',
    ),
    paragraph(
      '（三）通报机制。每月通报各单位问题数量、整改率和材料报送情况，连续两月末位的约谈负责人。',
    ),
    heading('四、组织保障'),
    paragraph(
      '各单位要落实定部门、定领导、定任务、定进度、定责任的要求，主要负责人亲自抓，分管负责人具体抓，联络员天天抓，形成一级抓一级、层层抓落实的工作局面。',
    ),
  ],
  date: '2024年2月26日',
  copies: '县文明办。',
});

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

const summerNotice = redHead({
  issuer: office,
  number: '清政办〔2024〕42号',
  title: '关于开展夏季环境卫生集中整治的通知',
  to: '各村（社区），镇直各单位：',
  body: [
    paragraph(
      '入夏以来气温升高、雨水增多，镇区和各村环境卫生管理压力加大。为营造整洁有序的生活环境，经镇政府同意，决定在全镇开展环境卫生集中整治。现将有关事项通知如下：',
    ),
    heading('一、整治时间'),
    paragraph('2024年7月18日至8月31日。'),
    heading('二、整治内容'),
    paragraph(
      '（一）主次干道和背街小巷。清扫保洁实行“一日两扫、全天巡回”，各责任路段由包联单位每周检查一次。',
    ),
    paragraph('（二）农贸市场及周边。规范摊位摆放，清理占道经营，落实门前三包。'),
    paragraph('（三）河塘沟渠。打捞漂浮物，清理沿岸垃圾，重点抓好南桥河段和三里桥沟渠。'),
    heading('三、工作要求'),
    paragraph('各单位于7月20日前报送责任路段清单。镇文明办组织巡查，对整改不力的予以通报。'),
  ],
  date: '2024年7月16日',
  copies: '县文明办。',
});

const inspection = redHead({
  issuer: leadingGroup,
  number: '清创组〔2024〕9号',
  title: '关于上半年实地检查情况的通报',
  to: '各村（社区），镇直各单位：',
  body: [
    paragraph(
      '6月11日至18日，镇文明办会同综合行政执法队、农业农村办，对镇区主次干道、背街小巷、农贸市场和十二个村（社区）进行了实地检查。现将有关情况通报如下：',
    ),
    heading('一、总体情况'),
    paragraph(
      '检查采取随机抽取、现场打分、拍照取证的方式，共检查点位九十六个，平均得分八十七点四分，比去年同期提高五点一分。北街社区、南桥村、清河中学得分在九十五分以上。',
    ),
    heading('二、主要成绩'),
    paragraph(
      '多数单位思想重视、行动迅速。北街社区二巷、三巷整治成效明显，居民自治巷管会值得推广；南桥村把村规民约编成顺口溜，群众记得住、用得上；客运站增设母婴室和爱心座椅，旅客反映良好。',
    ),
    heading('三、存在问题'),
    paragraph(
      '（一）日常巡查不到位。前进路、和平巷等路段连续两天未见保洁员，果皮箱满溢，墙面小广告较多；个别单位的巡查记录系事后补填，字迹、时间前后一致。',
    ),
    paragraph(
      '（二）问题整改不彻底。农贸市场南门占道经营上月已交办，本次检查仍有七处；老城社区飞线充电问题反复出现，未能从根源上解决。',
    ),
    paragraph(
      '（三）材料收集不规范。照片没有说明，签到表没有会议名称，总结与方案不对应，三个村的2023年度材料至今未交。',
    ),
    heading('四、下步要求'),
    paragraph(
      '各单位要对照附发的问题清单，明确专人、倒排时限，于7月20日前完成整改，并将整改报告和前后对比照片报镇文明办。镇文明办将于7月下旬组织复查，复查结果纳入年度考核。',
    ),
  ],
  date: '2024年6月24日',
  copies: '县文明办。',
});

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

const countyLetter = redHead({
  issuer: '云溪县文明办',
  number: '云文明办函〔2024〕11号',
  title: '关于反馈上半年实地检查情况的函',
  to: '清河镇人民政府：',
  body: [
    paragraph(
      '5月下旬，我办对你镇文明创建工作进行了实地检查。总体看，你镇组织有力、氛围浓厚，背街小巷面貌改善明显。同时发现一些问题，现反馈如下：',
    ),
    paragraph('一、客运站、便民中心等窗口单位标识不全，意见簿、急救箱缺失。'),
    paragraph('二、农贸市场周边占道经营、车辆乱停现象较多。'),
    paragraph('三、部分社区志愿服务站点无人值守，活动记录不完整。'),
    paragraph('请对照附件所列问题抓紧整改，于7月底前书面报送整改情况。'),
  ],
  date: '2024年6月12日',
});

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

const patrolNotice = redHead({
  issuer: office,
  number: '清政办〔2024〕51号',
  title: '关于做好第三季度巡查工作的通知',
  to: '各村（社区），镇直各单位：',
  body: [
    paragraph('为巩固夏季集中整治成果，迎接县级测评，现就做好第三季度巡查工作通知如下：'),
    heading('一、巡查安排'),
    paragraph(
      '专职巡查队分三组，分别负责东片、西片和镇区。主次干道每日早晚各一次，背街小巷、市场、学校周边每日一次，各村每周不少于两次。国庆假期实行领导带班。',
    ),
    heading('二、问题处置'),
    paragraph(
      '巡查人员能当场处理的当场处理；不能当场处理的，拍照登记，由镇文明办在两小时内交办。责任单位接到交办后，应在规定时限内整改并反馈。逾期未整改的，第二次交办时抄送分管领导。',
    ),
    heading('三、记录归档'),
    paragraph(
      '巡查记录一日一表，由巡查人和责任单位联络员共同签字，周末汇总、月末装订。整改前后照片须在同一角度拍摄，命名为地点加日期，随台账一并归档。',
    ),
  ],
  date: '2024年9月9日',
  copies: '县文明办。',
});

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

async function rectification(): Promise<DemoFile> {
  const [before, after] = await Promise.all([
    photo('laneBefore', { widthPx: 900, heightPx: 560, seed: 'report', quality: 62 }),
    photo('laneAfter', { widthPx: 900, heightPx: 560, seed: 'report', quality: 62 }),
  ]);
  const blocks = redHead({
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
        heightMm: 80,
        caption: '整改前　2024年6月13日　北街社区二巷　郑海波　摄',
      },
      {
        kind: 'picture',
        jpeg: after,
        widthMm: 132,
        heightMm: 80,
        caption: '整改后　2024年6月26日　北街社区二巷　郑海波　摄',
      },
    ],
  });
  return colourScan('2024年/问题整改/清创组〔2024〕7号 关于文明创建问题整改情况的通报.pdf', blocks);
}

async function bulletin(): Promise<DemoFile> {
  const jpeg = await photo('meeting', {
    widthPx: 900,
    heightPx: 560,
    seed: 'bulletin',
    quality: 62,
    text: '清河镇文明创建工作推进会',
  });
  return colourScan('2024年/新闻报道/文明创建简报第14期 北街社区三条小巷换新颜.pdf', [
    { kind: 'masthead', text: '文明创建简报' },
    { kind: 'number', text: '第14期　清河镇文明办编　2024年7月22日' },
    title('北街社区：三条小巷换新颜'),
    paragraph(
      '根据镇文明办清单，北街社区用十天时间对二巷、三巷、槐树巷进行集中整改，清理杂物四十三车，平整路面六百米，栽植花木二百余株，居民拍手称好。',
    ),
    { kind: 'picture', jpeg, widthMm: 120, heightMm: 72, caption: '图为7月15日推进会现场。' },
    paragraph(
      '社区成立由十一户居民组成的巷管会，每日轮流巡查，发现问题随手处理，管住了乱堆乱放的老毛病。',
    ),
  ]);
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

/** The papers of 2024, some of which need their pictures drawn first. */
export async function demo2024(): Promise<readonly DemoFile[]> {
  const letter = '2024年/问题整改/云文明办函〔2024〕11号 关于反馈上半年实地检查情况的函.pdf';
  const reply = colourScan(letter, countyLetter);
  return [
    colourScan(
      '2024年/组织领导/清政发〔2024〕36号 关于成立清河镇迎检工作专班的通知.pdf',
      taskForce,
    ),
    exported('2024年/方案制度/清创组〔2024〕2号 清河镇2024年文明创建工作实施方案.pdf', plan),
    colourScan('2024年/责任书/2024年度目标责任书（南桥村）.pdf', responsibility),
    colourScan('2024年/思想道德建设/身边好人推荐表 梁玉珍.pdf', goodNeighbour),
    snapshot(
      '2024年/宣传教育/迎宾大道公益广告 2024-04-11.jpg',
      'billboard',
      '2024-04-11 15:20',
      '清河镇迎宾大道',
    ),
    colourScan(
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
    await rectification(),
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
    await bulletin(),
    // The same bytes under another name and category, as such letters get filed twice.
    { path: '2024年/总结汇报/县文明办反馈函（复印）.pdf', make: reply.make },
    exported('扫描_20240911_0003.pdf', patrolNotice),
  ];
}

import { docx } from '../scans/office.ts';
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

const government = '清河镇人民政府';
const office = '清河镇人民政府办公室';

const adjustment = redHead({
  issuer: government,
  number: '清政发〔2023〕8号',
  title: '关于调整清河镇文明创建工作领导小组\n成员的通知',
  to: '各村（社区），镇直各单位：',
  body: [
    paragraph('因人事变动和工作需要，经研究，对清河镇文明创建工作领导小组成员作如下调整：'),
    paragraph('组　长：陈立新　镇长'),
    paragraph('副组长：何　静　副镇长'),
    paragraph('　　　　吴建章　人大副主席'),
    paragraph('成　员：周明远　林晓岚　赵文博　孙雨桐　郑海波'),
    paragraph('领导小组办公室设在文化站，林晓岚同志兼任办公室主任，郑海波同志任专职联络员。'),
    paragraph(
      '领导小组每季度至少召开一次会议，研究解决创建工作中的突出问题。办公室负责日常巡查、情况通报和材料归档，各成员单位按照职责分工抓好落实。',
    ),
    paragraph(
      '各村（社区）负责人或联络员有变动的，应于2月底前将调整后的名单报镇文明办备案。原清政发〔2022〕12号文件确定的成员名单同时废止。',
    ),
  ],
  date: '2023年2月17日',
  copies: '县文明办。',
});

const advertisingRules = redHead({
  issuer: office,
  number: '清政办〔2023〕15号',
  title: '关于印发清河镇公益广告管理制度的通知',
  to: '各村（社区），镇直各单位：',
  body: [
    paragraph('《清河镇公益广告管理制度》已经镇长办公会议通过，现印发给你们，请遵照执行。'),
    heading('一、设置'),
    paragraph(
      '公益广告由镇文明办统一审定内容，文化站负责设计制作，各村（社区）负责落地安装。主次干道每一百米不少于一处，广场、市场、客运站等公共场所占比不低于三成。',
    ),
    heading('二、维护'),
    paragraph(
      '实行谁设置、谁维护。各村（社区）联络员每周巡查一次，镇文明办每月抽查一次。发现破损、褪色、内容过期的，应当场登记并在三日内更换。',
    ),
    heading('三、登记'),
    paragraph(
      '每处公益广告建立一卡，载明编号、位置、内容、设置日期和责任人。更换前后各拍摄照片一张，照片应能看出位置，并注明日期，随巡查记录一并归档。',
    ),
    heading('四、责任'),
    paragraph(
      '对巡查不到位、整改不及时的单位予以通报；连续两次被通报的，取消当年文明村（社区）推荐资格。本制度自印发之日起施行。',
    ),
  ],
  date: '2023年3月10日',
  copies: '县文明办。',
});

const shopFronts = [
  title('门前三包责任书'),
  { kind: 'to', text: '责任单位：建设街临街商户（第17号至第42号）' } as const,
  paragraph('为维护建设街市容环境，根据有关规定，清河镇综合行政执法队与临街商户代表签订本责任书。'),
  heading('一、包卫生'),
  paragraph('门前地面整洁，无垃圾、无污水、无积雪，垃圾分类投放，不向道路清扫。'),
  heading('二、包秩序'),
  paragraph('不店外经营，不占道堆物，不乱拉乱挂，引导顾客按位停车。'),
  heading('三、包设施'),
  paragraph('爱护门前树木、路灯、井盖和公益广告，发现损坏及时报告。'),
  heading('四、监督'),
  paragraph('执法队每日巡查，首次违反的当场劝导，再次违反的限期整改，拒不整改的依法处理。'),
  {
    kind: 'signatories',
    date: '2023年4月6日',
    parties: [
      { role: '甲方', unit: '清河镇综合行政执法队', signed: '赵文博' },
      { role: '乙方', unit: '建设街商户自治会', signed: '丁桂芳' },
    ],
  } as const,
];

const patrolPlaces = [
  ['迎宾大道', '讲文明树新风', '完好', ''],
  ['府前街', '诚信经营', '完好', ''],
  ['建设街', '节约粮食', '褪色', '3月9日更换'],
  ['前进路', '文明出行', '完好', ''],
  ['和平巷', '孝老爱亲', '破损', '3月10日更换'],
  ['中心广场', '志愿服务', '完好', ''],
  ['农贸市场', '公平交易', '完好', ''],
  ['客运站', '文明候车', '缺失', '3月14日补装'],
  ['清河中学', '书香校园', '完好', ''],
  ['南桥村口', '移风易俗', '完好', ''],
] as const;

const patrolRecord = [
  title('公益广告巡查记录'),
  { kind: 'to', text: '2023年3月　巡查人：郑海波　许雅琴' } as const,
  {
    kind: 'table',
    rowHeightMm: 12,
    columns: [
      { title: '序号', widthMm: 14 },
      { title: '位置', widthMm: 34 },
      { title: '内容', widthMm: 40 },
      { title: '状况', widthMm: 24, handwritten: true },
      { title: '处理', widthMm: 44, handwritten: true },
    ],
    rows: patrolPlaces.map((row, index) => [String(index + 1), ...row]),
  } as const,
  paragraph('本月共巡查公益广告一百四十一处，发现问题三处，均已整改。'),
];

const festivalPlan = [
  '“我们的节日·端午”活动方案',
  '为弘扬优秀传统文化，营造文明和谐的节日氛围，经研究，决定开展端午节主题活动。',
  '一、时间地点：2023年6月20日上午9时，北街社区文化广场。',
  '二、活动内容：包粽子比赛、香囊制作、经典诵读、慰问独居老人。',
  '三、参加人员：北街社区居民、清河中学学生、志愿服务分队队员，约120人。',
  '四、责任分工：文化站负责组织，北街社区负责场地，卫生院负责应急保障。',
  '五、材料归档：活动结束后三日内，将签到表、照片、简报交镇文明办。',
];

const marketNotice = redHead({
  issuer: office,
  number: '清政办〔2023〕31号',
  title: '关于开展农贸市场周边环境整治的通知',
  to: '各村（社区），镇直有关单位：',
  body: [
    paragraph(
      '近期巡查发现，农贸市场周边占道经营、车辆乱停、污水外溢等问题较为突出，群众反映强烈。经镇政府同意，决定开展为期一个月的集中整治。现将有关事项通知如下：',
    ),
    heading('一、整治范围'),
    paragraph('农贸市场内部，市场南门至建设街口，和平巷全段，市场北侧停车场。'),
    heading('二、整治内容'),
    paragraph('（一）规范经营秩序。取缔占道摊点，引导流动摊贩进场经营，早市于上午九时前收摊清场。'),
    paragraph('（二）改善环境卫生。疏通下水道，增设垃圾桶二十组，活禽宰杀区每日冲洗消毒。'),
    paragraph('（三）整顿停车秩序。重新施划停车位，设置非机动车停放区，早晚高峰安排专人疏导。'),
    paragraph('（四）完善公示宣传。更新市场导购图、投诉电话和公益广告，公开摊位检测结果。'),
    heading('三、工作要求'),
    paragraph(
      '综合行政执法队牵头，市场管理办、派出所、北街社区配合，实行网格化管理。镇文明办每日巡查，建立问题台账，明确整改时限和责任人；6月20日前完成整改并组织验收，验收情况在全镇通报。',
    ),
  ],
  date: '2023年5月18日',
  copies: '县市场监管局，县文明办。',
});

const countyDecision = redHead({
  issuer: '云溪县精神文明建设委员会',
  number: '云文明委〔2023〕5号',
  title: '关于命名2023年度文明村和文明单位的决定',
  to: '各乡镇人民政府，县直各单位：',
  body: [
    paragraph(
      '根据文明村镇和文明单位评选办法，经申报推荐、实地考核、公示等程序，决定命名清河镇南桥村等十六个村为2023年度文明村，清河镇人民政府等二十三个单位为2023年度文明单位。',
    ),
    paragraph(
      '希望受到命名的村和单位珍惜荣誉、再接再厉，发挥示范作用。全县各单位要以先进为榜样，不断巩固拓展创建成果。',
    ),
  ],
  date: '2023年12月8日',
});

const courtyard = redHead({
  issuer: '清河镇文明创建工作领导小组',
  number: '清创组〔2023〕11号',
  title: '关于开展“最美庭院”评选活动的通知',
  to: '各村（社区）：',
  body: [
    paragraph('为引导群众美化家园、共建文明，决定在全镇开展“最美庭院”评选活动。现通知如下：'),
    heading('一、评选标准'),
    paragraph('庭院整洁美、摆放有序美、绿化协调美、邻里和睦美、家风良好美。'),
    heading('二、评选程序'),
    paragraph('户申报、村推荐、镇评定，名单公示五天。每村（社区）推荐不超过五户。'),
    heading('三、报送材料'),
    paragraph('推荐表一份，庭院照片三张，于9月30日前送镇文明办。'),
  ],
  date: '2023年8月25日',
});

const summary = [
  title('2023年度文明创建工作总结'),
  paragraph(
    '2023年，我镇以巩固提升为主线，完善制度、聚焦难点、注重实效，南桥村获评县级文明村，镇政府机关获评县级文明单位。现总结如下：',
  ),
  heading('一、制度建设'),
  paragraph(
    '制定公益广告管理、志愿服务积分、问题交办三项制度，与临街商户签订门前三包责任书二百一十八份，基本做到职责清楚、有章可循。',
  ),
  heading('二、专项整治'),
  paragraph(
    '开展农贸市场周边整治，取缔占道摊点五十三处，疏通下水道一千一百米，新增停车位一百二十六个。开展河道清理四次，打捞漂浮物十八吨。',
  ),
  heading('三、群众参与'),
  paragraph(
    '开展最美庭院评选，入选三十六户；举办节日主题活动七场；注册志愿者增至一千一百零五人，服务时长一万三千小时。',
  ),
  heading('四、问题与不足'),
  paragraph(
    '对照测评要求，仍存在以下不足：背街小巷巡查频次不够，问题发现不及时；部分整改停留在表面，回潮反弹；照片等佐证材料缺少文字说明；村级档案不规范，年度之间不衔接。',
  ),
  heading('五、2024年重点'),
  paragraph(
    '一是组建专职巡查队，实现白天夜间全覆盖；二是推行整改前后对比照片制度；三是统一归档标准，按年度和类别汇编成册，迎接县级测评。',
  ),
  { kind: 'signature', unit: '清河镇文明办', date: '2023年12月28日' } as const,
];

async function cutting(): Promise<readonly Block[]> {
  const jpeg = await photo('laneAfter', {
    widthPx: 900,
    heightPx: 560,
    seed: 'cutting',
    quality: 60,
  });
  return [
    { kind: 'newspaper', paper: '云溪报', edition: '2023年7月24日　星期一　第3版　乡镇' },
    title('小巷里的新风景'),
    { kind: 'small', text: '——清河镇北街社区环境整治见闻' },
    {
      kind: 'picture',
      jpeg,
      widthMm: 128,
      heightMm: 80,
      caption: '整治后的北街社区二巷。本报通讯员　余长青　摄',
    },
    paragraph(
      '本报讯　“以前下雨要踩着砖头走，现在穿布鞋也不怕。”7月21日，家住清河镇北街社区二巷的田守义老人指着门前的新路面说。',
    ),
    paragraph(
      '今年以来，清河镇把背街小巷改造作为文明创建的突破口，硬化路面，清理杂物，栽花种树，三条小巷换了模样。居民自发成立巷管会，轮流值日巡查，小巷的事大家商量着办。',
    ),
    paragraph(
      '“党员带头拆了自家的违建棚，邻居们都跟着动手。”社区负责人方志诚告诉记者，整治之初也有人不理解，网格员一户一户上门，把效果图送到家里，前后开了九次院坝会，意见才慢慢统一起来。',
    ),
    paragraph(
      '记者在巷口看到，一块公示牌写明了保洁员、巷长和监督电话，墙上的公益广告换上了居民自己画的漫画。傍晚时分，几位老人在花坛边下棋，孩子们骑着小车来回穿行，小巷成了街坊们愿意停下来的地方。',
    ),
    paragraph(
      '据了解，清河镇今年计划整治背街小巷二十四条，目前已完成十七条，其余将于十月底前完工。（余长青）',
    ),
  ];
}

async function photoSheet(): Promise<readonly Block[]> {
  const [clean, litter] = await Promise.all([
    photo('river', { widthPx: 900, heightPx: 600, seed: 'sheet', quality: 62 }),
    photo('volunteers', {
      widthPx: 900,
      heightPx: 600,
      seed: 'sheet',
      quality: 62,
      text: '清河镇志愿服务活动月',
    }),
  ]);
  return [
    title('志愿服务活动照片'),
    {
      kind: 'picture',
      jpeg: litter,
      widthMm: 120,
      heightMm: 80,
      caption: '2023年5月6日，志愿服务活动月启动仪式在镇政府门前举行。余长青　摄',
    },
    {
      kind: 'picture',
      jpeg: clean,
      widthMm: 120,
      heightMm: 80,
      caption: '2023年5月13日，志愿者在柳林河打捞漂浮物。余长青　摄',
    },
  ];
}

/** The papers of 2023. */
export const demo2023: readonly DemoFile[] = [
  colourScan(
    '2023年/组织领导/清政发〔2023〕8号 关于调整清河镇文明创建工作领导小组成员的通知.pdf',
    adjustment,
  ),
  exported(
    '2023年/方案制度/清政办〔2023〕15号 关于印发清河镇公益广告管理制度的通知.pdf',
    advertisingRules,
  ),
  readScan('2023年/责任书/2023年门前三包责任书（建设街商户）.pdf', shopFronts),
  greyScan('2023年/宣传教育/公益广告巡查记录 2023年3月.pdf', patrolRecord),
  {
    path: '2023年/主题活动/“我们的节日·端午”活动方案.docx',
    make: async () => docx(festivalPlan),
  },
  colourScan('2023年/志愿服务/志愿服务活动照片页 2023年5月.pdf', photoSheet),
  exported(
    '2023年/环境整治/清政办〔2023〕31号 关于开展农贸市场周边环境整治的通知.pdf',
    marketNotice,
  ),
  {
    path: '2023年/影像资料/农贸市场整治后 2023-06-20.jpg',
    make: () =>
      photo('market', {
        widthPx: 1200,
        heightPx: 900,
        seed: 2023,
        quality: 50,
        text: '文明经营　诚信服务',
        watermark: { time: '2023-06-20 10:12', place: '清河镇农贸市场' },
      }),
  },
  colourScan(
    '2023年/行业创建与评选/清创组〔2023〕11号 关于开展“最美庭院”评选活动的通知.pdf',
    courtyard,
  ),
  greyScan('2023年/新闻报道/云溪报 2023-07-24 小巷里的新风景.pdf', cutting, {
    layout: { marginTopMm: 22, marginBottomMm: 18, bodyPt: 13.5, lineEm: 1.6, pageNumbers: false },
  }),
  colourScan(
    '2023年/荣誉表彰/云文明委〔2023〕5号 关于命名2023年度文明村和文明单位的决定.pdf',
    countyDecision,
  ),
  {
    path: '2023年/荣誉表彰/文明单位奖牌.jpg',
    make: () =>
      photo('award', { widthPx: 1000, heightPx: 667, seed: 2023, quality: 50, text: '文明单位' }),
  },
  exported('2023年/总结汇报/2023年度文明创建工作总结.pdf', summary),
];

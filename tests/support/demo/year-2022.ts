import { photo } from '../scans/scenes.ts';
import type { DemoFile } from './make.ts';
import { exported, fax, greyScan, heading, paragraph, readScan, redHead, title } from './make.ts';

const government = '清河镇人民政府';
const leadingGroup = '清河镇文明创建工作领导小组';

const foundingNotice = redHead({
  issuer: government,
  number: '清政发〔2022〕12号',
  title: '关于成立清河镇文明创建工作领导小组的通知',
  to: '各村（社区），镇直各单位：',
  body: [
    paragraph(
      '为加强对全镇文明创建工作的组织领导，经镇政府研究，决定成立清河镇文明创建工作领导小组。现将有关事项通知如下：',
    ),
    heading('一、组成人员'),
    paragraph('组　长：陈立新　镇长'),
    paragraph('副组长：何　静　副镇长'),
    paragraph('成　员：周明远　党政办公室主任'),
    paragraph('　　　　林晓岚　文化站站长'),
    paragraph('　　　　赵文博　综合行政执法队队长'),
    paragraph('　　　　孙雨桐　农业农村办主任'),
    heading('二、主要职责'),
    paragraph(
      '领导小组负责研究部署全镇文明创建工作，协调解决重点难点问题，督促检查各项任务落实。领导小组下设办公室（简称镇文明办），设在文化站，林晓岚同志兼任办公室主任，承担日常联络、材料归集和督查通报工作。',
    ),
    paragraph(
      '各村（社区）要相应明确一名负责人和一名联络员，于4月15日前报镇文明办。领导小组成员如有变动，由接任者自然递补，不再另行发文。',
    ),
  ],
  date: '2022年3月28日',
  copies: '县文明办，镇党委各部门。',
});

const plan = redHead({
  issuer: leadingGroup,
  number: '清创组〔2022〕3号',
  title: '清河镇2022年文明创建工作实施方案',
  to: '各村（社区），镇直各单位：',
  body: [
    paragraph(
      '为扎实做好2022年文明创建工作，提升居民文明素质和镇域文明程度，结合我镇实际，制定本方案。',
    ),
    heading('一、总体要求'),
    paragraph(
      '坚持为民惠民、常态长效，以居民满意为标准，突出问题导向，补齐环境卫生、交通秩序、公共服务等方面短板，力争年内三个村（社区）达到县级文明村（社区）标准。',
    ),
    heading('二、重点任务'),
    paragraph(
      '（一）宣传教育。在主次干道、广场、市场设置公益广告，每个村（社区）建成一处文化墙。责任单位：文化站、各村（社区）。',
    ),
    paragraph(
      '（二）志愿服务。组建镇志愿服务总队和十二支分队，每月至少开展一次集中活动，活动有签到、有记录、有照片。责任单位：镇文明办、各村（社区）。',
    ),
    paragraph(
      '（三）环境整治。清理背街小巷杂物，规范农贸市场摊位，落实门前三包。责任单位：综合行政执法队、各村（社区）。',
    ),
    paragraph(
      '（四）道德建设。办好道德讲堂，开展身边好人、最美庭院推选，弘扬尊老爱幼、邻里和睦的风尚。责任单位：文化站、妇联。',
    ),
    heading('三、实施步骤'),
    paragraph(
      '4月为动员部署阶段，5月至10月为集中推进阶段，11月至12月为总结评议阶段。集中推进阶段实行每周巡查、每月通报，巡查发现的问题由镇文明办列出清单，交责任单位限期整改，整改结果逐项销号。',
    ),
    heading('四、工作保障'),
    paragraph(
      '各单位主要负责人是第一责任人，要把任务分解到岗、落实到人。镇财政安排专项经费用于公益广告、公共设施维护和志愿服务保障。对工作不力、整改不到位的单位，在全镇通报并约谈主要负责人。',
    ),
  ],
  date: '2022年4月8日',
  copies: '县文明办。',
});

const responsibility = [
  title('2022年度文明创建目标责任书'),
  { kind: 'to', text: '责任单位：北街社区居民委员会' } as const,
  paragraph(
    '为落实全镇文明创建任务，明确责任，确保各项目标如期完成，清河镇人民政府与北街社区居民委员会签订本责任书。',
  ),
  heading('一、目标任务'),
  paragraph('（一）辖区主次干道、背街小巷保洁全覆盖，无暴露垃圾，无乱堆乱放。'),
  paragraph('（二）设置公益广告不少于二十处，破损的三日内更换。'),
  paragraph('（三）志愿服务分队每月开展活动不少于一次，建立活动档案。'),
  paragraph('（四）居民对文明创建的知晓率不低于百分之九十。'),
  heading('二、考核办法'),
  paragraph(
    '由镇文明办每季度对照目标任务考核一次，结果作为年度评先评优的依据。对检查发现的问题，社区应在五个工作日内完成整改并书面报告。',
  ),
  paragraph('本责任书一式两份，双方各执一份，自签订之日起生效。'),
  {
    kind: 'signatories',
    date: '2022年4月20日',
    parties: [
      { role: '甲方', unit: government, signed: '陈立新' },
      { role: '乙方', unit: '北街社区居民委员会', signed: '方志诚' },
    ],
  } as const,
];

const signInColumns = [
  { title: '序号', widthMm: 14 },
  { title: '单位', widthMm: 46 },
  { title: '签名', widthMm: 42, handwritten: true },
  { title: '服务内容', widthMm: 34 },
  { title: '备注', widthMm: 20 },
] as const;

const volunteerNames =
  '方志诚 许雅琴 沈子昂 梁玉珍 韩卫东 罗小满 邓春燕 曹一鸣 彭丽华 蒋怀远 蔡文静 余长青 潘秋月 杜安邦 戴晓晨 夏荷 田守义 姜若兰 范成林 石慧敏 廖志平 金秀云'.split(
    ' ',
  );

const volunteerSignIn = [
  title('“暖春行动”志愿服务活动签到表'),
  { kind: 'to', text: '时间：2022年3月5日　地点：清河镇中心广场' } as const,
  {
    kind: 'table',
    rowHeightMm: 12,
    columns: signInColumns,
    rows: volunteerNames.map((name, index) => [
      String(index + 1),
      ['北街社区', '南桥村', '文化站', '清河中学'][index % 4] ?? '',
      name,
      ['清扫街面', '擦洗护栏', '交通劝导'][index % 3] ?? '',
      '',
    ]),
  } as const,
];

const lectureRecord = [
  title('道德讲堂活动记录'),
  { kind: 'to', text: '时间：2022年9月16日　地点：文化站二楼' } as const,
  { kind: 'to', text: '主持：林晓岚　记录：许雅琴　参加：62人' } as const,
  heading('一、活动流程'),
  paragraph('唱一首歌曲、讲一个故事、诵一段经典、作一番点评、送一份祝福。'),
  heading('二、讲述内容'),
  paragraph(
    '南桥村村民梁玉珍讲述二十年照料孤寡邻居的经历；清河中学学生代表讲述拾金不昧的小事；客运站站务员讲述雨夜送老人回家的经过。',
  ),
  heading('三、现场反响'),
  paragraph('与会人员认为事迹真实感人，就在身边，看得见、学得到。会后十一人登记加入志愿服务分队。'),
  heading('四、意见建议'),
  paragraph('希望讲堂进村入户，利用晚间和集日开讲，并录像存档。'),
];

const summary = [
  title('2022年度文明创建工作总结'),
  paragraph(
    '2022年，在县文明办的指导下，我镇围绕实施方案确定的四项重点任务，组织各村（社区）和镇直单位扎实推进文明创建，取得了阶段性成效。现将全年工作总结如下：',
  ),
  heading('一、主要做法'),
  paragraph(
    '（一）健全机制。成立领导小组和办公室，与十二个村（社区）签订目标责任书，形成镇村两级联动的工作格局。全年召开推进会四次，印发通报六期。',
  ),
  paragraph(
    '（二）浓厚氛围。新增公益广告一百三十六处，建成文化墙九面，入户发放倡议书三千二百份，组织文艺演出十一场。',
  ),
  paragraph(
    '（三）整治环境。清理背街小巷四十七条，清运积存垃圾二百六十余吨，规范农贸市场摊位八十四个，施划停车位三百一十个。',
  ),
  paragraph(
    '（四）志愿服务。十二支分队开展活动一百五十三次，参与二千四百余人次，北街社区“暖春行动”受到居民好评。',
  ),
  heading('二、存在问题'),
  paragraph(
    '一是巡查力量不足，夜间和节假日存在空档；二是个别单位整改不彻底，店外经营、乱停乱放反复出现；三是档案材料归集不及时，活动有照片无说明、有签到无总结的情况较为普遍。',
  ),
  heading('三、下一步打算'),
  paragraph(
    '2023年，我镇将把日常巡查与专项整治结合起来，建立问题台账，实行发现、交办、整改、复查闭环管理；加强联络员培训，统一材料标准，做到一项工作一套档案，为迎接县级测评打下基础。',
  ),
  { kind: 'signature', unit: '清河镇文明办', date: '2022年12月26日' } as const,
];

export const demo2022: readonly DemoFile[] = [
  readScan(
    '2022年/组织领导/清政发〔2022〕12号 关于成立清河镇文明创建工作领导小组的通知.pdf',
    foundingNotice,
  ),
  exported('2022年/方案制度/清创组〔2022〕3号 清河镇2022年文明创建工作实施方案.pdf', plan),
  readScan('2022年/责任书/2022年度文明创建目标责任书（北街社区）.pdf', responsibility),
  fax('2022年/志愿服务/暖春行动志愿服务签到表 2022-03-05.tif', volunteerSignIn),
  greyScan('2022年/学习培训/道德讲堂活动记录 2022-09-16.pdf', lectureRecord),
  exported('2022年/总结汇报/2022年度文明创建工作总结.pdf', summary),
  {
    path: '2022年/影像资料/暖春行动志愿者集合 2022-03-05.jpg',
    make: () =>
      photo('volunteers', {
        widthPx: 1200,
        heightPx: 800,
        seed: 2022,
        quality: 52,
        text: '清河镇“暖春行动”志愿服务活动',
        watermark: { time: '2022-03-05 08:46', place: '清河镇中心广场' },
      }),
  },
];

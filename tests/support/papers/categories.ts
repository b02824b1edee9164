import type { Random } from '../scans/random.ts';
import { createRandom } from '../scans/random.ts';
import { offices, villageName } from './offices.ts';
import { arabicDate, makeDate } from './wording.ts';

/** A paper of one starter category, as far as its words go. */
export interface CategoryPaper {
  readonly category: string;
  readonly title: string;
  /** Text of its first page, title and all. */
  readonly text: string;
}

interface Flavour {
  /** What its papers are about. */
  readonly matters: readonly string[];
  /** Kinds of paper it mostly consists of. */
  readonly kinds: readonly string[];
  readonly sentences: readonly string[];
  /** Categories whose words it shares more than others'. */
  readonly near: readonly string[];
}

const flavours: Readonly<Record<string, Flavour>> = {
  组织领导: {
    matters: [
      '成立创建指挥部',
      '调整领导小组成员',
      '班子成员包片联系',
      '明确创建专班人员',
      '建立联席会议',
      '书记带头抓创建',
      '召开动员部署会',
      '增设创建办公室',
    ],
    kinds: ['通知', '决定', '会议纪要', '通知', '批复'],
    sentences: [
      '组长由镇党委书记担任，副组长由分管负责人担任。',
      '成员如有变动，由接任者自行递补，不另发文。',
      '指挥部下设四个专项组，各组组长每周碰头一次。',
      '领导带队包片，干部下沉到网格。',
      '办公室设在党建办，负责上传下达。',
      '专班人员与原岗位脱钩，集中办公。',
      '会议听取了各组工作进度，研究了下一步分工。',
      '党委会每季度专题研究一次。',
    ],
    near: ['方案制度', '督查考核'],
  },
  方案制度: {
    matters: [
      '年度创建工作',
      '三年行动',
      '长效管理机制',
      '网格化管理',
      '门前三包',
      '资金使用管理',
      '档案管理',
      '宣传月',
    ],
    kinds: ['实施方案', '工作方案', '管理办法', '制度', '实施细则', '工作要点'],
    sentences: [
      '本办法自印发之日起施行，由办公室负责解释。',
      '坚持分级负责、属地管理的原则。',
      '分三个阶段推进：部署阶段、实施阶段、巩固阶段。',
      '各单位应当结合实际制定配套措施。',
      '未按规定程序报批的，不予列支。',
      '建立日巡查、周调度、月通报的工作机制。',
      '第三条 经费专款专用，接受审计。',
      '到年底实现主要指标全部达标。',
    ],
    near: ['组织领导', '环境整治', '督查考核'],
  },
  责任书: {
    matters: [
      '创建目标管理',
      '门前三包',
      '包保路段',
      '卫生保洁',
      '文明创建任务',
      '消防与秩序',
      '网格员履职',
      '商户文明经营',
    ],
    kinds: ['责任书', '目标责任书', '承诺书', '责任状', '协议书'],
    sentences: [
      '甲方负责指导和检查，乙方负责具体落实。',
      '乙方未完成约定任务的，取消当年评先资格。',
      '本责任书一式两份，双方各执一份，签字后生效。',
      '我郑重承诺：自觉维护门前卫生和秩序。',
      '考核实行百分制，得分与年终奖补挂钩。',
      '包保责任人每周到岗不少于两次。',
      '双方法定代表人签字盖章。',
      '如因履职不力造成失分的，承担相应责任。',
    ],
    near: ['组织领导', '环境整治', '督查考核'],
  },
  宣传教育: {
    matters: [
      '公益广告布设',
      '创建知识入户宣传',
      '文化墙更新',
      '广播和宣传车巡回',
      '文明公约宣讲',
      '宣传栏整修',
      '市民手册发放',
      '微信公众号推送',
    ],
    kinds: ['通知', '方案', '情况报告', '通知', '统计表'],
    sentences: [
      '更换褪色破损的展板四十余块。',
      '入户发放手册，做到家喻户晓。',
      '主要路口、公交站台均应有核心价值观内容。',
      '小喇叭早晚各播放半小时。',
      '宣讲员用方言编成顺口溜，在院坝里讲。',
      '推送图文信息三十条，阅读量过万。',
      '宣传标语须经审核后张贴，不得有错别字。',
      '围挡广告面积不低于三分之一。',
    ],
    near: ['新闻报道', '思想道德建设', '主题活动'],
  },
  思想道德建设: {
    matters: [
      '未成年人心理健康辅导',
      '家风家训展示',
      '乡村学校少年宫',
      '诚信教育',
      '移风易俗',
      '红白理事会',
      '道德讲堂',
      '孝善敬老',
    ],
    kinds: ['通知', '方案', '总结', '通知', '公约'],
    sentences: [
      '婚事新办、丧事简办，礼金不超过约定标准。',
      '讲堂设唱歌曲、学模范、诵经典、发善心四个环节。',
      '辅导站每周开放三次，配备专兼职老师。',
      '将失信被执行人名单公示上墙。',
      '少年宫开设书法、剪纸、足球等兴趣班。',
      '家训由家中长辈题写，挂在堂屋。',
      '村民议事会修订村规民约，反对高价彩礼。',
      '开展新时代好少年学习宣传。',
    ],
    near: ['主题活动', '宣传教育', '荣誉表彰'],
  },
  主题活动: {
    matters: [
      '我们的节日·端午',
      '春节联欢',
      '全民阅读',
      '清明祭英烈',
      '广场舞比赛',
      '重阳敬老',
      '经典诵读',
      '邻里节',
    ],
    kinds: ['活动方案', '通知', '活动总结', '简报', '签到表'],
    sentences: [
      '包粽子、做香囊，居民围坐一堂。',
      '比赛设一、二、三等奖，现场打分。',
      '上午九时在文化广场举行启动仪式。',
      '孩子们诵读了古诗词，家长在台下鼓掌。',
      '为八十岁以上老人送上长寿面。',
      '活动由文化站承办，请各村组队报名。',
      '师生在纪念碑前敬献花篮。',
      '猜灯谜、写春联，年味很浓。',
    ],
    near: ['志愿服务', '思想道德建设', '新闻报道', '影像资料'],
  },
  志愿服务: {
    matters: [
      '学雷锋',
      '邻里守望',
      '文明交通劝导',
      '志愿者注册和积分',
      '敬老助残',
      '实践站点服务',
      '关爱留守儿童',
      '红马甲巡河',
    ],
    kinds: ['活动方案', '通知', '服务记录', '登记表', '总结', '签到表'],
    sentences: [
      '志愿者穿红马甲，在路口劝导行人不闯红灯。',
      '服务时长由系统记录，可兑换日用品。',
      '为独居老人理发、量血压、打扫屋子。',
      '队伍登记造册，每队不少于二十人。',
      '注册志愿者占常住人口的比例稳步提高。',
      '周末课堂辅导孩子写作业。',
      '招募令发出后，报名者众多。',
      '服务对象签字确认，留存记录。',
    ],
    near: ['主题活动', '环境整治', '学习培训'],
  },
  环境整治: {
    matters: [
      '背街小巷清理',
      '农贸市场秩序',
      '垃圾分类',
      '河道沟渠清淤',
      '小广告清除',
      '公厕改造',
      '占道经营整顿',
      '老旧小区楼道清理',
    ],
    kinds: ['方案', '通知', '通告', '统计表', '情况汇报'],
    sentences: [
      '清运积存垃圾六十余车，拆除乱搭乱建。',
      '垃圾日产日清，垃圾桶桶身无污渍。',
      '对店外经营先劝导后纠正。',
      '河面无漂浮物，岸坡无白色垃圾。',
      '楼道堆物限期清走，飞线充电一律拆除。',
      '购置洒水车一台，主干道每日冲洗两遍。',
      '市场划行归市，活禽区单独设置。',
      '铲除牛皮癣，补种绿化带。',
    ],
    near: ['问题整改', '志愿服务', '督查考核'],
  },
  行业创建与评选: {
    matters: [
      '文明单位申报',
      '文明家庭评选',
      '星级文明户评定',
      '文明校园创建',
      '文明窗口创建',
      '身边好人推荐',
      '文明村测评验收',
      '诚信商户评选',
    ],
    kinds: ['通知', '申报表', '推荐函', '名单', '办法'],
    sentences: [
      '候选名单在公示栏公示五个工作日。',
      '按评选条件逐户打分，评出星级。',
      '申报单位填写申报表，附事迹材料一千字以内。',
      '窗口单位实行首问负责、限时办结。',
      '经群众推荐、评议小组审核。',
      '已获称号的单位到期须复查。',
      '事迹材料应当真实，突出近两年表现。',
      '每村推荐不超过两户。',
    ],
    near: ['荣誉表彰', '思想道德建设'],
  },
  学习培训: {
    matters: [
      '创建业务培训',
      '测评体系解读',
      '网格员轮训',
      '中心组学习',
      '信息员培训',
      '礼仪知识讲座',
      '外出考察学习',
      '新任干部上岗培训',
    ],
    kinds: ['通知', '签到表', '课程表', '讲话稿', '考察报告', '心得体会'],
    sentences: [
      '请参训人员提前十五分钟到会场签到。',
      '授课老师逐条讲解测评标准和申报要求。',
      '培训结束后进行闭卷测试。',
      '考察组一行赴外地学习先进做法。',
      '学员分组讨论，交流体会。',
      '请自带笔记本，手机调至静音。',
      '课程包括材料整理、实地点位准备两部分。',
      '食宿统一安排，差旅回单位报销。',
    ],
    near: ['志愿服务', '组织领导', '总结汇报'],
  },
  督查考核: {
    matters: [
      '创建工作考核',
      '暗访检查',
      '季度测评',
      '实地点位督导',
      '评分排名',
      '工作进度调度',
      '夜查',
      '专项督查',
    ],
    kinds: ['通报', '考核办法', '督查通报', '评分表', '督办函', '情况通报'],
    sentences: [
      '对排名末位的单位予以通报批评。',
      '督查组采取不打招呼、直插现场的方式。',
      '得分低于八十分的，约谈主要负责人。',
      '逾期未办结的，下发督办函。',
      '实行红黄牌预警，连续两次末位亮黄牌。',
      '检查情况纳入年度绩效。',
      '暗访发现的突出点位见附表。',
      '考核由日常检查、季度测评两部分加权。',
    ],
    near: ['问题整改', '环境整治', '责任书'],
  },
  问题整改: {
    matters: [
      '测评反馈问题',
      '暗访曝光问题',
      '群众投诉办理',
      '点位失分整改',
      '清单销号',
      '回头看',
      '热线工单办理',
      '省检发现问题',
    ],
    kinds: ['整改方案', '台账', '清单', '整改报告', '复函', '整改通知'],
    sentences: [
      '逐项明确整改措施、责任人和完成时限。',
      '已整改十二项，其余三项正在推进。',
      '对照清单挂图作战，完成一项销号一项。',
      '整改前后照片附后。',
      '开展回头看，防止问题反弹。',
      '来电人反映夜间噪声扰民，现已处理。',
      '因涉及管网改造，申请延期至下月底。',
      '举一反三，同类点位一并排查。',
    ],
    near: ['督查考核', '环境整治'],
  },
  总结汇报: {
    matters: [
      '全年创建工作',
      '上半年工作',
      '迎检工作',
      '阶段性进展',
      '经验做法',
      '述职',
      '自查自评',
      '三年创建历程',
    ],
    kinds: ['总结', '汇报', '报告', '自查报告', '汇报材料'],
    sentences: [
      '一年来，主要做了以下几个方面的工作。',
      '取得成绩的同时，也存在一些不足。',
      '下步打算：一是压实责任，二是补齐短板。',
      '群众满意度达到百分之九十三。',
      '现将有关情况汇报如下，不妥之处请批评指正。',
      '对照标准自评九十五分。',
      '投入资金三百余万元，完成项目十八个。',
      '形成了一批可复制的做法。',
    ],
    near: ['组织领导', '环境整治', '志愿服务', '方案制度'],
  },
  新闻报道: {
    matters: [
      '小街巷大变样',
      '红马甲暖人心',
      '移风易俗新风尚',
      '夜市里的文明',
      '好人就在身边',
      '一条河的新生',
      '院坝会话创建',
      '广场上的笑声',
    ],
    kinds: ['通讯', '侧记', '简报', '信息', '报道'],
    sentences: [
      '“以前下雨出不了门，现在路灯亮了。”居民乐呵呵地说。',
      '记者走进巷子，只见墙面粉刷一新。',
      '本报讯 连日来，镇里热闹非凡。',
      '通讯员供稿，图片由文化站提供。',
      '清晨六点，保洁员已经忙开了。',
      '说起变化，大爷打开了话匣子。',
      '刊于县报第三版。',
      '点赞声、转发声不断。',
    ],
    near: ['主题活动', '志愿服务', '环境整治', '宣传教育'],
  },
  影像资料: {
    matters: [
      '整治前后对比',
      '活动现场',
      '会议现场',
      '点位实景',
      '公益广告实拍',
      '航拍画面',
      '授牌现场',
      '志愿者合影',
    ],
    kinds: ['照片', '图片说明', '图片目录', '照片册', '视频说明'],
    sentences: [
      '图一为整治前，图二为整治后。',
      '摄影者：文化站工作人员。',
      '人物：左一为社区书记。',
      '拍摄地点：东关路口，拍摄时间为上午。',
      '照片分辨率不低于三百万像素，须拍到单位名称。',
      '视频时长三分二十秒，配字幕。',
      '背景：街道两侧已完成立面改造。',
      '实景图片按点位编号排列。',
    ],
    near: ['环境整治', '主题活动', '志愿服务'],
  },
  荣誉表彰: {
    matters: [
      '先进集体和先进个人',
      '文明家庭',
      '优秀志愿者',
      '最美保洁员',
      '获评县级文明村',
      '好媳妇好婆婆',
      '道德模范',
      '创建功臣',
    ],
    kinds: ['表彰决定', '通报', '喜报', '命名决定', '获奖名单'],
    sentences: [
      '决定授予下列集体“先进集体”称号。',
      '希望受表彰者珍惜荣誉，再接再厉。',
      '颁发奖牌、证书和慰问金。',
      '喜讯传来，我村榜上有名。',
      '号召全镇干部群众向他们学习。',
      '获奖人员披红戴花上台领奖。',
      '经研究，命名下列十户。',
      '荣誉有效期三年，届满复评。',
    ],
    near: ['行业创建与评选', '思想道德建设', '志愿服务'],
  },
};

export const flavouredCategories = Object.keys(flavours);

/** What every office writes, whatever it is about. */
const common = [
  '各村、社区，镇直各单位：',
  '为进一步巩固创建成果，提升群众满意度，结合我镇实际，现将有关事项通知如下。',
  '各单位要高度重视，加强组织领导，明确专人负责。',
  '请于本月底前将有关材料报创建办公室。',
  '要注重宣传引导，营造浓厚氛围。',
  '要坚持问题导向，抓好整改落实。',
  '联系人及电话见工作群。',
  '根据县里统一部署，经镇党委会研究同意。',
  '各村要对照测评体系逐条落实，留存照片和记录。',
  '会议强调，创建工作只有起点没有终点。',
  '工作情况将纳入年终考核。',
  '附件：任务分解表。',
];

/** Titles that name no matter. */
const vague = ['有关工作', '有关事项', '近期重点工作', '文明创建工作', '相关材料报送'];

/** `half`: every second matter and sentence of a category only, so that other papers say what these never did. */
export type Words = 'half' | 'all';

function flavourOf(category: string, words: Words): Flavour {
  const flavour = flavours[category];
  if (flavour === undefined) throw new RangeError(`no such category: ${category}`);
  if (words === 'all') return flavour;
  const half = (all: readonly string[]): readonly string[] => all.filter((_, at) => at % 2 === 0);
  return { ...flavour, matters: half(flavour.matters), sentences: half(flavour.sentences) };
}

function titleOf(category: string, words: Words, random: Random): string {
  const own = flavourOf(category, words);
  const office = random.pick(offices);
  const matters = random.chance(0.12)
    ? flavourOf(random.pick(own.near), words).matters
    : own.matters;
  const about = random.chance(0.2) ? random.pick(vague) : random.pick(matters);
  const kind = random.chance(0.2)
    ? random.pick(['通知', '报告', '方案', '说明'])
    : random.pick(own.kinds);
  const style = random.next();
  if (style < 0.3) return `${office.name}关于${about}的${kind}`;
  if (style < 0.6) return `关于做好${about}工作的${kind}`;
  if (style < 0.8) return `${villageName(random)}${about}${kind}`;
  return `${random.integer(2019, 2025)}年${about}${kind}`;
}

/** Sentences of the category, of those near to it and of none. */
function bodyOf(category: string, words: Words, random: Random): string {
  const own = flavourOf(category, words);
  const sentences = Array.from({ length: random.integer(6, 12) }, () => {
    const chance = random.next();
    if (chance < 0.38) return random.pick(own.sentences);
    if (chance < 0.58) return random.pick(flavourOf(random.pick(own.near), words).sentences);
    if (chance < 0.64)
      return random.pick(flavourOf(random.pick(flavouredCategories), words).sentences);
    return random.pick(common);
  });
  return [...new Set(sentences)].join('\n');
}

/** Papers of the 16 starter categories in random order: words of neighbouring categories overlap, some titles say nothing. */
export function makeCategoryPapers(
  seed: number | string,
  count: number,
  words: Words = 'all',
): readonly CategoryPaper[] {
  const random = createRandom(`category papers ${seed}`);
  return Array.from({ length: count }, () => {
    const category = random.pick(flavouredCategories);
    const title = titleOf(category, words, random);
    const foot = `${random.pick(offices).name}\n${arabicDate(makeDate(random))}`;
    return { category, title, text: `${title}\n${bodyOf(category, words, random)}\n${foot}` };
  });
}

import { createRandom, type Random } from './scans/random.ts';
import { curated, zipf } from './vocabulary.ts';

/**
 * Running text for large archives. The few hundred curated words of campaign papers come first in
 * rank; behind them stand thousands composed of morphemes, and behind those names, numbers and dates
 * without end, so that an index of such text has what a real one has: words in nearly every
 * document, words in a handful, and words in one. Words keep together: a document says its own again
 * and again, as papers on one subject do.
 */

const split = (words: string): readonly string[] => words.split(' ');
const characters = (text: string): readonly string[] => [...text];

const morphemes = split(
  '综合 专项 社会 公共 基层 城市 农村 乡镇 街道 家庭 学校 企业 机关 行业 部门 区域 片区 网格 信息 数字 智慧 平台 系统 网络 电子 档案 文件 资料 统计 财务 审计 预算 采购 合同 工程 施工 质量 监督 执法 法治 普法 调解 矛盾 纠纷 治安 巡逻 应急 防汛 抗旱 防火 森林 草原 湿地 生态 环保 污染 排放 废弃 回收 再生 能源 节能 用水 用电 燃气 供热 供水 排水 管网 管道 线路 设施 器材 车辆 道路 桥隧 交通 运输 物流 仓储 市场 商业 贸易 消费 价格 金融 信贷 保险 税务 土地 房屋 住宅 宅基 征收 安置 补偿 搬迁 规划 设计 测绘 勘察 地质 气象 水文 农业 粮食 蔬菜 水果 茶叶 药材 养殖 畜牧 渔业 种植 育苗 植保 农机 灌溉 耕地 林地 山林 旅游 景区 民宿 餐饮 住宿 文艺 演出 戏曲 书画 摄影 非遗 文物 古迹 遗址 祠堂 民俗 节庆 体育 健身 赛事 球类 武术 棋牌 阅读 图书 出版 新闻 舆情 媒体 影视 动漫 科技 科普 专利 创新 创业 人才 职业 技能 劳动 用工 工资 社保 低保 优抚 双拥 民政 婚姻 殡葬 慈善 捐赠 红十字 医保 疾控 防疫 免疫 妇幼 计生 康复 护理 中医 急救 心理 禁毒 戒毒 反诈 反邪 国防 征兵 民兵 侨务 民族 宗教 统战 工会 团委 妇联 残联 老龄 关工 组织 纪检 监察 宣传 理论 学习 思想 道德 诚信 礼仪 孝善 勤俭 节约 光盘 禁烟 控烟 文明 卫生 健康 安全 整治 提升 示范 试点 推进 保障 服务 管理 建设 发展 治理 培训 评价 考核 监测',
);
const nounEndings = characters(
  '员队组站点所室厅馆院校区段片线网库册表簿卡证书函单据费款税率量度值级类项期制法规章程案例图标牌栏箱柜架车船机器具材料物品业界层面型式性化力感权责功效',
);
const verbCharacters = characters(
  '查办报评改建治管清修补核验签收发送存编审批定议讲学训考访问谈劝引导扶助护养教传展演拍写录装订移换拆铺设种植洗刷扫运巡守值调统筹理整控防救援供排疏通开停限减增扩延缩并分合选举推荐',
);
const verbHeads = characters('再复细共同速全常先另即续补重新快深广多互联代督协严普精');
const placeEndings = split(
  '村 村 村 社区 社区 路 街 巷 小区 桥 沟 岭 坪 湾 庄 屯 寨 坝 洼 厂 店 湖',
);
const surnames = characters(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
);
const offices = split('科长 主任 同志 书记 组长 队长 校长 所长 会计 医生 老师 经理');
const foreign = split(
  'WiFi LED APP GB/T 5G A4 PPT CAD GIS VIP DN300 PE管 PM2.5 24h QQ群 Excel CT AED',
);
const joints = split(
  '， ，并 ，同时 ，对 ，由 ，确保 ，推动 ，按照 ，结合 ，围绕 、 ，努力 ，促进 ；',
);
const particles = split(
  '的 了 在 和 对 为 将 与 等 及 以 于 从 把 被 向 均 已 需 仍 又 或 其 该 各',
);
const kinds = split(
  '通知 方案 总结 通报 报告 计划 意见 决定 函 请示 纪要 制度 简报 名单 承诺书 责任书',
);

/** The 3,755 characters of GB 2312's first level: the common ones of written Chinese. */
function commonCharacters(): readonly string[] {
  const decoder = new TextDecoder('gb18030');
  const found: string[] = [];
  for (let row = 0xb0; row <= 0xd7; row += 1) {
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell += 1)
      found.push(decoder.decode(Uint8Array.of(row, cell)));
  }
  return found;
}

interface Lexicon {
  readonly nouns: readonly string[];
  readonly verbs: readonly string[];
  readonly places: readonly string[];
  readonly people: readonly string[];
}

/** `count` different words, made one after another by `make`. */
function distinct(count: number, known: readonly string[], make: () => string): readonly string[] {
  const words = new Set(known);
  while (words.size < count) words.add(make());
  return [...words];
}

function compose(): Lexicon {
  const random = createRandom('lexicon');
  const rare = commonCharacters()
    .map((character) => [random.next(), character] as const)
    .toSorted((a, b) => a[0] - b[0])
    .map(([, character]) => character);
  const character = (): string => zipf(random, rare);
  const noun = (): string => {
    const kind = random.next();
    if (kind < 0.4) return random.pick(morphemes) + random.pick(morphemes);
    if (kind < 0.75) return random.pick(morphemes) + random.pick(nounEndings);
    return character() + random.pick(rare);
  };
  const given = (): string => character() + (random.chance(0.7) ? character() : '');
  return {
    nouns: distinct(6000, curated.nouns, noun),
    verbs: distinct(900, curated.verbs, () => random.pick(verbHeads) + random.pick(verbCharacters)),
    places: distinct(
      2500,
      curated.places,
      () => character() + (random.chance(0.6) ? character() : '') + random.pick(placeEndings),
    ),
    people: distinct(60_000, [], () => random.pick(surnames) + given()),
  };
}

let lexicon: Lexicon | undefined;

/** What one document is about: its own few words of each kind, most frequent first. */
interface Subject {
  readonly nouns: readonly string[];
  readonly verbs: readonly string[];
  readonly places: readonly string[];
  readonly people: readonly string[];
}

function subjectOf(random: Random, { nouns, verbs, places, people }: Lexicon): Subject {
  const some = (count: number, words: readonly string[]): string[] =>
    Array.from({ length: count }, () => zipf(random, words));
  return {
    nouns: some(70, nouns),
    verbs: some(40, verbs),
    places: some(6, places),
    people: [...some(2, people), ...Array.from({ length: 5 }, () => random.pick(people))],
  };
}

const ownShare = 0.75;

/** A word of the subject, or now and then any. */
function word(random: Random, own: readonly string[], all: readonly string[]): string {
  return zipf(random, random.chance(ownShare) ? own : all);
}

function figure(random: Random): string {
  switch (random.integer(0, 5)) {
    case 0:
      return `${random.integer(2019, 2025)}年${random.integer(1, 12)}月${random.integer(1, 28)}日`;
    case 1:
      return `${random.integer(2, 999)}处`;
    case 2:
      return `${random.integer(1, 9999)}.${random.integer(0, 9)}万元`;
    case 3:
      return `1${random.integer(3_000_000_000, 9_999_999_999)}`;
    case 4:
      return `${random.integer(1, 100)}%`;
    default:
      return `（${random.integer(1, 12)}）`;
  }
}

function clause(random: Random, own: Subject, all: Lexicon): string {
  const draw = random.next();
  const subject =
    draw < 0.3
      ? word(random, own.places, all.places)
      : draw < 0.36
        ? random.pick(own.people) + (random.chance(0.5) ? random.pick(offices) : '')
        : word(random, own.nouns, all.nouns);
  let text = subject;
  if (random.chance(0.35)) text += zipf(random, particles);
  if (random.chance(0.45)) text += zipf(random, curated.qualities);
  text += word(random, own.verbs, all.verbs);
  if (random.chance(0.12)) text += figure(random);
  if (random.chance(0.01)) text += random.pick(foreign);
  text += word(random, own.nouns, all.nouns);
  if (random.chance(0.3)) text += '的';
  if (random.chance(0.4)) text += word(random, own.nouns, all.nouns);
  return text;
}

function paragraph(random: Random, own: Subject, all: Lexicon): string {
  let text = '';
  for (let sentences = random.integer(2, 5); sentences > 0; sentences -= 1) {
    text += clause(random, own, all);
    for (let more = random.integer(1, 3); more > 0; more -= 1)
      text += zipf(random, joints) + clause(random, own, all);
    text += '。';
  }
  return text;
}

const charactersALine = 28;

/** Lines as a scan of a page has them: full ones, and a shorter one where a paragraph ends. */
function lined(text: string): string {
  let lines = '';
  for (let at = 0; at < text.length; at += charactersALine)
    lines += `${text.slice(at, at + charactersALine)}\n`;
  return lines;
}

export interface RunningText {
  readonly title: string;
  /** 文种, the last word of the title. */
  readonly kind: string;
  readonly pages: readonly string[];
}

/**
 * The title and pages of one document. Its text runs over the ends of pages; each page has
 * `charactersAPage` characters, line ends included, the last may have fewer. Half of the longer
 * documents bear page numbers.
 */
export function runningText(
  random: Random,
  { pages: count, charactersAPage }: { readonly pages: number; readonly charactersAPage: number },
): RunningText {
  const all = (lexicon ??= compose());
  const own = subjectOf(random, all);
  const kind = zipf(random, kinds);
  const place = random.chance(0.6) ? zipf(random, own.places) : '';
  const quality = random.chance(0.3) ? zipf(random, curated.qualities) : '';
  const matter = `${place}${zipf(random, own.nouns)}${zipf(random, own.nouns)}`;
  const title = random.chance(0.2)
    ? `${place === '' ? '清河镇' : ''}${matter}${zipf(random, own.verbs)}${kind}`
    : `关于${quality}${zipf(random, own.verbs)}${matter}${zipf(random, own.verbs)}工作的${kind}`;
  const wanted = count * charactersAPage;
  let text = `${title}\n`;
  while (text.length < wanted) text += lined(paragraph(random, own, all));
  const isNumbered = count > 1 && random.chance(0.5);
  const pages = Array.from({ length: count }, (_, n) => {
    const page = text.slice(n * charactersAPage, (n + 1) * charactersAPage);
    if (!isNumbered) return page;
    const foot = `\n- ${n + 1} -`;
    return page.slice(0, charactersAPage - foot.length) + foot;
  });
  return { title, kind, pages };
}

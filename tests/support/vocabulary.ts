import type { Random } from './scans/random.ts';

/**
 * Words of campaign papers, most frequent first within their kind. Drawn with Zipf-like
 * frequencies, so that an index of made text has the few very common and many rare words of a
 * real one.
 */
const verbs =
  '开展 加强 推进 落实 整改 巡查 检查 完善 组织 建立 提升 做好 强化 整治 清理 宣传 督查 通报 报送 召开 部署 动员 学习 培训 走访 排查 协调 配合 解决 规范 引导 倡导 评选 表彰 命名 创建 巩固 拓展 深化 优化 细化 明确 压实 履行 承担 参与 支持 保障 督促 指导 考核 验收 复查 销号 反馈 汇总 上报 填写 登记 归档 装订 公示 公布 印发 转发 张贴 更换 修复 维护 清运 清扫 保洁 冲洗 打捞 疏通 拆除 铺设 硬化 绿化 美化 亮化 划定 安装 配备 增设 悬挂 粉刷 修剪 补种 劝导 制止 纠正 查处 约谈 问责 调度 研判 会商 对接 联动 统筹 谋划 安排 分解 细分 认领 签订 践行 弘扬 培育 传承 关爱 慰问 帮扶 结对 服务 值守 值班 执勤 疏导 讲解 宣讲 展示 展演 采访 报道 拍摄 记录 总结 提炼 推广 借鉴 学用 交流 座谈 讨论 审议 通过 修订 废止 执行 遵守 自查 互查 抽查 暗访 回访 测评 评估 打分 排名 奖励 鼓励 激发 调动 凝聚 营造 塑造 改善 改造 更新 扩建 新建 移交 交接 保管 查阅 借阅 调取 备份 核对 补齐 补充 更正'.split(
    ' ',
  );
const nouns =
  '工作 文明 创建 问题 群众 环境 卫生 社区 责任 单位 情况 活动 志愿者 台账 清单 方案 通知 会议 任务 措施 制度 市场 道路 小巷 村庄 居民 干部 党员 网格员 负责人 联络员 领导小组 文明办 综合行政执法队 农业农村办 派出所 司法所 卫生院 中心学校 文化站 便民中心 供销社 客运站 农贸市场 主次干道 背街小巷 城乡结合部 公共厕所 垃圾分类 垃圾桶 广告牌 公益广告 宣传栏 文化墙 善行义举榜 道德讲堂 文明实践站 志愿服务队 文明家庭 文明村 文明单位 文明校园 身边好人 好媳妇 好邻里 村规民约 居民公约 移风易俗 红白理事会 家风家训 传统节日 未成年人 心理辅导 乡村少年宫 学校周边 网吧 书店 广场 公园 停车位 非机动车 交通秩序 斑马线 红绿灯 护栏 路灯 窨井盖 下水道 电线杆 飞线 墙面 门头 招牌 摊位 占道经营 店外经营 小广告 杂物 积水 扬尘 油烟 噪声 犬只 绿化带 花坛 河道 沟渠 池塘 护坡 桥梁 涵洞 水质 漂浮物 厕所 菜地 庭院 柴堆 畜禽 秸秆 农膜 果园 茶园 合作社 产业 项目 资金 经费 物资 设备 标识 标线 告示 投诉 热线 信访 意见箱 满意度 问卷 样本 数据 指标 项目表 体系 标准 分值 权重 佐证 材料 原件 复印件 照片 图片 视频 简报 报告 总结 计划 规划 要点 纪要 决定 批复 请示 函件 名单 名册 签到表 责任书 承诺书 倡议书 公开信 口号 标语 横幅 展板 手册 折页 档案 目录 卷宗 年度 季度 月份 上半年 下半年 阶段 节点 时限 进度 成效 经验 做法 亮点 典型 短板 弱项 难点 堵点 根源 原因 机制 体制 队伍 力量 能力 作风 氛围 风气 习惯 意识 素质 水平 形象 面貌 秩序 安全 消防 食品 药品 健康 养老 助残 救助 就业 教育 医疗 交通 水利 电力 通信 物业 业主 楼栋 单元 院落 围墙 大门 门岗 电梯 楼道 走廊 屋顶 阳台 窗户 晾衣架 充电桩 车棚 快递柜 健身器材 休闲座椅 阅报栏 电子屏 监控 喇叭 广播 微信群 公众号 网站 报纸 电台 记者 通讯员 学生 教师 家长 老人 儿童 妇女 青年 退役军人 商户 经营户 业户 司机 保洁员 巡查员 协管员 调解员 讲解员 评议员 督导组 检查组 专班 专员 组长 副组长 成员 书记 主任 站长 所长 队长 校长 院长 经理'.split(
    ' ',
  );
const qualities =
  '全面 认真 及时 进一步 扎实 有效 深入 持续 统一 集中 重点 常态化 长效 精细化 网格化 明显 突出 整洁 有序 规范 优美 和谐 良好 积极 主动 广泛 严格 切实 逐项 逐户 逐条 定期 不定期 每周 每月 按时 限期 立即 迅速 分类 分级 分片 分段 联合 专项 日常 动态 闭环 公开 透明 公正 细致 周密 具体 明确 细化 真实 完整 准确 可靠 丰富 多样 生动 鲜活 浓厚 热烈 温馨 便捷 高效 优质 满意 显著 稳步 逐步 不断 反复 深刻 充分 牢固 坚决 坚持 自觉 共同 互相 就近 错时 延时 上门 线上 线下 实地 现场 集体 个别 首次 再次 连续 全年 全域 全员 全程'.split(
    ' ',
  );
const places =
  '清河镇 北街社区 南桥村 云溪县 河湾村 柳林社区 东关社区 石门村 杏花村 青山村 双塘村 大槐村 新渡村 西岭村 平湖社区 桥头村 老城社区 前进路 建设街 迎宾大道 府前街 和平巷 二巷 三里河 清河大桥 柳林河 中心广场 文化广场 实验小学 清河中学 卫生院 客运站 便民服务中心 文明实践所 农贸市场 北门市场 工业园 茶场 水库 渡口 敬老院 幼儿园 汽车站 供电所 自来水厂 污水处理站 垃圾中转站 体育公园 湿地公园 老年活动中心'.split(
    ' ',
  );
const kinds = '通知 方案 总结 通报 报告 计划 意见 决定 函 请示 纪要 制度 简报'.split(' ');
const joints = '，并， ，同时 ，对 ，由 ，确保 ，推动 ，按照 ，结合 ，围绕 、 ，努力 ，促进'
  .split(' ')
  .map((joint) => joint.replace(/，$/u, ''));

/** One of `words`, the first most often: rank r about 1/(r+2) as often as the whole. */
export function zipf(random: Random, words: readonly string[]): string {
  const rank = Math.floor((words.length + 2) ** random.next()) - 1;
  return words[Math.min(words.length - 1, Math.max(0, rank))] ?? '';
}

function clause(random: Random): string {
  const object = random.chance(0.4)
    ? zipf(random, nouns) + zipf(random, nouns)
    : zipf(random, nouns);
  const subject = random.chance(0.5) ? zipf(random, places) : zipf(random, nouns);
  const manner = random.chance(0.6) ? zipf(random, qualities) : '';
  const number = random.chance(0.1) ? `${random.integer(2, 99)}处` : '';
  return `${subject}${manner}${zipf(random, verbs)}${number}${object}`;
}

/** A sentence of one to four clauses, with its full stop. */
export function sentence(random: Random): string {
  let text = clause(random);
  for (let more = random.integer(0, 3); more > 0; more -= 1)
    text += random.pick(joints) + clause(random);
  return `${text}。`;
}

/** A title such as 关于加强北街社区环境卫生整治工作的通知. */
export function title(random: Random): string {
  const place = random.chance(0.5) ? zipf(random, places) : '';
  const matter = `${place}${zipf(random, nouns)}${zipf(random, nouns)}`;
  const kind = zipf(random, kinds);
  if (random.chance(0.2))
    return `${place === '' ? '清河镇' : ''}${matter}${zipf(random, verbs)}${kind}`;
  return `关于${random.chance(0.3) ? zipf(random, qualities) : ''}${zipf(random, verbs)}${matter}${zipf(random, verbs)}工作的${kind}`;
}

/** Running text of exactly `characters` characters, a line break about every 28 as OCR gives it. */
export function pageText(random: Random, characters: number): string {
  const parts: string[] = [];
  let length = 0;
  while (length < characters) {
    const next = sentence(random);
    parts.push(next);
    length += next.length;
  }
  const text = parts.join('');
  return (text.match(/.{1,28}/gsu) ?? []).join('\n').slice(0, characters);
}

/** The words themselves, the most frequent of each kind first. */
export const curated = { verbs, nouns, qualities, places } as const;

/** How many words the vocabulary holds. */
export const vocabularySize = new Set([...verbs, ...nouns, ...qualities, ...places, ...kinds]).size;

/** Categories a new archive begins with; from then on they are the user's. */
export const starterCategories: readonly string[] = [
  '组织领导',
  '方案制度',
  '责任书',
  '宣传教育',
  '思想道德建设',
  '主题活动',
  '志愿服务',
  '环境整治',
  '行业创建与评选',
  '学习培训',
  '督查考核',
  '问题整改',
  '总结汇报',
  '新闻报道',
  '影像资料',
  '荣誉表彰',
];

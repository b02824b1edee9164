export const checklist = {
  emptyTitle: '测评体系还没有装入',
  emptyBody:
    '逐条对题在后续版本提供：装入测评体系后，每个测评项缺哪些材料、由谁负责、何时到期，都在这里看。',
  emptyMeanwhile: '现在可以先按年度和分类归档，迎检册按分类汇编。',
  toLibrary: '去文件库',
  toBinder: '编迎检册',
} as const;

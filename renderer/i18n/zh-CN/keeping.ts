export const keeping = {
  trash: '回收站',
} as const;

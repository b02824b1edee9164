export const binder = {} as const;

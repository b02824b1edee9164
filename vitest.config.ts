import { defineConfig } from 'vitest/config';

const common = { pool: 'forks', testTimeout: 60_000, hookTimeout: 60_000 } as const;
const special = ['tests/e2e/**', 'tests/bench/**', 'tests/**/*.long.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: special,
        },
      },
      {
        test: {
          ...common,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: ['tests/**/*.long.test.ts'],
          // Each drives a browser of its own: two at once starve each other on two cores.
          fileParallelism: false,
          testTimeout: 180_000,
        },
      },
      {
        test: {
          ...common,
          name: 'long',
          include: ['tests/**/*.long.test.ts'],
          fileParallelism: false,
          testTimeout: 3_600_000,
        },
      },
    ],
  },
});

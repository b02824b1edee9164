import { test } from 'vitest';
import { readingDrill } from './crash-drill.ts';

test('reading killed at 100 random moments loses and repeats nothing, and goes on', async () => {
  await readingDrill(100);
}, 3_600_000);

import { test } from 'vitest';
import { readingDrill } from './crash-drill.ts';

test('reading killed at 4 random moments loses and repeats nothing, and goes on', async () => {
  await readingDrill(4);
}, 300_000);

import { test } from 'vitest';
import { crashDrill } from './crash-drill.ts';

test('an import killed at 15 random moments leaves whole documents or none, and goes on', async () => {
  await crashDrill(15);
}, 600_000);

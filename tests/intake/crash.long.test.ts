import { test } from 'vitest';
import { crashDrill } from './crash-drill.ts';

test('an import killed at 50 random moments leaves whole documents or none, and goes on', async () => {
  await crashDrill(50);
});

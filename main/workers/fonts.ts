import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

const weights = { 400: '400Regular', 700: '700Bold' } as const;
const families = {
  serif: { folder: 'noto-serif-sc', file: 'NotoSerifSC' },
  sans: { folder: 'noto-sans-sc', file: 'NotoSansSC' },
} as const;

/**
 * Path of a bundled Chinese font, a complete TrueType file: Noto Serif SC (Song) or Noto Sans SC
 * (Hei), regular or bold. Read it through `node:fs`: in an installed program it is inside the
 * program's archive, where native code cannot open it.
 */
export function fontPath(family: 'serif' | 'sans', weight: 400 | 700): string {
  const { folder, file } = families[family];
  const style = weights[weight];
  return require.resolve(`@expo-google-fonts/${folder}/${style}/${file}_${style}.ttf`);
}

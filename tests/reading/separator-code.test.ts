import { describe, expect, it } from 'vitest';
import {
  readSeparatorCode,
  separatorCode,
  type SeparatorWords,
} from '../../main/reading/separator-code.ts';

const nothing: SeparatorWords = { year: null, category: null, department: null };

describe('the code on a separator sheet', () => {
  it.each<SeparatorWords>([
    { year: 2024, category: ['环境整治'], department: '云溪县综合办' },
    { year: null, category: ['主题活动', '读书月'], department: null },
    { year: 1999, category: null, department: 'Office No. 7' },
    nothing,
  ])('gives back what was put in: %o', (words) => {
    expect(readSeparatorCode(separatorCode(words))).toEqual(words);
  });

  it('keeps names that hold its own signs', () => {
    const words = { year: 2024, category: ['一/二', '100%|半'], department: 'a|b/c%\n' };
    expect(readSeparatorCode(separatorCode(words))).toEqual({ ...words, department: 'a|b/c%' });
  });

  it('leaves out the outermost names of a long path, never the innermost', () => {
    const long = Array.from({ length: 12 }, (_, depth) => `第${depth}层分类名称`);
    const code = separatorCode({ ...nothing, category: long });
    expect(Buffer.byteLength(code)).toBeLessThan(120);
    const read = readSeparatorCode(code)?.category ?? [];
    expect(read.length).toBeGreaterThan(1);
    expect(long.slice(-read.length)).toEqual(read);
    const wide = ['很长的分类名称'.repeat(8), '也很长的分类名称'.repeat(8)];
    expect(readSeparatorCode(separatorCode({ ...nothing, category: wide }))?.category).toEqual([
      wide[1],
    ]);
  });

  it.each([
    'https://example.invalid/MINGCE1|||',
    '',
    'MINGCE1',
    'MINGCE1|2024',
    'MINGCE1|2024|环境整治||',
    'MINGCE1|二〇二四||',
    'MINGCE1|0007||',
    'MINGCE1||%E7%8E|',
    'MINGCE1||一//二|',
    'MINGCE1| ||',
    'MINGCE2|2024||',
    'mingce1|2024||',
    `MINGCE1|||${'长'.repeat(101)}`,
    `MINGCE1||${'一/'.repeat(5000)}|`,
  ])('is not seen in a foreign code: %s', (text) => {
    expect(readSeparatorCode(text)).toBeNull();
  });
});

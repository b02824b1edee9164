import { describe, expect, it } from 'vitest';
import { pageParts, type Part } from '../../main/reading/index.ts';

const run = (
  originalId: number,
  firstPage: number,
  lastPage: number,
  rotation: Part['rotation'] = 0,
): Part => ({
  originalId,
  firstPage,
  lastPage,
  rotation,
  sourceName: `${originalId}.pdf`,
  sourcePath: `扫描/${originalId}.pdf`,
});
const file = (originalId: number): Part => ({
  ...run(originalId, 1, 1),
  firstPage: null,
  lastPage: null,
});
/** `1:3-5` pages 3 to 5 of original 1, `@90` turned, `2` a file without pages. */
const shown = (parts: readonly Part[]): string =>
  parts
    .map(({ originalId, firstPage, lastPage, rotation }) =>
      firstPage === null
        ? String(originalId)
        : `${originalId}:${firstPage}-${lastPage}${rotation === 0 ? '' : `@${rotation}`}`,
    )
    .join(' ');

describe('the parts of a document', () => {
  const parts = [run(1, 3, 7), run(2, 1, 2)];

  it('are counted and expanded to single pages, files without pages among them', () => {
    const mixed = [run(1, 3, 4), file(9), run(2, 1, 1, 90)];
    expect(pageParts.countPages(mixed)).toBe(3);
    expect(pageParts.expand(mixed).map((leaf) => leaf.n)).toEqual([1, 2, null, 3]);
    expect(shown(pageParts.normalise(pageParts.expand(mixed)))).toBe('1:3-4 9 2:1-1@90');
  });

  it('become one where they go on in one original turned alike, and only there', () => {
    expect(shown(pageParts.normalise([run(1, 1, 2), run(1, 3, 3)]))).toBe('1:1-3');
    expect(shown(pageParts.normalise([run(1, 1, 2), run(1, 3, 3, 90)]))).toBe('1:1-2 1:3-3@90');
    expect(shown(pageParts.normalise([run(1, 3, 3), run(1, 1, 2)]))).toBe('1:3-3 1:1-2');
    expect(shown(pageParts.normalise([file(1), file(1)]))).toBe('1 1');
  });

  it('lose pages, and only pages there are', () => {
    expect(shown(pageParts.dropPages(parts, [2, 6]))).toBe('1:3-3 1:5-7 2:2-2');
    expect(shown(pageParts.takePages(parts, [6, 2]))).toBe('1:4-4 2:1-1');
    expect(() => pageParts.dropPages(parts, [8])).toThrow('no-such-page');
    expect(() => pageParts.takePages(parts, [0])).toThrow('no-such-page');
  });

  it('are turned on top of how they stand', () => {
    expect(shown(pageParts.turnPages([run(1, 1, 4, 270)], [2, 3], 180))).toBe(
      '1:1-1@270 1:2-3@90 1:4-4@270',
    );
  });

  it('are put in any order, each page with the turn said, the rest left out', () => {
    const order = [
      { n: 7, turn: 0 as const },
      { n: 1, turn: 90 as const },
      { n: 2, turn: 90 as const },
    ];
    expect(shown(pageParts.arrange(parts, order))).toBe('2:2-2 1:3-4@90');
    expect(() => pageParts.arrange(parts, [...order, { n: 1, turn: 0 }])).toThrow('invalid-value');
    expect(() => pageParts.arrange(parts, [{ n: 8, turn: 0 }])).toThrow('no-such-page');
  });

  it('keep a file without pages behind the page it stood behind', () => {
    const mixed = [file(8), run(1, 1, 2), file(9), run(2, 1, 1)];
    const reversed = [3, 2, 1].map((n) => ({ n, turn: 0 as const }));
    expect(shown(pageParts.arrange(mixed, reversed))).toBe('8 2:1-1 1:2-2 9 1:1-1');
    expect(shown(pageParts.arrange(mixed, [{ n: 1, turn: 0 }]))).toBe('8 1:1-1 9');
    expect(pageParts.split(mixed, [2, 3]).map(shown)).toEqual(['8 1:1-1', '1:2-2 9', '2:1-1']);
  });

  it('are cut before pages, dropped ones and empty pieces left out', () => {
    expect(pageParts.split(parts, [1, 4, 6], [4]).map(shown)).toEqual(['1:3-5', '1:7-7', '2:1-2']);
    expect(pageParts.split(parts, [2, 3], [1, 2]).map(shown)).toEqual(['1:5-7 2:1-2']);
    expect(() => pageParts.split(parts, [8])).toThrow('no-such-page');
  });

  it('give pages to other parts, before any page or at the end', () => {
    const moved = pageParts.movePages(parts, [5, 6], [run(3, 1, 2), file(9)], 2);
    expect(shown(moved.from)).toBe('1:3-6 2:2-2');
    expect(shown(moved.to)).toBe('3:1-1 1:7-7 2:1-1 3:2-2 9');
    const appended = pageParts.movePages(parts, [1], [run(1, 1, 2), file(9)], 3);
    expect(shown(appended.to)).toBe('1:1-2 9 1:3-3');
    expect(() => pageParts.movePages(parts, [1], [run(3, 1, 1)], 3)).toThrow('no-such-page');
  });

  it('stay exact over twenty thousand pages', () => {
    const long = [run(1, 1, 20_000)];
    const back = Array.from({ length: 20_000 }, (_, index) => ({
      n: 20_000 - index,
      turn: 0 as const,
    }));
    const reversed = pageParts.arrange(long, back);
    expect(reversed).toHaveLength(20_000);
    expect(shown(pageParts.arrange(reversed, back))).toBe('1:1-20000');
  });
});

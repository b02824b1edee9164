import { hullOf, type Point } from './geometry.ts';

/** Connected pixels of a map: the hull of their corners and the mean of their values. */
export interface Region {
  readonly hull: readonly Point[];
  readonly mean: number;
  readonly pixels: number;
}

/** The regions of pixels over `threshold`, joined to all eight neighbours. */
export function regionsOver(
  map: Float32Array,
  width: number,
  height: number,
  threshold: number,
): readonly Region[] {
  const seen = new Uint8Array(width * height);
  const regions: Region[] = [];
  const fill = makeFiller(map, seen, width, height, threshold);
  for (let at = 0; at < map.length; at++) {
    if (seen[at] === 0 && (map[at] ?? 0) > threshold) regions.push(fill(at));
  }
  return regions;
}

function makeFiller(
  map: Float32Array,
  seen: Uint8Array,
  width: number,
  height: number,
  threshold: number,
): (start: number) => Region {
  const stack = new Int32Array(width * height);
  const left = new Int32Array(height);
  const right = new Int32Array(height);
  return (start) => {
    let [depth, pixels, sum] = [1, 0, 0];
    let [top, bottom] = [height, -1];
    stack[0] = start;
    seen[start] = 1;
    while (depth > 0) {
      const at = stack[--depth] ?? 0;
      const y = Math.floor(at / width);
      const x = at - y * width;
      pixels++;
      sum += map[at] ?? 0;
      if (y < top || y > bottom) {
        left[y] = x;
        right[y] = x;
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      } else if (x < (left[y] ?? 0)) left[y] = x;
      else if (x > (right[y] ?? 0)) right[y] = x;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (seen[next] !== 0 || (map[next] ?? 0) <= threshold) continue;
          seen[next] = 1;
          stack[depth++] = next;
        }
      }
    }
    const edge: Point[] = [];
    for (let y = top; y <= bottom; y++) {
      const [from = 0, to = 0] = [left[y], right[y]];
      for (const x of [from, to + 1]) edge.push({ x, y }, { x, y: y + 1 });
    }
    return { hull: hullOf(edge), mean: sum / pixels, pixels };
  };
}

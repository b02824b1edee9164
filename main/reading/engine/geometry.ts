export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Pixels of a page to one of a smaller picture of it, which may be a little out of shape. */
export interface Scale {
  readonly x: number;
  readonly y: number;
}

/** A rectangle about its middle, its width's direction turned by `angle` degrees clockwise. In pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

export const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;
export const toDegrees = (radians: number): number => (radians * 180) / Math.PI;

/** The same direction between -180 and 180. */
export function normalAngle(degrees: number): number {
  const turned = ((degrees % 360) + 360) % 360;
  return turned > 180 ? turned - 360 : turned;
}

/** The point turned clockwise about (0, 0), y pointing down. */
export function turned(point: Point, degrees: number): Point {
  const cos = Math.cos(toRadians(degrees));
  const sin = Math.sin(toRadians(degrees));
  return { x: point.x * cos - point.y * sin, y: point.x * sin + point.y * cos };
}

/** A rectangle's corners: its own top left, top right, bottom right, bottom left. */
export function cornersOf(rect: Rect): readonly [Point, Point, Point, Point] {
  const corner = (x: number, y: number): Point => {
    const offset = turned({ x: (rect.width / 2) * x, y: (rect.height / 2) * y }, rect.angle);
    return { x: rect.x + offset.x, y: rect.y + offset.y };
  };
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

/** The convex hull by Andrew's monotone chain. */
export function hullOf(points: readonly Point[]): readonly Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of ordered) {
      while (chain.length >= 2 && !isLeftTurn(chain.at(-2), chain.at(-1), point)) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function isLeftTurn(a: Point | undefined, b: Point | undefined, c: Point): boolean {
  if (a === undefined || b === undefined) return true;
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
}

/** The smallest rectangle with this direction that holds all points. */
export function rectAt(points: readonly Point[], angle: number): Rect {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  const cos = Math.cos(toRadians(-angle));
  const sin = Math.sin(toRadians(-angle));
  for (const { x, y } of points) {
    const across = x * cos - y * sin;
    const down = x * sin + y * cos;
    left = Math.min(left, across);
    right = Math.max(right, across);
    top = Math.min(top, down);
    bottom = Math.max(bottom, down);
  }
  const middle = turned({ x: (left + right) / 2, y: (top + bottom) / 2 }, angle);
  return { ...middle, width: right - left, height: bottom - top, angle };
}

/**
 * The rectangle of least area that holds a convex hull: one of its sides lies on a side of the
 * hull. Its width is its long side, its angle within -90 < angle <= 90.
 */
export function leastRect(hull: readonly Point[]): Rect {
  let least = rectAt(hull, 0);
  hull.forEach((point, n) => {
    const next = hull[(n + 1) % hull.length] ?? point;
    const rect = rectAt(hull, toDegrees(Math.atan2(next.y - point.y, next.x - point.x)));
    if (rect.width * rect.height < least.width * least.height - 1e-6) least = rect;
  });
  const long = least.width >= least.height ? least : standing(least);
  let angle = normalAngle(long.angle);
  if (angle > 90) angle -= 180;
  if (angle <= -90) angle += 180;
  return { ...long, angle };
}

/** The same rectangle with its sides' names changed. */
export function standing(rect: Rect): Rect {
  return { ...rect, width: rect.height, height: rect.width, angle: rect.angle - 90 };
}

/** The rectangle with more room at its sides. */
export function grown(rect: Rect, across: number, down: number): Rect {
  return { ...rect, width: rect.width + 2 * across, height: rect.height + 2 * down };
}

export function scaled(rect: Rect, by: number): Rect {
  const { x, y, width, height, angle } = rect;
  return { x: x * by, y: y * by, width: width * by, height: height * by, angle };
}

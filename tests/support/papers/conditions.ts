/** How a sheet was handled and scanned. Ranges are drawn from, a page at a time. */
export interface Condition {
  readonly dpi: number;
  readonly colour: boolean;
  /** JPEG quality. */
  readonly quality: readonly [number, number];
  /** Up to so many degrees to either side. */
  readonly skewDegrees: number;
  /** Standard deviation of the sensor's noise, of 255. */
  readonly noise: number;
  /** Radius of the blur, in mm on paper. */
  readonly blurMm: number;
  /** Toner lost: 0 none, 1 all. */
  readonly fade?: number;
  /** Specks of dust and toner on the page. */
  readonly specks: number;
  /** Shade at the gutter and one corner, 0 to 1. */
  readonly shadow?: number;
  /** The back of the sheet seen through it, 0 to 1. */
  readonly showThrough?: number;
  readonly punchHoles?: boolean;
  /** Seals and a receipt stamp over the text. */
  readonly seals?: boolean;
  readonly bindingLine?: boolean;
  /** Somebody's remark at the head, by hand. */
  readonly remarks?: boolean;
  /** Black and white, nothing between: the brightness above which a pixel is white. */
  readonly threshold?: number;
}

const office: Condition = {
  dpi: 300,
  colour: true,
  quality: [82, 90],
  skewDegrees: 0.6,
  noise: 3,
  blurMm: 0.035,
  specks: 10,
};

export const conditions = {
  /** What the targets are measured on: 300 dpi, light noise. */
  light: office,
  dpi200: { ...office, dpi: 200, quality: [78, 88], skewDegrees: 1 },
  dpi150: { ...office, dpi: 150, quality: [75, 85], skewDegrees: 1 },
  skewed: { ...office, skewDegrees: 2, punchHoles: true, bindingLine: true },
  blurred: { ...office, blurMm: 0.13, quality: [75, 85] },
  compressed: { ...office, dpi: 200, quality: [60, 62], noise: 5 },
  shadowed: { ...office, shadow: 0.55, punchHoles: true, noise: 5 },
  seeThrough: { ...office, showThrough: 0.2, noise: 5 },
  /** A photocopy: no red left, toner thin, specks. */
  copy: {
    ...office,
    colour: false,
    fade: 0.25,
    specks: 160,
    noise: 6,
    skewDegrees: 1.2,
    remarks: true,
  },
  /** A fax, or a scanner set to black and white. */
  bilevel: { ...office, dpi: 200, colour: false, threshold: 150, noise: 12, skewDegrees: 1 },
  noisy: { ...office, noise: 30, blurMm: 0.06, quality: [65, 75], specks: 120, skewDegrees: 1.5 },
  sealed: { ...office, seals: true, remarks: true, punchHoles: true, skewDegrees: 1 },
  /** The hard one of the targets: heavy noise and seals. */
  heavy: {
    ...office,
    noise: 26,
    blurMm: 0.06,
    quality: [65, 75],
    specks: 120,
    seals: true,
    punchHoles: true,
    shadow: 0.3,
    skewDegrees: 1.5,
  },
} satisfies Record<string, Condition>;

export type ConditionName = keyof typeof conditions;
export const conditionNames = Object.keys(conditions) as readonly ConditionName[];

import { TriangleAlert } from 'lucide-react';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';

/** Lucide's size and stroke everywhere: `<Search {...iconProps} />`. */
export const iconProps = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;

const tagColors = ['ochre', 'brick', 'indigo', 'pine', 'plum', 'teal', 'slate', 'rose'];

/** The colour of a tag as CSS. */
export const tagColor = (color: string): string =>
  `var(--tag-${tagColors.includes(color) ? color : 'slate'})`;

export function TagSwatch({ color }: { readonly color: string }) {
  return <span className="m-swatch" style={{ background: tagColor(color) }} aria-hidden />;
}

/** A label with its colour. With `onRemove`, a button takes it away. */
export function Tag(props: {
  readonly name: string;
  readonly color: string;
  readonly onRemove?: () => void;
}) {
  return (
    <span className="m-tag" title={props.name}>
      <TagSwatch color={props.color} />
      <span className="m-cut">{props.name}</span>
      {props.onRemove ? (
        <button
          type="button"
          className="m-tag-remove"
          aria-label={t('ui.removeTag', { name: props.name })}
          onClick={props.onRemove}
        >
          <X size={12} aria-hidden />
        </button>
      ) : null}
    </span>
  );
}

/** One understood part of a query: 年度 **2024** ×. */
export function Chip(props: {
  readonly label?: string;
  readonly value: string;
  readonly muted?: boolean;
  readonly onRemove?: () => void;
}) {
  return (
    <span className={props.muted ? 'm-chip m-chip-muted' : 'm-chip'}>
      {props.label ? <span className="m-chip-label">{props.label}</span> : null}
      <span className="m-cut">{props.value}</span>
      {props.onRemove ? (
        <button
          type="button"
          className="m-chip-remove"
          aria-label={t('ui.removeChip', { name: `${props.label ?? ''} ${props.value}`.trim() })}
          onClick={props.onRemove}
        >
          <X size={14} aria-hidden />
        </button>
      ) : null}
    </span>
  );
}

export type ConfidenceLevel = 'high' | 'middle' | 'low';

/** 高 from 95, 中 from 60, 低 below. */
export const confidenceLevel = (percent: number): ConfidenceLevel =>
  percent >= 95 ? 'high' : percent >= 60 ? 'middle' : 'low';

export function confidenceWord(level: ConfidenceLevel): string {
  switch (level) {
    case 'high':
      return t('ui.confidenceHigh');
    case 'middle':
      return t('ui.confidenceMiddle');
    case 'low':
      return t('ui.confidenceLow');
  }
}

/** The three bars alone. */
export function ConfidenceBars({ level }: { readonly level: ConfidenceLevel }) {
  const lit = { high: 3, middle: 2, low: 1 }[level];
  return (
    <svg className={`m-bars m-bars-${level}`} width="14" height="12" aria-hidden>
      {[0, 1, 2].map((i) => (
        <rect
          key={i}
          x={i * 5}
          y={8 - i * 4}
          width="4"
          height={4 + i * 4}
          className={i < lit ? 'm-bar-lit' : 'm-bar-off'}
        />
      ))}
    </svg>
  );
}

/** Bars, word and figure: how sure the program is of a value. `percent` 0–100. */
export function Confidence(props: { readonly percent: number; readonly figure?: boolean }) {
  const level = confidenceLevel(props.percent);
  return (
    <span className={`m-confidence m-confidence-${level}`}>
      <ConfidenceBars level={level} />
      {confidenceWord(level)}
      {props.figure === false ? '' : ` ${props.percent}`}
    </span>
  );
}

/**
 * Hits so short stand whole or not at all where a line is cut: of one cut in two, the yellow would
 * be left under the `…`. Longer ones are better seen in part.
 */
const longestWhole = 8;

/** Text with hits on yellow. */
export function Highlight(props: {
  readonly parts: readonly { readonly text: string; readonly hit: boolean }[];
}) {
  return (
    <>
      {props.parts.map((part, i) =>
        part.hit ? (
          <mark key={i} className={part.text.length > longestWhole ? undefined : 'm-hit-whole'}>
            {part.text}
          </mark>
        ) : (
          <span key={i}>{part.text}</span>
        ),
      )}
    </>
  );
}

/** Trouble: the sign, then words. */
export function Trouble({ children }: { readonly children: ReactNode }) {
  return (
    <span className="m-trouble">
      <WarnSign />
      {children}
    </span>
  );
}

/** The filled triangle of `warn`. */
export function WarnSign() {
  return <TriangleAlert className="m-warn-sign" size={14} strokeWidth={2} aria-hidden />;
}

/** 明 of Noto Serif SC Bold as a path: the mark does not depend on the fonts of the PC. */
const ming =
  'M11.57 4.98L16.09 4.98L16.09 5.4L11.57 5.4ZM11.57 8.38L16.09 8.38L16.09 8.8L11.57 8.8ZM11.54 11.83L16.09 11.83L16.09 12.25L11.54 12.25ZM15.37 4.98L15.22 4.98L16 4.06L17.68 5.37Q17.6 5.46 17.44 5.55Q17.29 5.64 17.05 5.68L17.05 15.88Q17.05 16.47 16.9 16.89Q16.74 17.31 16.24 17.57Q15.74 17.83 14.71 17.94Q14.66 17.52 14.56 17.22Q14.47 16.92 14.27 16.72Q14.06 16.53 13.72 16.38Q13.37 16.23 12.73 16.12L12.73 15.91Q12.73 15.91 13.02 15.93Q13.31 15.94 13.72 15.97Q14.14 16 14.5 16.02Q14.86 16.03 15.01 16.03Q15.23 16.03 15.3 15.95Q15.37 15.87 15.37 15.69ZM10.88 4.98L10.88 4.83L10.88 4.29L12.8 4.98L12.55 4.98L12.55 9.76Q12.55 10.68 12.46 11.6Q12.37 12.52 12.1 13.41Q11.84 14.29 11.32 15.11Q10.79 15.93 9.92 16.64Q9.05 17.35 7.75 17.92L7.6 17.79Q8.68 16.96 9.32 16.06Q9.97 15.15 10.3 14.14Q10.64 13.14 10.76 12.04Q10.88 10.95 10.88 9.78ZM4.33 5.25L4.33 4.56L6.14 5.25L5.96 5.25L5.96 14.65Q5.96 14.71 5.8 14.84Q5.63 14.97 5.33 15.08Q5.03 15.19 4.61 15.19L4.33 15.19ZM7.85 5.25L7.7 5.25L8.5 4.38L10.12 5.64Q10.06 5.74 9.89 5.82Q9.73 5.91 9.5 5.97L9.5 13.89Q9.5 13.96 9.28 14.1Q9.07 14.23 8.74 14.34Q8.42 14.44 8.12 14.44L7.85 14.44ZM5.17 5.25L8.48 5.25L8.48 5.68L5.17 5.68ZM5.17 8.97L8.48 8.97L8.48 9.39L5.17 9.39ZM5.17 12.72L8.48 12.72L8.48 13.15L5.17 13.15Z';

/** The seal: the mark of the program. */
export function Seal({ size = 22 }: { readonly size?: number }) {
  return (
    <svg className="m-seal" width={size} height={size} viewBox="0 0 22 22" aria-hidden>
      <rect width="22" height="22" rx="2.5" />
      <path d={ming} />
    </svg>
  );
}

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

/** Text with hits on yellow. */
export function Highlight(props: {
  readonly parts: readonly { readonly text: string; readonly hit: boolean }[];
}) {
  return (
    <>
      {props.parts.map((part, i) =>
        part.hit ? <mark key={i}>{part.text}</mark> : <span key={i}>{part.text}</span>,
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

/** The seal: the mark of the program. */
export function Seal({ size = 22 }: { readonly size?: number }) {
  return (
    <svg className="m-seal" width={size} height={size} viewBox="0 0 22 22" aria-hidden>
      <rect width="22" height="22" rx="2.5" />
      <text x="11" y="16.6">
        明
      </text>
    </svg>
  );
}

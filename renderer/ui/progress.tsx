import type { ReactNode } from 'react';
import { Pause, Play } from 'lucide-react';
import { t } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { iconProps } from './marks.tsx';

/** A bar from 0 to 1; null runs to and fro while the whole is not yet known. */
export function ProgressBar(props: { readonly share: number | null; readonly label: string }) {
  const percent = props.share === null ? null : Math.round(Math.min(1, props.share) * 1000) / 10;
  return (
    <div
      className={percent === null ? 'm-progress m-progress-open' : 'm-progress'}
      role="progressbar"
      aria-label={props.label}
      {...(percent === null
        ? {}
        : { 'aria-valuenow': percent, 'aria-valuemin': 0, 'aria-valuemax': 100 })}
    >
      <div style={percent === null ? {} : { width: `${percent}%` }} />
    </div>
  );
}

/** Long work in its pane: what, how far, how long still, what failed, and how to stop it. */
export function ProgressCard(props: {
  readonly title: string;
  /** At the right of the title: time left. */
  readonly timeLeft?: string | undefined;
  readonly share: number | null;
  /** Under the bar, left and right. */
  readonly current?: string | undefined;
  readonly rate?: string | undefined;
  /** A line about failures, usually a `Trouble` and a link. */
  readonly failures?: ReactNode;
  readonly paused?: boolean;
  readonly onPause?: (() => void) | undefined;
  readonly onResume?: (() => void) | undefined;
  readonly onCancel?: (() => void) | undefined;
  readonly cancelLabel?: string;
  /** What cancelling leaves. */
  readonly cancelNote?: string | undefined;
}) {
  const { paused = false } = props;
  const toggle = paused ? props.onResume : props.onPause;
  return (
    <section className="m-progress-card" aria-label={props.title}>
      <div className="m-progress-head">
        <strong>{props.title}</strong>
        <span>{props.timeLeft}</span>
      </div>
      <ProgressBar share={props.share} label={props.title} />
      {props.current || props.rate ? (
        <div className="m-progress-line">
          <span className="m-cut">{props.current}</span>
          <span>{props.rate}</span>
        </div>
      ) : null}
      {props.failures ? <div className="m-progress-line">{props.failures}</div> : null}
      {toggle || props.onCancel ? (
        <div className="m-progress-actions">
          {toggle ? (
            <Button
              icon={paused ? <Play {...iconProps} /> : <Pause {...iconProps} />}
              onClick={toggle}
            >
              {paused ? t('ui.resume') : t('ui.pause')}
            </Button>
          ) : null}
          {props.onCancel ? (
            <Button onClick={props.onCancel}>{props.cancelLabel ?? t('ui.cancel')}</Button>
          ) : null}
        </div>
      ) : null}
      {props.cancelNote ? <p className="m-note">{props.cancelNote}</p> : null}
    </section>
  );
}

import { Dropdown } from 'antd';
import {
  ChevronDown,
  ChevronUp,
  Combine,
  Ellipsis,
  RotateCw,
  ScanText,
  Scissors,
  Underline,
} from 'lucide-react';
import { t } from '../i18n/index.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { setTextMode, type TextMode } from './text-state.ts';
import type { Hits } from './use-hits.ts';
import type { Passages } from './use-passages.ts';
import type { PageWork } from './use-page-work.ts';

/** Buttons that change the pages: turn, cut, join, their text, and the rest in a menu. */
export function PageTools(props: {
  /** null: the pages cannot be changed here. */
  readonly work: PageWork | null;
  readonly disabled: boolean;
  /** Whether cutting and joining stand here: where documents are taken apart, in the inbox. */
  readonly stack: boolean;
  readonly canJoin: boolean;
  readonly mode: TextMode;
  /** What the text button opens; `closed`: there is none. */
  readonly opens: TextMode;
}): React.ReactElement | null {
  const { work, disabled, mode, opens } = props;
  const text =
    opens === 'closed' ? null : (
      <IconButton
        icon={<ScanText {...iconProps} />}
        label={opens === 'text' ? t('reading.showText') : t('reading.correct')}
        pressed={mode !== 'closed'}
        disabled={disabled}
        onClick={() => setTextMode(mode === 'closed' ? opens : 'closed')}
      />
    );
  if (!work) return text;
  return (
    <>
      <span className="reading-toolbar-rule" />
      <IconButton
        icon={<RotateCw {...iconProps} />}
        label={t('reading.turnRight')}
        keys="R"
        disabled={disabled}
        onClick={() => work.rotate(90)}
      />
      {props.stack && (
        <>
          <IconButton
            icon={<Scissors {...iconProps} />}
            label={t('reading.splitHere')}
            keys="Ctrl+B"
            disabled={disabled || !work.canSplit}
            onClick={work.split}
          />
          <IconButton
            icon={<Combine {...iconProps} />}
            label={t('reading.joinPrevious')}
            keys="Ctrl+J"
            disabled={disabled || !props.canJoin}
            onClick={work.join}
          />
        </>
      )}
      {text}
      {props.stack && <PageMenu work={work} disabled={disabled} />}
    </>
  );
}

/** The rest of what can be done with pages. */
export function PageMenu(props: {
  readonly work: PageWork;
  readonly disabled: boolean;
}): React.ReactElement {
  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={{ items: props.work.menu ?? [] }}>
      <button
        type="button"
        className="m-icon-button"
        disabled={props.disabled}
        aria-label={t('reading.morePages')}
        title={t('reading.morePages')}
      >
        <Ellipsis {...iconProps} />
      </button>
    </Dropdown>
  );
}

/** Marks the chosen lines, or takes the mark away that lies there. */
export function MarkTool(props: {
  readonly action: Passages['action'];
}): React.ReactElement | null {
  const { action } = props;
  if (!action) return null;
  return (
    <Button
      look="link"
      className="reading-mark-tool"
      icon={<Underline {...iconProps} />}
      keys="U"
      title={t('reading.markHelp')}
      onClick={action.run}
    >
      {t(action.unmarks ? 'reading.unmark' : 'reading.mark')}
    </Button>
  );
}

/** 第 3 处，共 5 处, and to the next. */
export function HitSteps({ hits }: { readonly hits: Hits }): React.ReactElement | null {
  if (hits.total === 0) return null;
  const { at, total, counted } = hits;
  const words =
    at === 0
      ? t(counted ? 'reading.hitsTotal' : 'reading.hitsSoFar', { count: total })
      : t(counted ? 'reading.hitAt' : 'reading.hitAtSoFar', { n: at, count: total });
  return (
    <span className="reading-hit-steps">
      <span role="status" aria-label={words}>
        <span className="reading-hits-long">{words}</span>
        <span className="reading-hits-short">
          {at === 0
            ? words
            : t(counted ? 'reading.hitShort' : 'reading.hitShortSoFar', { n: at, count: total })}
        </span>
      </span>
      <IconButton
        icon={<ChevronUp {...iconProps} />}
        label={t('reading.previousHit')}
        keys="Shift+F3"
        onClick={() => hits.go(-1)}
      />
      <IconButton
        icon={<ChevronDown {...iconProps} />}
        label={t('reading.nextHit')}
        keys="F3"
        onClick={() => hits.go(1)}
      />
    </span>
  );
}

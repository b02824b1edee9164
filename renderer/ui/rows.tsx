import { ChevronDown, ChevronRight, FileLock2, FileText, FileX2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import { loadPriority } from './load-queue.ts';
import { iconProps } from './marks.tsx';
import { QueuedImage } from './queued-image.tsx';

/** The first page in small, or a sign where there is none. Widths in px; height follows A4. */
export function Thumbnail(props: {
  readonly address: string | null;
  readonly state: 'ready' | 'none' | 'locked' | 'damaged';
  readonly width?: number;
}) {
  const width = props.width ?? 30;
  const height = Math.round(width * 1.4);
  const Sign = { ready: FileText, none: FileText, locked: FileLock2, damaged: FileX2 }[props.state];
  return (
    <span className="m-thumb" style={{ width, height }}>
      {props.address && props.state === 'ready' ? (
        <QueuedImage
          address={props.address}
          priority={loadPriority.thumbnail}
          fallback={<FileX2 {...iconProps} />}
          alt=""
          draggable={false}
        />
      ) : (
        <Sign {...iconProps} />
      )}
    </span>
  );
}

/** Two or three lines beside a thumbnail; `aside` stands at the right of the first. */
export function ListRow(props: {
  readonly thumbnail?: ReactNode;
  readonly title: ReactNode;
  readonly tooltip?: string;
  readonly aside?: ReactNode;
  readonly meta?: ReactNode;
  readonly metaAside?: ReactNode;
  readonly extra?: ReactNode;
}) {
  return (
    <div className="m-listrow">
      {props.thumbnail}
      <div className="m-listrow-text">
        <div className="m-listrow-line">
          <span className="m-listrow-title m-cut" title={props.tooltip}>
            {props.title}
          </span>
          {props.aside}
        </div>
        {props.meta || props.metaAside ? (
          <div className="m-listrow-line m-listrow-meta">
            <span className="m-cut">{props.meta}</span>
            {props.metaAside}
          </div>
        ) : null}
        {props.extra ? <div className="m-listrow-extra m-cut">{props.extra}</div> : null}
      </div>
    </div>
  );
}

/**
 * A row of a tree: caret, sign, name, count. The tree itself is the tab stop; the row only tells
 * what was pressed. `level` from 0.
 */
export function TreeRow(props: {
  readonly id?: string;
  readonly level: number;
  readonly name: ReactNode;
  readonly count?: ReactNode;
  readonly icon?: ReactNode;
  /** Missing: no caret. */
  readonly open?: boolean | undefined;
  readonly onToggle?: () => void;
  readonly selected?: boolean;
  readonly active?: boolean;
  /** No hits: muted. */
  readonly muted?: boolean;
  readonly strong?: boolean;
  readonly onPress?: (event: React.MouseEvent) => void;
  readonly onDoubleClick?: () => void;
  readonly onContextMenu?: (event: React.MouseEvent) => void;
  readonly actions?: ReactNode;
}) {
  const names = ['m-treerow'];
  if (props.muted) names.push('m-treerow-muted');
  if (props.strong) names.push('m-treerow-strong');
  return (
    <div
      id={props.id}
      className={names.join(' ')}
      role="treeitem"
      aria-level={props.level + 1}
      aria-selected={props.selected ?? false}
      {...(props.open === undefined ? {} : { 'aria-expanded': props.open })}
      data-active={props.active ?? false}
      style={{ paddingInlineStart: 8 + props.level * 14 }}
      onClick={props.onPress}
      onDoubleClick={props.onDoubleClick}
      onContextMenu={props.onContextMenu}
    >
      <span
        className="m-treerow-caret"
        title={
          props.open === undefined ? undefined : props.open ? t('ui.collapse') : t('ui.expand')
        }
        onClick={(event) => {
          if (!props.onToggle) return;
          event.stopPropagation();
          props.onToggle();
        }}
      >
        {props.open === undefined ? null : props.open ? (
          <ChevronDown {...iconProps} size={14} />
        ) : (
          <ChevronRight {...iconProps} size={14} />
        )}
      </span>
      {props.icon ? <span className="m-treerow-icon">{props.icon}</span> : null}
      <span
        className="m-treerow-name m-cut"
        title={typeof props.name === 'string' ? props.name : undefined}
      >
        {props.name}
      </span>
      {props.actions}
      {props.count === undefined ? null : <span className="m-treerow-count">{props.count}</span>}
    </div>
  );
}

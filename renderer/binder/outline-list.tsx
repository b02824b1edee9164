import {
  ChevronDown,
  ChevronRight,
  ClipboardCheck,
  CornerDownRight,
  File,
  FileText,
  List,
  RectangleVertical,
  SquareDashed,
} from 'lucide-react';
import { useMemo, useState } from 'react';
import type { OutlineEntry } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { iconProps, Trouble } from '../ui/marks.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';

interface Line {
  readonly entry: OutlineEntry;
  readonly index: number;
  readonly key: string;
  readonly hasChildren: boolean;
  /** Last page of everything below it. */
  readonly lastPage: number;
}

/** Pages up to the end of the part that a heading opens. */
function withExtent(entries: readonly OutlineEntry[]): readonly Line[] {
  const lines: {
    entry: OutlineEntry;
    index: number;
    key: string;
    hasChildren: boolean;
    lastPage: number;
  }[] = [];
  const open: number[] = [];
  entries.forEach((entry, index) => {
    while (open.length > 0 && (entries[open.at(-1) ?? 0]?.level ?? 0) >= entry.level) open.pop();
    const lastPage = entry.page + Math.max(1, entry.pages) - 1;
    for (const at of open) {
      const above = lines[at];
      if (!above) continue;
      above.hasChildren = true;
      if (entry.pages > 0 && entry.kind !== 'blank')
        above.lastPage = Math.max(above.lastPage, lastPage);
    }
    lines.push({
      entry,
      index,
      key: `${index} ${entry.kind} ${entry.title}`,
      hasChildren: false,
      lastPage,
    });
    if (entry.kind === 'divider' || entry.kind === 'project') open.push(index);
  });
  return lines;
}

/** Every part of the volume with its page numbers; headings fold. */
export function OutlineList(props: {
  readonly entries: readonly OutlineEntry[];
  readonly page: number;
  readonly onPage: (page: number) => void;
}): React.ReactElement {
  const { entries, page, onPage } = props;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(
    () => withExtent(entries).filter(({ entry }) => entry.kind !== 'blank'),
    [entries],
  );
  const shown = useMemo(() => {
    const visible: Line[] = [];
    let hiddenBelow: number | null = null;
    for (const line of lines) {
      if (hiddenBelow !== null && line.entry.level > hiddenBelow) continue;
      hiddenBelow = closed.has(line.key) ? line.entry.level : null;
      visible.push(line);
    }
    return visible;
  }, [lines, closed]);
  const current = shown.findLastIndex(
    ({ entry }) => entry.kind !== 'reference' && entry.page <= page,
  );

  const toggle = (line: Line): void => {
    const next = new Set(closed);
    if (!next.delete(line.key)) next.add(line.key);
    setClosed(next);
  };
  return (
    <VirtualList
      className="binder-lines"
      label={t('binder.outline')}
      count={shown.length}
      rowHeight={26}
      active={current}
      onActive={() => undefined}
      onSelect={(index) => {
        const line = shown[index];
        if (line) onPage(line.entry.page);
      }}
      onOpen={(index) => {
        const line = shown[index];
        if (line) onPage(line.entry.page);
      }}
      onKeyDown={(event) => {
        const line = shown[current];
        if (!line?.hasChildren) return;
        const isClosed = closed.has(line.key);
        if ((event.key === 'ArrowLeft' && !isClosed) || (event.key === 'ArrowRight' && isClosed)) {
          event.preventDefault();
          toggle(line);
        }
      }}
      renderRow={(index) => {
        const line = shown[index];
        return (
          line && (
            <OutlineRow line={line} open={!closed.has(line.key)} onToggle={() => toggle(line)} />
          )
        );
      }}
    />
  );
}

function OutlineRow(props: {
  readonly line: Line;
  readonly open: boolean;
  readonly onToggle: () => void;
}): React.ReactElement {
  const { line, open, onToggle } = props;
  const { entry } = line;
  const heading = entry.kind === 'divider' || entry.kind === 'project';
  return (
    <div
      className="binder-line"
      data-kind={entry.kind}
      data-top={heading && entry.level === 0}
      style={{ paddingInlineStart: 10 + entry.level * 16 }}
    >
      <span
        className="m-treerow-caret"
        title={line.hasChildren ? t(open ? 'binder.fold' : 'binder.expand') : undefined}
        onMouseDown={(event) => {
          if (!line.hasChildren) return;
          event.stopPropagation();
          onToggle();
        }}
      >
        {line.hasChildren &&
          (open ? (
            <ChevronDown {...iconProps} size={14} />
          ) : (
            <ChevronRight {...iconProps} size={14} />
          ))}
      </span>
      <KindIcon entry={entry} />
      <span className="binder-line-title m-cut" title={entry.title}>
        {entryName(entry)}
      </span>
      {entry.placeholder && (
        <span className="binder-line-state" title={t('binder.placeholderHelp')}>
          <Trouble>{t('binder.placeholder')}</Trouble>
        </span>
      )}
      <span className="binder-leader" aria-hidden />
      <span className="binder-line-pages">
        {entry.kind === 'reference'
          ? t('binder.seePage', { page: entry.page })
          : pageWords(entry.page, line.lastPage)}
      </span>
    </div>
  );
}

const pageWords = (from: number, to: number): string =>
  to > from ? t('binder.pageRange', { from, to }) : String(from);

/** A part of the front matter by its kind, a document by its title. */
export function entryName(entry: OutlineEntry): string {
  switch (entry.kind) {
    case 'cover':
      return t('binder.cover');
    case 'contents':
      return t('binder.contents');
    case 'remarks':
      return t('binder.remarks');
    case 'blank':
      return t('binder.blank');
    case 'gap':
      return t('binder.gap', { what: entry.title });
    case 'project':
    case 'divider':
    case 'document':
    case 'reference':
      return entry.title;
  }
}

function KindIcon({ entry }: { readonly entry: OutlineEntry }): React.ReactElement | null {
  switch (entry.kind) {
    case 'cover':
      return <RectangleVertical {...iconProps} />;
    case 'contents':
      return <List {...iconProps} />;
    case 'remarks':
      return <ClipboardCheck {...iconProps} />;
    case 'document':
      return entry.placeholder ? <SquareDashed {...iconProps} /> : <FileText {...iconProps} />;
    case 'blank':
      return <File {...iconProps} />;
    case 'gap':
      return <SquareDashed {...iconProps} />;
    case 'reference':
      return <CornerDownRight {...iconProps} />;
    case 'project':
    case 'divider':
      return null;
  }
}

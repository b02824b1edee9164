import { Dropdown, type MenuProps } from 'antd';
import {
  ChevronDown,
  ChevronRight,
  ClipboardCheck,
  Ellipsis,
  File,
  FileText,
  List,
  Plus,
  RectangleVertical,
  Save,
  SquareDashed,
} from 'lucide-react';
import { useMemo, useState } from 'react';
import type { BinderRecipe, OutlineEntry, SavedBinder } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { attempt, goTo } from '../app/shell-state.ts';
import { errorTitle, errorWords } from '../app/error-words.ts';
import { t } from '../i18n/index.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { iconProps, Trouble } from '../ui/marks.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import type { BinderDialog } from './binder-dialogs.tsx';
import { draftFor, openSaved } from './binder-state.ts';
import { rangeWords } from './range-words.ts';
import type { Outline } from './use-outline.ts';

interface OutlinePaneProps {
  readonly outline: Outline | null;
  readonly loading: boolean;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly recipe: BinderRecipe | null;
  readonly saved: SavedBinder | null;
  readonly dirty: boolean;
  readonly page: number;
  readonly onPage: (page: number) => void;
  readonly canChange: boolean;
  readonly onSave: () => void;
  readonly onDialog: (dialog: BinderDialog) => void;
  /** Stands under the lines. */
  readonly foot: React.ReactNode;
}

/** Left pane: which binder, what it contains, and every part with its page numbers. */
export function OutlinePane(props: OutlinePaneProps): React.ReactElement {
  const { outline, recipe, loading, error } = props;
  const tree = useCall('catalog.tree', {}, { tables: ['category', 'tag', 'document'] });
  const nothing = outline !== null && outline.documents === 0;
  return (
    <div className="binder-outline">
      <RecipeBar {...props} />
      {recipe && (
        <div className="binder-range">
          <span className="binder-range-label">{t('binder.range')}</span>
          <span className="m-cut" title={rangeWords(recipe.selection, tree.data)}>
            {rangeWords(recipe.selection, tree.data)}
          </span>
          <Button look="link" onClick={() => props.onDialog({ kind: 'range' })}>
            {t('binder.changeRange')}
          </Button>
        </div>
      )}
      <div className="binder-totals" role="status">
        {outline ? (
          <>
            <strong>
              {outline.documents > 0 && `${t('binder.pages', { count: outline.pages })} · `}
              {t('binder.documents', { count: outline.documents })}
            </strong>
            {outline.unconfirmed > 0 && (
              <span className="binder-unconfirmed" title={t('binder.unconfirmedHelp')}>
                <SquareDashed size={14} strokeWidth={1.75} aria-hidden />
                <Button look="link" onClick={() => goTo('inbox')}>
                  {t('binder.unconfirmed', { count: outline.unconfirmed })}
                </Button>
              </span>
            )}
          </>
        ) : (
          <span className="m-muted">{loading && !error ? t('binder.loadingOutline') : ''}</span>
        )}
      </div>
      {error && (!outline || errorWords(error).code !== 'nothing-to-bind') ? (
        <OutlineFailed error={error} onRetry={props.onRetry} />
      ) : nothing ? (
        <span className="binder-lines-none" />
      ) : (
        outline && <OutlineList entries={outline.entries} page={props.page} onPage={props.onPage} />
      )}
      {props.foot}
    </div>
  );
}

function OutlineFailed(props: {
  readonly error: unknown;
  readonly onRetry: () => void;
}): React.ReactElement {
  const words = errorWords(props.error);
  return (
    <Empty
      small
      title={words.code === 'nothing-to-bind' ? t('binder.emptyTitle') : t('binder.outlineFailed')}
      actions={<Button onClick={props.onRetry}>{t('ui.retry')}</Button>}
    >
      <p>{words.code === 'nothing-to-bind' ? t('binder.emptyBody') : errorTitle(words.code)}</p>
    </Empty>
  );
}

function RecipeBar(props: OutlinePaneProps): React.ReactElement {
  const { saved, dirty, canChange, onDialog } = props;
  const binders = useCall('binder.saved', {}, { tables: ['binder'] });
  const choose = (next: SavedBinder): void => {
    if (dirty && saved) onDialog({ kind: 'discard', next });
    else openSaved(next);
  };
  const recipes: MenuProps['items'] = (binders.data?.binders ?? []).map((each) => ({
    key: each.id,
    label: each.name,
    onClick: () => choose(each),
  }));
  const more: MenuProps['items'] = [
    { key: 'as', label: t('binder.saveAs'), onClick: () => onDialog({ kind: 'name', as: 'copy' }) },
    {
      key: 'rename',
      label: t('binder.rename'),
      disabled: !saved,
      onClick: () => onDialog({ kind: 'name', as: 'rename' }),
    },
    {
      key: 'remove',
      label: t('binder.remove'),
      disabled: !saved,
      onClick: () => saved && onDialog({ kind: 'remove', saved }),
    },
  ];
  const makeNew = (): void =>
    void attempt(draftFor({ filter: {} })).then(() => onDialog({ kind: 'range' }));
  return (
    <div className="m-toolbar">
      <Dropdown
        trigger={['click']}
        menu={{
          items:
            recipes.length > 0
              ? recipes
              : [{ key: 'none', label: t('binder.noSaved'), disabled: true }],
          selectedKeys: saved ? [String(saved.id)] : [],
        }}
      >
        <button type="button" className="binder-name" title={t('binder.recipes')}>
          <strong className="m-cut">{saved?.name ?? t('binder.unnamed')}</strong>
          {dirty && <span className="binder-dirty" title={t('binder.unsaved')} />}
          <ChevronDown {...iconProps} />
        </button>
      </Dropdown>
      <span className="m-toolbar-gap" />
      {canChange && (
        <>
          <IconButton
            icon={<Plus {...iconProps} />}
            label={t('binder.newBinder')}
            onClick={makeNew}
          />
          <IconButton
            icon={<Save {...iconProps} />}
            label={t('binder.save')}
            keys="Ctrl+S"
            disabled={!dirty}
            onClick={props.onSave}
          />
          <Dropdown trigger={['click']} menu={{ items: more }} placement="bottomRight">
            <IconButton icon={<Ellipsis {...iconProps} />} label={t('ui.more')} />
          </Dropdown>
        </>
      )}
    </div>
  );
}

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
      if (entry.kind !== 'blank') above.lastPage = Math.max(above.lastPage, lastPage);
    }
    lines.push({
      entry,
      index,
      key: `${index} ${entry.kind} ${entry.title}`,
      hasChildren: false,
      lastPage,
    });
    if (entry.kind === 'divider') open.push(index);
  });
  return lines;
}

function OutlineList(props: {
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
  const current = shown.findLastIndex(({ entry }) => entry.page <= page);

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
  const heading = entry.kind === 'divider';
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
      <span className="binder-line-pages">{pageWords(entry.page, line.lastPage)}</span>
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
    case 'divider':
    case 'document':
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
    case 'divider':
      return null;
  }
}

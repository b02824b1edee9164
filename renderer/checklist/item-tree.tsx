import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type DragEvent, type MouseEvent } from 'react';
import type { ItemId, TreeRow } from '../../main/contract/index.ts';
import { NameInput } from '../catalog/name-input.tsx';
import { useTreeKeys } from '../catalog/use-tree-keys.ts';
import { t } from '../i18n/index.ts';
import { TreeRow as Row } from '../ui/rows.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { nameOf, type TreeLine } from './tree-model.ts';
import type { TreeDrop } from './use-tree-drop.ts';
import { stateName } from './words.ts';

interface ItemTreeProps {
  readonly lines: readonly TreeLine[];
  readonly itemId: ItemId | null;
  readonly onItem: (id: ItemId) => void;
  readonly onToggle: (id: ItemId) => void;
  /** Enter: the keys go on into the item. */
  readonly onEnter: () => void;
  /** Every key that does not move on the tree; true where it did something. */
  readonly onKey: (row: TreeRow, event: React.KeyboardEvent) => boolean;
  readonly onMenu: (row: TreeRow, at: MouseEvent | Element) => void;
  readonly renaming: ItemId | null;
  readonly onRenamed: (row: TreeRow, title: string | null) => void;
  readonly canChange: boolean;
  readonly drop: TreeDrop;
}

const rowHeightPx = 26;

const domId = (id: ItemId): string => `checklist-item-${id}`;

/** The items of a checklist with their states, as many as there are: only those in sight exist. */
export function ItemTree(props: ItemTreeProps): React.ReactElement {
  const { lines, itemId, drop } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(rowHeightPx);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 8,
    getItemKey: (index) => lines[index]?.key ?? index,
  });
  useEffect(() => {
    // Larger text makes rows higher: the first one tells.
    const row = scroller.current?.querySelector<HTMLElement>('.m-treerow');
    if (row && row.offsetHeight > 0) setSize(row.offsetHeight);
  }, [lines.length]);
  useEffect(() => virtual.measure(), [virtual, size]);

  const keys = useTreeKeys<Line>(
    lines.map(keyed),
    {
      toggle: ({ line }) => props.onToggle(line.row.id),
      choose: (_row, event) => {
        if (event.key === 'Enter') props.onEnter();
      },
      other: ({ line }, event) => {
        const { row } = line;
        if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
          const element = document.getElementById(domId(row.id));
          if (element) props.onMenu(row, element);
        } else if (!props.onKey(row, event)) return;
        event.preventDefault();
        event.stopPropagation();
      },
    },
    {
      key: itemId === null ? null : String(itemId),
      onKey: (key) => {
        const line = lines.find((each) => each.key === key);
        if (line) props.onItem(line.row.id);
      },
    },
  );
  const at = lines.findIndex(({ row }) => row.id === itemId);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at);
  }, [at, virtual]);

  return (
    <div
      ref={scroller}
      className="checklist-tree"
      role="tree"
      tabIndex={0}
      aria-label={t('checklist.items')}
      aria-activedescendant={itemId !== null && at >= 0 ? domId(itemId) : undefined}
      onKeyDown={keys.onKeyDown}
      data-pane-focus
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const line = lines[index];
          if (!line) return null;
          const { row } = line;
          const renaming = props.renaming === row.id;
          return (
            <div
              key={key}
              role="presentation"
              className="catalog-tree-line checklist-tree-line"
              data-drop={drop.over?.id === row.id ? drop.over.where : undefined}
              style={{ transform: `translateY(${start}px)` }}
              draggable={props.canChange && !renaming}
              onDragStart={(event: DragEvent) => drop.onStart(row, event)}
              onDragOver={(event) => drop.onOver(row, event)}
              onDragLeave={drop.onLeave}
              onDrop={(event) => drop.onDrop(row, event)}
              onDragEnd={drop.onEnd}
            >
              <Row
                id={domId(row.id)}
                level={line.level}
                icon={<StateMark state={row.state} size={14} label={stateName(row.state)} />}
                name={
                  renaming ? (
                    <NameInput
                      start={row.title}
                      label={t('checklist.itemTitle')}
                      maxLength={1000}
                      onDone={(title) => props.onRenamed(row, title)}
                    />
                  ) : (
                    nameOf(line.code, row.title)
                  )
                }
                {...countOf(line)}
                open={line.hasChildren ? line.open : undefined}
                onToggle={() => props.onToggle(row.id)}
                selected={row.id === itemId}
                active={row.id === itemId}
                onPress={() => props.onItem(row.id)}
                onDoubleClick={() => line.hasChildren && props.onToggle(row.id)}
                onContextMenu={(event) => {
                  event.preventDefault();
                  props.onMenu(row, event);
                }}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface Line {
  readonly key: string;
  readonly level: number;
  readonly open: boolean;
  readonly hasChildren: boolean;
  readonly line: TreeLine;
}

const keyed = (line: TreeLine): Line => ({
  key: line.key,
  level: line.level,
  open: line.open,
  hasChildren: line.hasChildren,
  line,
});

/** A branch counts its items, an item its proofs; what asks for nothing has no count. */
function countOf({ row, hasChildren }: TreeLine): { readonly count?: string } {
  if (hasChildren && row.items > 0) {
    return { count: t('checklist.itemsOf', { done: row.complete, total: row.items }) };
  }
  return row.need > 0 ? { count: t('checklist.proofsOf', { have: row.have, need: row.need }) } : {};
}

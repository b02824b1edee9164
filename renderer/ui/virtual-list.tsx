import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
} from 'react';

export interface VirtualListHandle {
  readonly focus: () => void;
  readonly scrollTo: (index: number) => void;
}

/** How a row was meant: alone, added or taken away (Ctrl), up to here (Shift), everything (Ctrl+A). */
export type SelectMode = 'only' | 'toggle' | 'range' | 'all';

interface VirtualListProps {
  readonly count: number;
  /** px, or per row. */
  readonly rowHeight: number | ((index: number) => number);
  readonly label: string;
  /** Row with the keyboard's mark; -1: none. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly isSelected?: (index: number) => boolean;
  readonly onSelect?: (index: number, mode: SelectMode) => void;
  readonly onOpen?: (index: number) => void;
  readonly renderRow: (index: number) => ReactNode;
  /** Rows that are headings: shown, never active. */
  readonly isHeading?: (index: number) => boolean;
  readonly onVisible?: (first: number, last: number) => void;
  readonly rowKey?: (index: number) => string | number;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly onContextMenu?: (index: number, event: MouseEvent) => void;
  /** Rows can be dragged: told what is taken. */
  readonly onDragRow?: ((index: number, event: DragEvent) => void) | undefined;
  readonly className?: string;
  /** A list to read, whose rows hold buttons of their own, rather than one to choose from. */
  readonly plain?: boolean;
  readonly empty?: ReactNode;
  readonly ref?: Ref<VirtualListHandle>;
}

/**
 * A list of any length: only rows in sight exist. One tab stop; arrows, Home, End, PageUp and
 * PageDown move, Shift extends, Ctrl+Space toggles nothing (input methods own it), Enter opens.
 */
export function VirtualList(props: VirtualListProps) {
  const { count, active, onActive, onSelect } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const height = props.rowHeight;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: typeof height === 'number' ? () => height : height,
    overscan: 8,
    getItemKey: props.rowKey ?? ((index) => index),
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const onVisible = useRef(props.onVisible);
  onVisible.current = props.onVisible;
  useEffect(() => {
    if (count > 0) onVisible.current?.(first, last);
  }, [first, last, count]);
  useEffect(() => {
    virtual.measure();
  }, [virtual, height]);
  useEffect(() => {
    if (active >= 0 && active < count) virtual.scrollToIndex(active);
  }, [active, count, virtual]);
  useImperativeHandle(props.ref, () => ({
    focus: () => scroller.current?.focus(),
    scrollTo: (index) => virtual.scrollToIndex(index),
  }));

  const skipHeadings = (index: number, step: number): number => {
    let at = Math.min(count - 1, Math.max(0, index));
    while (props.isHeading?.(at) && at + step >= 0 && at + step < count) at += step;
    return props.isHeading?.(at) ? active : at;
  };
  const page = (): number =>
    Math.max(1, items.filter((item) => item.start >= (virtual.scrollOffset ?? 0)).length - 9);
  const target = (key: string): number | undefined => {
    switch (key) {
      case 'ArrowDown':
        return skipHeadings(active + 1, 1);
      case 'ArrowUp':
        return skipHeadings(active - 1, -1);
      case 'PageDown':
        return skipHeadings(active + page(), 1);
      case 'PageUp':
        return skipHeadings(active - page(), -1);
      case 'Home':
        return skipHeadings(0, 1);
      case 'End':
        return skipHeadings(count - 1, -1);
      default:
        return undefined;
    }
  };
  const keyDown = (event: KeyboardEvent): void => {
    props.onKeyDown?.(event);
    if (event.defaultPrevented || event.nativeEvent.isComposing || event.altKey || count === 0)
      return;
    const control = event.ctrlKey || event.metaKey;
    const to = control && event.key.startsWith('Arrow') ? undefined : target(event.key);
    if (to !== undefined) {
      event.preventDefault();
      onActive(to);
      onSelect?.(to, event.shiftKey ? 'range' : 'only');
    } else if (control && event.key.toLowerCase() === 'a' && onSelect) {
      event.preventDefault();
      onSelect(active, 'all');
    } else if (
      event.key === 'Enter' &&
      !control &&
      !event.shiftKey &&
      active >= 0 &&
      props.onOpen
    ) {
      event.preventDefault();
      props.onOpen(active);
    }
  };
  const press = (index: number, event: MouseEvent): void => {
    if (props.isHeading?.(index)) return;
    onActive(index);
    const mode = event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only';
    onSelect?.(index, mode);
  };
  const selected = props.isSelected ?? ((index: number) => index === active);

  return (
    <div
      ref={scroller}
      className={`m-list ${props.className ?? ''}`}
      role={props.plain ? 'list' : 'listbox'}
      tabIndex={0}
      aria-label={props.label}
      aria-multiselectable={onSelect ? true : undefined}
      aria-activedescendant={
        !props.plain && active >= 0 && active < count ? `${id}-${active}` : undefined
      }
      onKeyDown={keyDown}
      data-pane-focus
    >
      {count === 0 ? props.empty : null}
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const heading = props.isHeading?.(item.index) ?? false;
          return (
            <div
              key={item.key}
              id={`${id}-${item.index}`}
              className={heading ? 'm-list-heading' : 'm-list-row'}
              role={heading ? 'presentation' : props.plain ? 'listitem' : 'option'}
              {...(heading || props.plain
                ? {}
                : {
                    'aria-selected': selected(item.index),
                    'aria-setsize': count,
                    'aria-posinset': item.index + 1,
                    'data-active': item.index === active,
                  })}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              onMouseDown={(event) => {
                if (event.button === 0) press(item.index, event);
              }}
              onDoubleClick={() => {
                if (!heading) props.onOpen?.(item.index);
              }}
              onContextMenu={(event) => props.onContextMenu?.(item.index, event)}
              {...(heading || !props.onDragRow
                ? {}
                : {
                    draggable: true,
                    onDragStart: (event: DragEvent) => props.onDragRow?.(item.index, event),
                  })}
            >
              {props.renderRow(item.index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

import { Fragment, useEffect, useState, type ReactNode } from 'react';
import { Splitter } from '../ui/splitter.tsx';
import { t } from '../i18n/index.ts';
import { useCommand } from './commands.ts';
import { rememberScreen, rememberedScreen, session } from './session.ts';
import { useStore } from './store.ts';

export interface Pane {
  readonly id: string;
  readonly content: ReactNode;
  /** For screen readers and F6. */
  readonly label: string;
  /** Width in px in a window of 1366 and of 1920; left out for the one pane that takes the rest. */
  readonly width?: readonly [at1366: number, at1920: number];
  readonly min: number;
  readonly max?: number;
  /** Below 1280 a `right` pane, below 1100 a `left` pane becomes a drawer over the rest. */
  readonly drawer?: 'left' | 'right';
  /** As a drawer it starts open. */
  readonly startsOpen?: boolean;
  /** Not resizable: no splitter. */
  readonly fixed?: boolean;
}

const drawerBelow = { right: 1280, left: 1100 } as const;

/** Window width in the px of the page: larger text makes the window narrower. */
export function useWindowWidth(): number {
  const textPercent = useStore(session, (state) => state.program?.preferences.textPercent ?? 100);
  const [width, setWidth] = useState(window.innerWidth);
  useEffect(() => {
    const update = (): void => setWidth(window.innerWidth);
    window.addEventListener('resize', update);
    return () => window.removeEventListener('resize', update);
  }, []);
  return Math.round((width * 100) / textPercent);
}

function defaultWidth(pane: Pane, window: number): number {
  const [small, large] = pane.width ?? [pane.min, pane.min];
  const share = Math.min(1, Math.max(0, (window - 1366) / (1920 - 1366)));
  return Math.round(small + (large - small) * share);
}

function rememberedWidths(key: string): Record<string, number> {
  const value = rememberedScreen(key);
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    ),
  );
}

/**
 * Panes side by side with lines one can drag; widths are kept for the `screen`. Each pane is a
 * stop of F6; what should get the focus inside it carries `data-pane-focus`.
 */
export function Panes(props: { readonly screen: string; readonly panes: readonly Pane[] }) {
  const key = `panes.${props.screen}`;
  const windowWidth = useWindowWidth();
  const [widths, setWidths] = useState(() => rememberedWidths(key));
  const [open, setOpen] = useState<string | null>(
    () => props.panes.find((pane) => pane.startsOpen)?.id ?? null,
  );
  const isDrawer = (pane: Pane): boolean =>
    pane.drawer !== undefined && windowWidth < drawerBelow[pane.drawer];
  const right = props.panes.find((pane) => pane.drawer === 'right' && isDrawer(pane));
  const left = props.panes.find((pane) => pane.drawer === 'left' && isDrawer(pane));

  const toggle = (pane: Pane | undefined): void => {
    if (!pane) return;
    setOpen(open === pane.id ? null : pane.id);
    if (open !== pane.id) {
      requestAnimationFrame(() => focusPane(document.getElementById(paneId(pane))));
    }
  };
  useCommand('pane.form', 'F9', () => toggle(right), { label: t('app.form'), when: !!right });
  useCommand('pane.left', 'Ctrl+\\', () => toggle(left), {
    label: t('app.leftPane'),
    when: !!left,
  });

  const paneId = (pane: Pane): string => `${props.screen}-${pane.id}`;
  const keep = (next: Record<string, number>): void => {
    setWidths(next);
    rememberScreen(key, next);
  };

  // Magnified to 200 % a window has half its pixels: panes then get narrower than they should be.
  const least = windowWidth < 1024 ? 240 : 360;

  return (
    <div className="m-panes">
      {props.panes.map((pane, index) => {
        const drawer = isDrawer(pane);
        if (drawer && open !== pane.id) {
          return (
            <button
              key={pane.id}
              type="button"
              className={`m-drawer-handle m-drawer-${pane.drawer}`}
              onClick={() => toggle(pane)}
              title={pane.label}
            >
              <span>{pane.label}</span>
            </button>
          );
        }
        const max = pane.max ?? 2000;
        const usual = defaultWidth(pane, windowWidth);
        const width = Math.min(max, Math.max(pane.min, widths[pane.id] ?? usual));
        const rest = !pane.width;
        // The pane before the rest has its line after it, the pane behind the rest before it.
        const restIndex = props.panes.findIndex((each) => !each.width);
        const side = index < restIndex ? 'before' : 'after';
        const splitter =
          rest || pane.fixed || drawer ? null : (
            <Splitter
              size={width}
              min={pane.min}
              max={max}
              side={side}
              controls={paneId(pane)}
              onResize={(size) => setWidths({ ...widths, [pane.id]: size })}
              onDone={(size) => keep({ ...widths, [pane.id]: size })}
              onReset={() => {
                const { [pane.id]: _dropped, ...others } = widths;
                keep(others);
              }}
            />
          );
        return (
          <Fragment key={pane.id}>
            {side === 'after' ? splitter : null}
            <section
              id={paneId(pane)}
              className={`m-pane m-pane-${pane.id}${drawer ? ` m-drawer m-drawer-${pane.drawer}` : ''}`}
              style={
                rest
                  ? { flex: '1 1 0', minWidth: Math.min(pane.min, least) }
                  : {
                      flex: `0 1 ${width}px`,
                      width,
                      minWidth: drawer ? 0 : Math.min(pane.min, least),
                    }
              }
              aria-label={pane.label}
              data-pane
              tabIndex={-1}
              onKeyDown={(event) => {
                if (drawer && event.key === 'Escape' && !event.defaultPrevented) setOpen(null);
              }}
            >
              {pane.content}
            </section>
            {side === 'before' ? splitter : null}
          </Fragment>
        );
      })}
    </div>
  );
}

const focusable =
  'button:not([disabled]),[href],input:not([disabled]),textarea:not([disabled]),select,[tabindex]:not([tabindex="-1"])';

/** Focuses what a pane wants focused, else its first control, else the pane. */
export function focusPane(pane: HTMLElement | null): void {
  if (!pane) return;
  const wanted = pane.querySelector<HTMLElement>('[data-pane-focus]');
  const inside = wanted?.matches(focusable)
    ? wanted
    : (wanted?.querySelector<HTMLElement>('[data-doubtful] :is(input, textarea)') ??
      wanted?.querySelector<HTMLElement>(focusable));
  (inside ?? pane.querySelector<HTMLElement>(focusable) ?? pane).focus();
}

/** F6: the next pane (or with `back` the one before), round and round. */
export function cyclePanes(back: boolean): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null,
  );
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  const step = back ? -1 : 1;
  const from = current < 0 && back ? 0 : current;
  focusPane(panes[(from + step + panes.length) % panes.length] ?? null);
}

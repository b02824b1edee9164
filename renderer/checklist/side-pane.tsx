import { Search } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Slot } from '../../main/contract/index.ts';
import { composing, useCommand } from '../app/commands.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { isComposing } from '../search/query-text.ts';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { iconProps } from '../ui/marks.tsx';
import { VirtualList, type VirtualListHandle } from '../ui/virtual-list.tsx';
import { checking } from './checklist-state.ts';
import { allowDrop, dragging, takeDrop, type Dragged } from './document-drag.ts';
import { OfferRow, offerHeightPx } from './offer-row.tsx';
import type { Offer, Offers } from './use-offers.ts';

interface SidePaneProps {
  readonly slot: Slot | null;
  readonly slotNumber: number;
  readonly offers: Offers;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly canChange: boolean;
  readonly onLink: (offer: Offer) => void;
  readonly onPreview: () => void;
  /** A proof dropped here goes from its slot. */
  readonly onUnlink: (dragged: Dragged) => void;
  /** Escape: the keys go back to the item. */
  readonly onLeave: () => void;
}

/** Right pane: what may prove the slot in hand. Nothing is linked before somebody says so. */
export function SidePane(props: SidePaneProps): React.ReactElement {
  const { slot, offers, active, canChange } = props;
  const sought = useStore(checking, (state) => state.sought);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<VirtualListHandle>(null);
  const [over, setOver] = useState(false);
  useCommand(
    'checklist.find',
    '/',
    () => {
      field.current?.focus();
      field.current?.select();
    },
    { label: t('checklist.findElsewhere'), when: slot !== null },
  );
  const shown = offers.at(active);
  const { pane, width } = usePaneWidth();
  // A new function where other rows came, so that the list measures them.
  const { at, version } = offers;
  const latest = useRef(at);
  latest.current = at;
  const heightOf = useMemo(
    () => ({ version, of: (index: number) => offerHeightPx(latest.current(index), width) }),
    [version, width],
  ).of;
  return (
    <div
      ref={pane}
      className="checklist-side"
      data-drop={over}
      onDragOver={(event) => {
        if (dragging.get().dragged?.proof && allowDrop(event)) setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        const dragged = takeDrop(event);
        if (dragged?.proof) props.onUnlink(dragged);
      }}
    >
      <div className="m-toolbar checklist-side-head">
        <h2>{t(offers.kind === 'candidates' ? 'checklist.candidates' : 'app.library')}</h2>
        <span className="m-cut">
          {slot && t('checklist.forSlot', { n: props.slotNumber, kind: slot.kind })}
        </span>
        <span className="m-toolbar-gap" />
        <span role="status" className="checklist-side-count">
          {offers.total === null || slot === null
            ? ''
            : t('catalog.count', { count: offers.total })}
        </span>
      </div>
      <label className="checklist-find">
        <Search {...iconProps} />
        <input
          ref={field}
          value={sought}
          aria-label={t('checklist.findElsewhere')}
          placeholder={t('checklist.findElsewhere')}
          disabled={slot === null}
          maxLength={1000}
          onChange={(event) => checking.set({ sought: event.target.value })}
          onKeyDown={(event) => {
            if (composing(event) || isComposing()) return;
            if (event.key === 'ArrowDown' || event.key === 'Enter') list.current?.focus();
            else if (event.key === 'Escape') {
              if (sought === '') props.onLeave();
              else checking.set({ sought: '' });
            } else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        <Kbd keys="/" />
      </label>
      {slot === null ? (
        <p className="checklist-side-none">{t('checklist.noSlotInHand')}</p>
      ) : offers.failed ? (
        <div className="checklist-side-none">
          <p>{t('checklist.offersFailed')}</p>
          <Button onClick={offers.retry}>{t('ui.retry')}</Button>
        </div>
      ) : offers.total === 0 ? (
        <p className="checklist-side-none">
          {offers.kind === 'candidates'
            ? t('checklist.noCandidates')
            : t('checklist.nothingFound', { text: sought.trim() })}
        </p>
      ) : (
        <VirtualList
          ref={list}
          className="checklist-offers"
          label={t(offers.kind === 'candidates' ? 'checklist.candidates' : 'checklist.found')}
          count={offers.total ?? 0}
          rowHeight={heightOf}
          active={active}
          onActive={props.onActive}
          onSelect={(index, mode) => {
            if (mode !== 'all') props.onActive(index);
          }}
          onOpen={(index) => {
            const offer = offers.at(index);
            if (offer && canChange) props.onLink(offer);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            props.onLeave();
          }}
          onVisible={(first, last) => offers.want(first, last + 1)}
          renderRow={(index) => <OfferRow offer={offers.at(index)} number={index + 1} />}
        />
      )}
      <div className="checklist-side-foot">
        <div>
          {canChange && (
            <Button
              large
              look="primary"
              keys="Enter"
              disabled={!shown || shown.linked || slot === null}
              onClick={() => shown && props.onLink(shown)}
            >
              {t('checklist.link')}
            </Button>
          )}
          <Button large keys="Space" disabled={!shown} onClick={props.onPreview}>
            {t('catalog.preview')}
          </Button>
        </div>
        <p className="m-note">{t('checklist.linkNote')}</p>
      </div>
    </div>
  );
}

/** How wide the pane is, in CSS px. */
function usePaneWidth(): {
  readonly pane: React.RefObject<HTMLDivElement | null>;
  readonly width: number;
} {
  const pane = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(332);
  useLayoutEffect(() => {
    const element = pane.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.offsetWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { pane, width };
}

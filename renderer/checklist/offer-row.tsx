import { t } from '../i18n/index.ts';
import { Highlight, WarnSign } from '../ui/marks.tsx';
import { Thumbnail } from '../ui/rows.tsx';
import type { Offer } from './use-offers.ts';

const heightPx = { firstLine: 78, line: 21 } as const;

/** Key, thumbnail, gaps and edges beside the text of a row. */
const besidePx = 98;
/** Edges of what is said in a frame, and the gap behind it; a doubt has a sign besides. */
const framePx = { reason: 14, doubt: 32 } as const;

/** Roughly as wide as a text of 12 px is drawn. */
const widthPx = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (character > '\u2e80' ? 12 : 7), 0);

/** How many lines pieces of these widths take, set one behind the other. */
export function linesFor(widths: readonly number[], availablePx: number): number {
  let lines = 1;
  let used = 0;
  for (const width of widths) {
    if (used > 0 && used + width > availablePx) {
      lines += 1;
      used = 0;
    }
    used += width;
  }
  return lines;
}

/** How high a row must be in a pane of a width for all that is said of the offer to be read. */
export function offerHeightPx(offer: Offer | undefined, paneWidthPx: number): number {
  if (!offer) return heightPx.firstLine;
  const { reasons, doubts, linked, row } = offer;
  const widths = [
    ...(linked ? [widthPx(t('checklist.linkedHere')) + framePx.reason] : []),
    ...(row.state === 'inbox' ? [widthPx(t('catalog.inInbox')) + framePx.reason] : []),
    ...reasons.map((words) => widthPx(words) + framePx.reason),
    ...doubts.map((words) => widthPx(words) + framePx.doubt),
  ];
  return heightPx.firstLine + heightPx.line * (linesFor(widths, paneWidthPx - besidePx) - 1);
}

/** One that may prove the slot: the key that links it, first page, what it is, and why it is offered. */
export function OfferRow(props: {
  readonly offer: Offer | undefined;
  readonly number: number;
}): React.ReactElement {
  const { offer, number } = props;
  if (!offer) return <div className="catalog-row-wait" aria-label={t('catalog.loadingRow')} />;
  const { row } = offer;
  return (
    <div className="offer-row" data-linked={offer.linked}>
      <span className="offer-key" aria-hidden>
        {number <= 9 ? number : ''}
      </span>
      <Thumbnail address={row.thumbnail} state={row.pageState} width={40} />
      <div className="offer-text">
        <div className="offer-title m-cut" title={row.title}>
          {offer.title.length > 0 ? <Highlight parts={offer.title} /> : row.title}
        </div>
        <div className="offer-meta m-cut">
          <span>{row.referenceNumber ?? t('catalog.noNumber')}</span>
          {row.date !== null && <span>{row.date}</span>}
          {row.issuer !== null && <span>{row.issuer}</span>}
        </div>
        <div className="offer-reasons">
          {offer.linked && <span className="offer-reason">{t('checklist.linkedHere')}</span>}
          {row.state === 'inbox' && <span className="offer-doubt">{t('catalog.inInbox')}</span>}
          {offer.reasons.map((reason) => (
            <span key={reason} className="offer-reason m-cut" title={reason}>
              {reason}
            </span>
          ))}
          {offer.doubts.map((doubt) => (
            <span key={doubt} className="offer-doubt">
              <WarnSign />
              {doubt}
            </span>
          ))}
          {offer.snippet.length > 0 && (
            <span className="offer-snippet m-cut">
              <Highlight parts={offer.snippet} />
            </span>
          )}
        </div>
      </div>
    </div>
  );
}

import { SquareDashed } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { BinderRecipe, OutlineEntry, PageInfo } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { client } from '../app/session.ts';
import { t } from '../i18n/index.ts';
import { load, loadPriority, picture } from '../ui/load-queue.ts';
import { useDecodedImage } from '../reading/decoded-image.ts';
import { pickImage } from '../reading/zoom.ts';
import { entryName } from './outline-list.tsx';

interface SheetProps {
  readonly recipe: BinderRecipe;
  readonly entry: OutlineEntry | undefined;
  /** As printed, from 1. */
  readonly page: number;
  readonly widthPx: number;
  readonly current: boolean;
  readonly onPress: () => void;
}

/** One printed page on the desk, its number and what it is beneath it. */
export function Sheet(props: SheetProps): React.ReactElement {
  const { entry, page, widthPx, recipe } = props;
  const name = entry ? entryName(entry) : '';
  const size = { width: widthPx, height: Math.round((widthPx * 297) / 210) };
  return (
    <div className="binder-sheet" style={{ width: widthPx }}>
      <button
        type="button"
        className="binder-sheet-paper"
        style={size}
        tabIndex={-1}
        aria-current={props.current}
        aria-label={`${page} ${name}`}
        onClick={props.onPress}
      >
        {entry && <SheetContent recipe={recipe} entry={entry} page={page} widthPx={widthPx} />}
      </button>
      <div className="binder-sheet-caption">
        <span>{page}</span>
        <span className="m-cut" title={name}>
          {name}
        </span>
      </div>
    </div>
  );
}

interface ContentProps {
  readonly recipe: BinderRecipe;
  readonly entry: OutlineEntry;
  readonly page: number;
  readonly widthPx: number;
}

function SheetContent(props: ContentProps): React.ReactElement | null {
  const { entry } = props;
  if (entry.kind === 'blank') return <span className="binder-sheet-note">{t('binder.blank')}</span>;
  if (entry.placeholder) return <PlaceholderContent entry={entry} />;
  if (entry.kind === 'document') return <DocumentContent {...props} />;
  return <FrontContent {...props} />;
}

function PlaceholderContent({ entry }: { readonly entry: OutlineEntry }): React.ReactElement {
  return (
    <span className="binder-sheet-gap">
      <SquareDashed size={20} strokeWidth={1.5} aria-hidden />
      <strong>{entry.title}</strong>
      <span>{t('binder.placeholderHelp')}</span>
    </span>
  );
}

/** Widths in steps, so that a drag of a splitter does not draw a new picture for each pixel. */
const pictureWidth = (cssPx: number): number =>
  Math.min(2400, Math.ceil((cssPx * window.devicePixelRatio) / 160) * 160);

function FrontContent({ recipe, page, widthPx }: ContentProps): React.ReactElement | null {
  const width = pictureWidth(widthPx);
  const key = JSON.stringify([recipe, page, width]);
  const [drawn, setDrawn] = useState<{ readonly key: string; readonly address: string | null }>();
  const latest = useRef(recipe);
  latest.current = recipe;
  useEffect(() => {
    const { result, cancel } = load(async (signal) => {
      const args = { recipe: latest.current, page, widthPx: width };
      const { address } = await client.call('binder.preview', args);
      await picture(address, signal);
      return address;
    }, loadPriority.sheet);
    result.then(
      (address) => setDrawn({ key, address }),
      () => setDrawn({ key, address: null }),
    );
    return cancel;
  }, [key, page, width]);
  if (!drawn) return null;
  if (drawn.address === null) {
    return drawn.key === key ? (
      <span className="binder-sheet-note">{t('binder.pageFailed')}</span>
    ) : null;
  }
  return <img src={drawn.address} alt="" draggable={false} />;
}

/** 10.5 pt on a page 595 pt wide. */
const numberShare = 10.5 / 595;
const a4Um = { width: 210_000, height: 297_000 };
const sameUm = 5_000;

/** A4 stands as it is; what is smaller stands right of the binding edge, what is larger is shrunk. */
function placed(page: PageInfo, isBack: boolean): React.CSSProperties {
  const isA4 =
    page.widthUm === 0 ||
    (Math.abs(page.widthUm - a4Um.width) <= sameUm &&
      Math.abs(page.heightUm - a4Um.height) <= sameUm);
  if (isA4) return {};
  const [inner, outer] = [25 / 210, 17 / 210];
  return {
    top: `${(25 / 297) * 100}%`,
    left: `${(isBack ? outer : inner) * 100}%`,
    width: `${(1 - inner - outer) * 100}%`,
    height: `${(1 - (25 + 20) / 297) * 100}%`,
  };
}

function DocumentContent({
  recipe,
  entry,
  page,
  widthPx,
}: ContentProps): React.ReactElement | null {
  const n = page - entry.page + 1;
  const id = entry.documentId;
  const answer = useCall(
    'reading.pages',
    { id: id ?? (1 as NonNullable<typeof id>), from: n, limit: 1 },
    { enabled: id !== null },
  );
  const info = answer.data?.pages[0];
  const address =
    info && (pickImage(info.images, pictureWidth(widthPx))?.address ?? info.thumbnail);
  const { shown } = useDecodedImage(info, address, { priority: loadPriority.sheet });
  if (!shown || shown.failed) {
    return shown?.failed ? (
      <span className="binder-sheet-note">{t('binder.pageFailed')}</span>
    ) : null;
  }
  const left = recipe.duplex && page % 2 === 0;
  return (
    <>
      <img style={placed(shown.subject, left)} src={shown.address} alt="" draggable={false} />
      {recipe.pageNumbers && (
        <span
          className="binder-sheet-number"
          data-left={left}
          style={{ fontSize: Math.max(8, Math.round(widthPx * numberShare)) }}
        >
          {page}
        </span>
      )}
    </>
  );
}

import { Dropdown, type MenuProps } from 'antd';
import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react';
import { useState } from 'react';
import { composing } from '../app/commands.ts';
import { t } from '../i18n/index.ts';
import { IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { nextZoom, type Zoom } from './zoom.ts';

interface PageToolbarProps {
  readonly page: number;
  readonly total: number;
  readonly scale: number;
  readonly zoom: Zoom;
  readonly disabled: boolean;
  readonly heading: React.ReactNode;
  /** Of the scan of this page, told beside the heading. */
  readonly dpi: number | null;
  /** What can be done with the pages, behind the zoom. */
  readonly tools: React.ReactNode;
  readonly end: React.ReactNode;
  readonly onPage: (page: number) => void;
  readonly onZoom: (zoom: Zoom) => void;
}

const menuZooms: readonly Zoom[] = ['page', 'width', 0.5, 0.75, 1, 1.5, 2, 3];

const zoomName = (zoom: Zoom): string => {
  if (zoom === 'page') return t('reading.fitPage');
  if (zoom === 'width') return t('reading.fitWidth');
  return `${Math.round(zoom * 100)}%`;
};

export function PageToolbar(props: PageToolbarProps): React.ReactElement {
  const { page, total, scale, zoom, disabled, onPage, onZoom } = props;
  const percent = Math.round(scale * 100);
  const named = props.heading && typeof zoom === 'string' ? zoomName(zoom) : undefined;
  const items: MenuProps['items'] = menuZooms.map((choice) => ({
    key: String(choice),
    label: zoomName(choice),
    onClick: () => onZoom(choice),
  }));
  return (
    <div className="reading-toolbar-frame">
      <div className="reading-toolbar">
        {props.heading ?? (
          <>
            <IconButton
              icon={<ChevronLeft {...iconProps} />}
              label={t('reading.previousPage')}
              keys="PageUp"
              disabled={disabled || page <= 1}
              onClick={() => onPage(page - 1)}
            />
            <PageNumber page={page} total={total} disabled={disabled} onPage={onPage} />
            <IconButton
              icon={<ChevronRight {...iconProps} />}
              label={t('reading.nextPage')}
              keys="PageDown"
              disabled={disabled || page >= total}
              onClick={() => onPage(page + 1)}
            />
            <span className="reading-toolbar-rule" />
          </>
        )}
        {props.heading && props.dpi !== null && (
          <span className="reading-toolbar-dpi">· {props.dpi} dpi</span>
        )}
        {props.heading && <span className="reading-toolbar-gap" />}
        <IconButton
          icon={<ZoomOut {...iconProps} />}
          label={t('reading.zoomOut')}
          keys="−"
          disabled={disabled}
          onClick={() => onZoom(nextZoom(scale, -1))}
        />
        <Dropdown
          trigger={['click']}
          disabled={disabled}
          menu={{ items, selectedKeys: [String(zoom)] }}
        >
          <button
            type="button"
            className="reading-zoom"
            disabled={disabled}
            aria-label={`${named ?? ''} ${t('reading.zoomLevel', { percent })}`.trim()}
          >
            {named ?? `${percent}%`}
          </button>
        </Dropdown>
        <IconButton
          icon={<ZoomIn {...iconProps} />}
          label={t('reading.zoomIn')}
          keys="+"
          disabled={disabled}
          onClick={() => onZoom(nextZoom(scale, 1))}
        />
        {props.tools}
        {!props.heading && <span className="reading-toolbar-gap" />}
        {props.end}
      </div>
    </div>
  );
}

interface PageNumberProps {
  readonly page: number;
  readonly total: number;
  readonly disabled: boolean;
  readonly onPage: (page: number) => void;
}

/** The page number, to type over: Enter or leaving the field turns there, Escape does not. */
export function PageNumber({ page, total, disabled, onPage }: PageNumberProps): React.ReactElement {
  const [typed, setTyped] = useState<string | null>(null);
  const settle = (): void => {
    const wanted = Number.parseInt((typed ?? '').normalize('NFKC'), 10);
    if (Number.isFinite(wanted) && wanted !== page) onPage(Math.min(total, Math.max(1, wanted)));
    setTyped(null);
  };
  return (
    <span className="reading-number">
      <input
        inputMode="numeric"
        aria-label={t('reading.pageNumber')}
        value={total === 0 ? '' : (typed ?? String(page))}
        disabled={disabled}
        style={{ width: `calc(${Math.max(2, String(total).length)}ch + 18px)` }}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (composing(event)) return;
          if (event.key === 'Enter') settle();
          if (event.key === 'Escape') setTyped(null);
        }}
      />
      <span>{t('reading.ofPages', { total })}</span>
    </span>
  );
}

import { useState } from 'react';
import type {
  ChecklistMapping,
  DoubtfulCell,
  DraftItem,
  CellAddress,
  MendedCell,
  SheetPreview,
  UnplacedRow,
} from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { client } from '../app/session.ts';
import { attempt } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { usePagedRows } from '../ui/use-paged-rows.ts';
import { VirtualList } from '../ui/virtual-list.tsx';
import { alikeTo, rowTurned, written } from './import-settle.ts';
import { asksWords, doubtWords, unplacedWords } from './import-words.ts';

interface ListProps {
  readonly preview: SheetPreview;
  readonly onMapping: (mapping: ChecklistMapping) => void;
}

const placeWords = ({ sheet, cell }: CellAddress, sheets: number): string =>
  sheets > 1 ? t('mapping.from', { sheet, cell }) : cell;

/** Rows that come as they are scrolled to. */
function Rows<Row>(props: {
  readonly label: string;
  readonly of: string;
  readonly rowHeight: number;
  readonly load: (
    offset: number,
    limit: number,
  ) => Promise<{ total: number; rows: readonly Row[] }>;
  readonly none: string;
  readonly render: (row: Row) => React.ReactNode;
  readonly onOpen?: (row: Row) => void;
}): React.ReactElement {
  const [active, setActive] = useState(0);
  const list = usePagedRows<Row, null>(props.of, async (offset, limit) => ({
    ...(await props.load(offset, limit)),
    extra: null,
  }));
  return (
    <VirtualList
      plain
      className="import-list"
      label={props.label}
      count={list.rows.total ?? 0}
      rowHeight={props.rowHeight}
      active={active}
      onActive={setActive}
      onVisible={(first, last) => list.want(first, last + 1)}
      onOpen={(index) => {
        const row = list.rows.at(index);
        if (row !== undefined) props.onOpen?.(row);
      }}
      empty={
        <p className="editions-none">
          {list.rows.total === null ? t('mapping.reading') : props.none}
        </p>
      }
      renderRow={(index) => {
        const row = list.rows.at(index);
        return row === undefined ? null : props.render(row);
      }}
    />
  );
}

/** The tree as it was understood. */
export function ReadItems({ preview }: Pick<ListProps, 'preview'>): React.ReactElement {
  const { preview: id, sheets } = preview;
  return (
    <Rows<{ place: CellAddress; item: DraftItem }>
      label={t('mapping.items', { count: preview.items })}
      of={`items ${id}`}
      rowHeight={28}
      none={t('mapping.itemsNone')}
      load={async (offset, limit) => {
        const answer = await client.call('checklistImport.items', { preview: id, offset, limit });
        return { total: answer.total, rows: answer.items };
      }}
      render={({ place, item }) => (
        <div className="import-item" style={{ paddingInlineStart: 10 + item.depth * 18 }}>
          <span className="import-code">{item.code}</span>
          <span
            className={
              item.depth === 0 ? 'import-title import-project m-cut' : 'import-title m-cut'
            }
            title={[item.title, item.requirement].filter(Boolean).join('\n')}
          >
            {item.title}
          </span>
          <span className="import-asks m-cut" title={asksWords(item)}>
            {asksWords(item)}
          </span>
          <span className="import-place">{placeWords(place, sheets.length)}</span>
        </div>
      )}
    />
  );
}

/** What the user is asked about: take the proposal, write what it should say, or leave the row out. */
export function DoubtfulCells({ preview, onMapping }: ListProps): React.ReactElement {
  const words = doubtWords();
  const accept = ({ sheet, cell, proposal }: DoubtfulCell): void => {
    if (proposal !== null) onMapping(written(preview, [{ sheet, cell, to: proposal }]));
  };
  const acceptAlike = async (cell: DoubtfulCell): Promise<void> => {
    const cells = await attempt(alikeTo(preview, cell));
    if (cells) onMapping(written(preview, cells));
  };
  return (
    <Rows<DoubtfulCell>
      label={t('mapping.doubtful', { count: preview.doubtful })}
      of={`doubtful ${preview.preview}`}
      rowHeight={64}
      none={t('mapping.doubtfulNone')}
      onOpen={accept}
      load={async (offset, limit) => {
        const args = { preview: preview.preview, offset, limit };
        const answer = await client.call('checklistImport.doubtful', args);
        return { total: answer.total, rows: answer.cells };
      }}
      render={(row) => (
        <div className="import-doubt">
          <span className="import-place">{placeWords(row, preview.sheets.length)}</span>
          <span className="import-said">
            <strong>{words[row.reason]}</strong>
            <small className="m-cut" title={row.text}>
              {row.text || t('mapping.empty')}
            </small>
          </span>
          {row.cell !== '' && (
            <span className="import-deeds">
              {row.proposal !== null && (
                <>
                  <Button onClick={() => accept(row)}>
                    {t('mapping.accept', { text: row.proposal })}
                  </Button>
                  <Button look="link" onClick={() => void acceptAlike(row)}>
                    {t('mapping.acceptAlike')}
                  </Button>
                </>
              )}
              <WriteOver
                key={`${row.sheet} ${row.cell} ${row.reason} ${row.text}`}
                at={row}
                text={row.text}
                onText={(to) => onMapping(written(preview, [{ ...row, to }]))}
              />
              <Button look="link" onClick={() => onMapping(rowTurned(preview, row, true))}>
                {t('mapping.leaveOut')}
              </Button>
            </span>
          )}
        </div>
      )}
    />
  );
}

/** What a cell should say; Enter takes it. */
function WriteOver(props: {
  readonly at: CellAddress;
  readonly text: string;
  readonly onText: (text: string) => void;
}): React.ReactElement {
  const [text, setText] = useState(props.text);
  return (
    <input
      className="catalog-input import-write"
      aria-label={t('mapping.write', { cell: props.at.cell })}
      value={text}
      maxLength={1000}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (composing(event) || event.key !== 'Enter' || text === props.text) return;
        event.preventDefault();
        props.onText(text);
      }}
    />
  );
}

/** What was mended without asking: what the cell said, and what it is taken for. */
export function MendedCells({ preview, onMapping }: ListProps): React.ReactElement {
  return (
    <Rows<MendedCell>
      label={t('mapping.mended', { count: preview.mended })}
      of={`mended ${preview.preview}`}
      rowHeight={36}
      none={t('mapping.mendedNone')}
      load={async (offset, limit) => {
        const args = { preview: preview.preview, offset, limit };
        const answer = await client.call('checklistImport.mended', args);
        return { total: answer.total, rows: answer.cells };
      }}
      render={(row) => (
        <div className="import-doubt">
          <span className="import-place">{placeWords(row, preview.sheets.length)}</span>
          <span className="import-title m-cut">
            {row.from} → <strong>{row.to}</strong>
          </span>
          <Button
            look="link"
            onClick={() => onMapping(written(preview, [{ ...row, to: row.from }]))}
          >
            {t('mapping.restore')}
          </Button>
        </div>
      )}
    />
  );
}

/** Rows that are no items, each with the reason. */
export function UnplacedRows({ preview, onMapping }: ListProps): React.ReactElement {
  const words = unplacedWords();
  return (
    <Rows<UnplacedRow>
      label={t('mapping.unplaced', { count: preview.unplaced })}
      of={`unplaced ${preview.preview}`}
      rowHeight={46}
      none={t('mapping.unplacedNone')}
      load={async (offset, limit) => {
        const args = { preview: preview.preview, offset, limit };
        const answer = await client.call('checklistImport.unplaced', args);
        return { total: answer.total, rows: answer.rows };
      }}
      render={(row) => (
        <div className="import-doubt">
          <span className="import-place">{placeWords(row, preview.sheets.length)}</span>
          <span className="import-said">
            <strong>{words[row.reason]}</strong>
            <small className="m-cut" title={row.text}>
              {row.text}
            </small>
          </span>
          {row.reason === 'left-out' && (
            <Button look="link" onClick={() => onMapping(rowTurned(preview, row, false))}>
              {t('mapping.putBack')}
            </Button>
          )}
        </div>
      )}
    />
  );
}

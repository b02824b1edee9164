import { useMemo, useState } from 'react';
import type { ChecklistId, SheetChange, SheetPreview } from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { t } from '../i18n/index.ts';
import { WarnSign } from '../ui/marks.tsx';
import type { PagedRows } from '../ui/paged-rows.ts';
import { usePagedRows } from '../ui/use-paged-rows.ts';
import { VirtualList } from '../ui/virtual-list.tsx';
import { changeKindWords, fieldWords } from './import-words.ts';

const headPx = 32;
const fieldPx = 22;

/** What a sheet would change in a checklist that is there, before it does. */
export function SheetChanges(props: {
  readonly preview: SheetPreview;
  readonly checklist: ChecklistId;
}): React.ReactElement {
  const { checklist } = props;
  const { preview } = props.preview;
  const [active, setActive] = useState(0);
  const list = usePagedRows<SheetChange, null>(
    `changes ${preview} ${checklist}`,
    async (offset, limit) => {
      const args = { preview, checklist, offset, limit };
      const { total, changes } = await client.call('checklistImport.compare', args);
      return { total, rows: changes, extra: null };
    },
  );
  const { rows } = list;
  const { version } = rows;
  const heightOf = useMemo(() => heightsOf(rows, version), [rows, version]);
  const kinds = changeKindWords();
  const fields = fieldWords();
  return (
    <VirtualList
      plain
      className="import-list"
      label={t('mapping.changes', { count: rows.total ?? 0 })}
      count={rows.total ?? 0}
      rowHeight={heightOf}
      active={active}
      onActive={setActive}
      onVisible={(first, last) => list.want(first, last + 1)}
      empty={
        <p className="editions-none">
          {t(rows.total === null ? 'mapping.reading' : 'mapping.changesNone')}
        </p>
      }
      renderRow={(index) => {
        const row = rows.at(index);
        return (
          row && (
            <div className="import-change" data-kind={row.kind}>
              <div className="import-change-head">
                <span className="import-kind">{kinds[row.kind]}</span>
                <span className="import-code">{row.code}</span>
                <span className="import-title m-cut" title={row.title}>
                  {row.title}
                </span>
              </div>
              {row.fields.map(({ field, from, to }) => (
                <div className="import-field m-cut" key={field} title={`${from}\n→ ${to}`}>
                  <span>{fields[field]}</span> {from || t('mapping.empty')} →{' '}
                  <strong>{to || t('mapping.empty')}</strong>
                </div>
              ))}
              {row.linksLost > 0 && (
                <div className="import-field import-lost">
                  <WarnSign /> {t('mapping.linksLost', { count: row.linksLost })}
                </div>
              )}
            </div>
          )
        );
      }}
    />
  );
}

/** Heights of the rows as far as they are known, which is said by the rows' version. */
function heightsOf(rows: PagedRows<SheetChange, null>, _version: number) {
  return (index: number): number => {
    const row = rows.at(index);
    return headPx + fieldPx * ((row?.fields.length ?? 0) + (row?.linksLost ? 1 : 0));
  };
}

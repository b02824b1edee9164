import type { CallResult, Operation } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { moment, t } from '../i18n/index.ts';
import { changedColumns, tableWord, valueWord, type CatalogNames } from './change-words.ts';

type Change = CallResult<'keeping.changes'>['changes'][number];

const most = 100;

/** What one step changed: row by row, field by field, before and after. */
export function OperationChanges({ operation }: { readonly operation: Operation }) {
  const changes = useCall('keeping.changes', { id: operation.id, offset: 0, limit: most });
  const tree = useCall('catalog.tree', {}, { tables: ['category', 'tag'] });
  const names: CatalogNames = {
    categories: tree.data?.categories ?? [],
    tags: tree.data?.tags ?? [],
  };
  const more = (changes.data?.total ?? 0) - most;
  return (
    <div className="m-scroll changes" tabIndex={0} data-pane-focus>
      <h2>{operation.summary}</h2>
      <p className="m-note">
        {operation.user} · {moment(operation.at)}
        {changes.data ? ` · ${t('keeping.rows', { count: changes.data.total })}` : ''}
      </p>
      {changes.data?.changes.map((change, index) => (
        <OneChange key={index} change={change} names={names} />
      ))}
      {more > 0 ? <p className="m-note">{t('keeping.moreRows', { count: more })}</p> : null}
    </div>
  );
}

function OneChange({ change, names }: { readonly change: Change; readonly names: CatalogNames }) {
  const columns = changedColumns(change.table, change.before, change.after);
  const mark =
    change.before === null && change.after === null
      ? t('keeping.valuesDestroyed')
      : change.before === null
        ? t('keeping.created')
        : change.after === null
          ? t('keeping.removed')
          : null;
  return (
    <section className="change">
      <h3>
        <span className="m-muted">{tableWord(change.table)}</span> {change.label}
        {mark ? <span className="change-mark">{mark}</span> : null}
      </h3>
      {columns.length > 0 ? (
        <dl>
          {columns.map((column) => (
            <div key={column.name} className="change-line">
              <dt>{column.word}</dt>
              <dd>
                {change.before === null ? null : (
                  <del>{valueWord(column.name, change.before[column.name] ?? null, names)}</del>
                )}
                {change.before !== null && change.after !== null ? (
                  <span className="m-muted"> {t('keeping.valueArrow')} </span>
                ) : null}
                {change.after === null ? null : (
                  <ins>{valueWord(column.name, change.after[column.name] ?? null, names)}</ins>
                )}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  );
}

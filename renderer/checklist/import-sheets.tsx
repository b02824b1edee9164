import { Checkbox, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { ChecklistMapping, SheetMapping, SheetPreview } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { levelWords, roleWords, useWords } from './import-words.ts';

const optionsOf = <Value extends string>(words: Readonly<Record<Value, string>>) =>
  (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }));

/** How each sheet is read: what it holds, where its header is, what its columns are. */
export function ImportSheets(props: {
  readonly preview: SheetPreview;
  readonly onMapping: (mapping: ChecklistMapping) => void;
}): React.ReactElement {
  const { mapping, sheets } = props.preview;
  const [chosen, setChosen] = useState(() =>
    Math.max(
      0,
      mapping.sheets.findIndex(({ use }) => use !== 'leave'),
    ),
  );
  const sheet = sheets[chosen];
  const read = mapping.sheets[chosen];
  if (!sheet || !read) return <div className="import-sheets" />;
  const change = (patch: Partial<SheetMapping>): void =>
    props.onMapping({
      ...mapping,
      sheets: mapping.sheets.map((each, index) =>
        index === chosen ? { ...each, ...patch } : each,
      ),
    });
  const roles = optionsOf(roleWords());
  return (
    <div className="import-sheets">
      <div className="import-grid">
        <label htmlFor="import-sheet">{t('mapping.sheet')}</label>
        <Select
          id="import-sheet"
          value={chosen}
          onChange={setChosen}
          options={sheets.map(({ name, rows, hidden }, value) => ({
            value,
            label: [name, t('mapping.rows', { count: rows }), hidden ? t('mapping.hidden') : '']
              .filter((part) => part !== '')
              .join(' · '),
          }))}
        />
        <label htmlFor="import-use">{t('mapping.use')}</label>
        <Select
          id="import-use"
          value={read.use}
          options={optionsOf(useWords())}
          onChange={(use) => change({ use })}
        />
        {read.use !== 'leave' && (
          <>
            <label htmlFor="import-header">{t('mapping.headerRow')}</label>
            <InputNumber
              id="import-header"
              min={1}
              max={Math.max(1, sheet.rows)}
              precision={0}
              value={read.headerRow + 1}
              onChange={(row) => row !== null && change({ headerRow: row - 1 })}
            />
            <label htmlFor="import-header-rows">{t('mapping.headerRows')}</label>
            <InputNumber
              id="import-header-rows"
              min={0}
              max={5}
              precision={0}
              value={read.headerRows}
              onChange={(headerRows) => headerRows !== null && change({ headerRows })}
            />
            <label htmlFor="import-levels">{t('mapping.levels')}</label>
            <Select
              id="import-levels"
              value={read.levels}
              options={optionsOf(levelWords())}
              onChange={(levels) => change({ levels })}
            />
            <span />
            <Checkbox
              checked={read.nameIsProject}
              onChange={(event) => change({ nameIsProject: event.target.checked })}
            >
              {t('mapping.nameIsProject')}
            </Checkbox>
          </>
        )}
      </div>
      {read.use !== 'leave' && (
        <section className="import-columns" aria-label={t('mapping.columns')}>
          <h3>{t('mapping.columns')}</h3>
          {sheet.columns.map((column, index) => (
            <div
              className="import-column"
              key={column.letters}
              data-used={read.roles[index] !== 'leave'}
            >
              <span className="import-letters">{column.letters}</span>
              <span className="import-said">
                <strong className="m-cut" title={column.header}>
                  {column.header || t('mapping.column', { letters: column.letters })}
                  {column.hidden && ` (${t('mapping.hidden')})`}
                </strong>
                <small className="m-cut" title={column.samples.join('\n')}>
                  {column.samples.join(' / ')}
                </small>
              </span>
              <Select
                aria-label={t('mapping.column', { letters: column.letters })}
                value={read.roles[index] ?? 'leave'}
                options={roles}
                onChange={(role) =>
                  change({
                    roles: sheet.columns.map((_, at) =>
                      at === index ? role : (read.roles[at] ?? 'leave'),
                    ),
                  })
                }
              />
            </div>
          ))}
        </section>
      )}
    </div>
  );
}

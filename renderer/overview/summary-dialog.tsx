import { Checkbox, Radio, Select } from 'antd';
import { useState } from 'react';
import {
  summarySections,
  type Checklist,
  type ChecklistId,
  type SummaryRequest,
  type SummarySectionId,
} from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { currentLanguage, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { draftSummary } from './draft-summary.ts';

const none = 0;

/** Of which year, with which edition, and what the year's summary tells. */
export function SummaryDialog(props: {
  readonly checklists: readonly Checklist[];
  /** The edition on the screen. */
  readonly shown: Checklist | undefined;
  readonly onClose: () => void;
}) {
  const { checklists, shown } = props;
  const tree = useCall('catalog.tree', {}, { tables: ['document'] });
  const years = (tree.data?.years ?? []).flatMap(({ year, documents }) =>
    year === null ? [] : [{ year, documents }],
  );
  const [chosenYear, setYear] = useState<number | null>(null);
  const year =
    chosenYear ?? years.find((each) => each.year === shown?.year)?.year ?? years[0]?.year ?? null;
  const [edition, setEdition] = useState<ChecklistId | null | undefined>(undefined);
  const checklist = edition === undefined ? editionOf(year, checklists, shown) : edition;
  const [language, setLanguage] = useState<SummaryRequest['language']>(currentLanguage());
  const [sections, setSections] = useState<readonly SummarySectionId[]>(summarySections);
  const isReady = year !== null && sections.length > 0;
  const start = (): void => {
    if (year === null) return;
    void draftSummary({ year, checklist, language, sections: [...sections] });
    props.onClose();
  };
  return (
    <Dialog
      title={t('summary.title')}
      onClose={props.onClose}
      width={560}
      footer={
        <>
          <Button large onClick={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button large look="primary" data-default disabled={!isReady} onClick={start}>
            {t('summary.make')}
          </Button>
        </>
      }
    >
      <p>{t('summary.note')}</p>
      <div className="ov-send">
        <label htmlFor="ov-summary-year">{t('summary.year')}</label>
        <Select
          id="ov-summary-year"
          {...(year === null ? {} : { value: year })}
          placeholder={t('summary.noYears')}
          options={years.map((each) => ({
            value: each.year,
            label: t('summary.yearOf', { year: String(each.year), count: each.documents }),
          }))}
          onChange={(next: number) => setYear(next)}
        />
        <label htmlFor="ov-summary-checklist">{t('summary.checklist')}</label>
        <Select
          id="ov-summary-checklist"
          value={checklist ?? none}
          options={[
            ...checklists.map(({ id, name }) => ({ value: id as number, label: name })),
            { value: none, label: t('summary.noChecklist') },
          ]}
          onChange={(next: number) => setEdition(next === none ? null : (next as ChecklistId))}
        />
        <span id="ov-summary-language">{t('summary.language')}</span>
        <Radio.Group
          className="ov-send-choices"
          aria-labelledby="ov-summary-language"
          value={language}
          onChange={(event) => setLanguage(event.target.value as SummaryRequest['language'])}
          options={[
            { value: 'zh-CN', label: t('summary.chinese') },
            { value: 'en', label: t('summary.english') },
          ]}
        />
        <span id="ov-summary-sections" className="ov-summary-label">
          {t('summary.sections')}
        </span>
        <div role="group" aria-labelledby="ov-summary-sections" className="ov-summary-sections">
          {summarySections.map((id) => (
            <Checkbox
              key={id}
              checked={sections.includes(id)}
              onChange={(event) =>
                setSections(
                  summarySections.filter((each) =>
                    each === id ? event.target.checked : sections.includes(each),
                  ),
                )
              }
            >
              {t(`summary.${id}`)}
            </Checkbox>
          ))}
        </div>
      </div>
    </Dialog>
  );
}

/** The edition about the year: the one on the screen, else the newest that is no example. */
function editionOf(
  year: number | null,
  checklists: readonly Checklist[],
  shown: Checklist | undefined,
): ChecklistId | null {
  const fits = (each: Checklist | undefined): boolean =>
    each !== undefined && each.year === year && !each.isExample;
  return (fits(shown) ? shown : checklists.find(fits))?.id ?? null;
}

import { Checkbox, Select } from 'antd';
import type { BinderByChecklist, BinderRecipe } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { changeRecipe } from './binder-state.ts';

const byFiling = 0;
const checklistTables = { tables: ['checklist', 'checklist_item'] };

/** By year and category, or by the items of a checklist; and what follows from the latter. */
export function OrderOption({ recipe }: { readonly recipe: BinderRecipe }): React.ReactElement {
  const { checklist } = recipe;
  const known = useCall('checklist.list', {}, checklistTables).data?.checklists ?? [];
  const choose = (id: number): void => {
    const chosen = known.find((each) => each.id === id);
    changeRecipe({
      // The years on the cover follow from what is bound.
      subtitle: null,
      checklist:
        chosen === undefined ? null : { ...usual, ...checklist, id: chosen.id, items: null },
    });
  };
  const change = (patch: Partial<BinderByChecklist>): void => {
    if (checklist) changeRecipe({ checklist: { ...checklist, ...patch } });
  };
  return (
    <section>
      <h2>{t('binder.order')}</h2>
      <div className="binder-option">
        <span id="binder-order">{t('binder.orderBy')}</span>
        <Select
          aria-label={t('binder.orderBy')}
          value={checklist?.id ?? byFiling}
          options={[
            { value: byFiling, label: t('binder.byFiling') },
            ...known.map(({ id, name }) => ({ value: id as number, label: name })),
          ]}
          onChange={choose}
        />
      </div>
      {checklist && (
        <>
          <div className="binder-option">
            <span id="binder-repeated">{t('binder.repeated')}</span>
            <Select
              aria-label={t('binder.repeated')}
              value={checklist.repeated}
              options={[
                { value: 'refer' as const, label: t('binder.refer') },
                { value: 'repeat' as const, label: t('binder.repeat') },
              ]}
              onChange={(repeated) => change({ repeated })}
            />
          </div>
          <div className="binder-check">
            <Checkbox
              checked={checklist.gaps}
              onChange={(event) => change({ gaps: event.target.checked })}
            >
              {t('binder.gaps')}
            </Checkbox>
            <p className="m-note">{t('binder.gapsHelp')}</p>
          </div>
          <div className="binder-check">
            <Checkbox
              checked={checklist.marks}
              onChange={(event) => change({ marks: event.target.checked })}
            >
              {t('binder.marks')}
            </Checkbox>
          </div>
        </>
      )}
    </section>
  );
}

const usual = { gaps: true, repeated: 'refer', marks: true } as const;

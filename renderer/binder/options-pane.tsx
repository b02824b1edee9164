import { Checkbox, Select } from 'antd';
import { useId, useState } from 'react';
import { a3Handling, type BinderRecipe } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { parseLooseDate } from '../catalog/loose-date.ts';
import { t } from '../i18n/index.ts';
import { Trouble, WarnSign } from '../ui/marks.tsx';
import { changeRecipe } from './binder-state.ts';
import { ExportFoot } from './export-foot.tsx';
import { ExportList } from './export-list.tsx';
import { OrderOption } from './order-option.tsx';
import { ImageOption } from './image-option.tsx';
import type { Exporting } from './use-export.ts';
import { isEmpty, type Outline } from './use-outline.ts';

interface OptionsPaneProps {
  readonly recipe: BinderRecipe | null;
  readonly outline: Outline | null;
  readonly exporting: Exporting;
  readonly canExport: boolean;
  /** False: the export stands elsewhere, because this pane may be folded away. */
  readonly withExport: boolean;
}

/** Right pane: words of the cover, front matter, layout, what it comes to, and the export. */
export function OptionsPane(props: OptionsPaneProps): React.ReactElement {
  const { recipe, outline, exporting } = props;
  return (
    <div className="binder-options">
      <div className="binder-options-scroll m-scroll">
        {recipe && (
          <>
            <OrderOption recipe={recipe} />
            <section>
              <h2>{t('binder.texts')}</h2>
              <TextOption field="title" recipe={recipe} />
              <TextOption field="unit" recipe={recipe} />
              <TextOption field="subtitle" recipe={recipe} />
              <TextOption field="compiler" recipe={recipe} />
              <DateOption key={recipe.date} recipe={recipe} />
            </section>
            <section>
              <h2>{t('binder.frontMatter')}</h2>
              <div className="binder-checks">
                <Check field="cover" recipe={recipe} label={t('binder.cover')} />
                <Check field="contents" recipe={recipe} label={t('binder.contents')} />
                <Check field="dividers" recipe={recipe} label={t('binder.divider')} />
                <Check field="remarks" recipe={recipe} label={t('binder.remarks')} />
              </div>
            </section>
            <section>
              <h2>{t('binder.layout')}</h2>
              <Check
                field="pageNumbers"
                recipe={recipe}
                label={t('binder.pageNumbers')}
                help={t('binder.pageNumbersHelp')}
              />
              <Check
                field="duplex"
                recipe={recipe}
                label={t('binder.duplex')}
                help={t('binder.duplexHelp')}
              />
              <A3Option recipe={recipe} />
              <ImageOption recipe={recipe} />
            </section>
          </>
        )}
        {recipe && outline && !isEmpty(outline) && <Estimate recipe={recipe} outline={outline} />}
        <ExportList />
      </div>
      {props.withExport && <ExportFoot exporting={exporting} canExport={props.canExport} />}
    </div>
  );
}

type TextField = 'title' | 'unit' | 'subtitle' | 'compiler';

function TextOption(props: {
  readonly field: TextField;
  readonly recipe: BinderRecipe;
}): React.ReactElement {
  const { field, recipe } = props;
  const id = useId();
  return (
    <div className="binder-option">
      <label htmlFor={id}>{t(`binder.${field}`)}</label>
      <input
        id={id}
        className="catalog-input"
        maxLength={60}
        value={recipe[field] ?? ''}
        placeholder={t('binder.auto')}
        onChange={(event) =>
          changeRecipe({ [field]: event.target.value === '' ? null : event.target.value })
        }
      />
    </div>
  );
}

function DateOption({ recipe }: { readonly recipe: BinderRecipe }): React.ReactElement {
  const id = useId();
  const [text, setText] = useState(recipe.date ?? '');
  const [bad, setBad] = useState(false);
  const settle = (): void => {
    const read = parseLooseDate(text);
    setBad(!read.ok);
    if (!read.ok) return;
    setText(read.date ?? '');
    changeRecipe({ date: read.date });
  };
  return (
    <div className="binder-option">
      <label htmlFor={id}>{t('binder.date')}</label>
      <span className="catalog-editor">
        <input
          id={id}
          className="catalog-input"
          value={text}
          placeholder={t('binder.today')}
          aria-invalid={bad}
          onChange={(event) => setText(event.target.value)}
          onBlur={settle}
          onKeyDown={(event) => {
            if (!composing(event) && event.key === 'Enter') settle();
          }}
        />
        {bad && (
          <span className="catalog-problem" role="alert">
            <WarnSign />
            {t('binder.badDate')}
          </span>
        )}
      </span>
    </div>
  );
}

type CheckField = 'cover' | 'contents' | 'dividers' | 'remarks' | 'pageNumbers' | 'duplex';

function Check(props: {
  readonly field: CheckField;
  readonly recipe: BinderRecipe;
  readonly label: string;
  readonly help?: string;
}): React.ReactElement {
  return (
    <div className="binder-check">
      <Checkbox
        checked={props.recipe[props.field]}
        onChange={(event) => changeRecipe({ [props.field]: event.target.checked })}
      >
        {props.label}
      </Checkbox>
      {props.help && <p className="m-note">{props.help}</p>}
    </div>
  );
}

function A3Option({ recipe }: { readonly recipe: BinderRecipe }): React.ReactElement {
  const names = { fold: t('binder.a3Fold'), halves: t('binder.a3Halves'), fit: t('binder.a3Fit') };
  return (
    <div className="binder-option">
      <span id="binder-a3">{t('binder.a3')}</span>
      <Select
        aria-label={t('binder.a3')}
        value={recipe.a3}
        options={a3Handling.options.map((each) => ({ value: each, label: names[each] }))}
        onChange={(a3) => changeRecipe({ a3 })}
      />
    </div>
  );
}

function Estimate(props: {
  readonly recipe: BinderRecipe;
  readonly outline: Outline;
}): React.ReactElement {
  const { recipe, outline } = props;
  const count = recipe.duplex ? Math.ceil(outline.pages / 2) : outline.pages;
  const placeholders = outline.entries.filter(({ placeholder }) => placeholder).length;
  return (
    <section>
      <h2>{t('binder.estimate')}</h2>
      <p>{recipe.duplex ? t('binder.sheetsDuplex', { count }) : t('binder.sheets', { count })}</p>
      {placeholders > 0 && (
        <p>
          <Trouble>{t('binder.placeholders', { count: placeholders })}</Trouble>
        </p>
      )}
    </section>
  );
}

import { Checkbox } from 'antd';
import { useId, useState } from 'react';
import type { CategoryId, DocumentFilter, SavedBinder, TagId } from '../../main/contract/index.ts';
import { flatCategories } from '../catalog/tree-model.ts';
import { composing } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx';
import { TagSwatch } from '../ui/marks.tsx';
import { binding, changeRecipe, openSaved, saveRecipe } from './binder-state.ts';
import { rangeWords } from './range-words.ts';

export type BinderDialog =
  | { readonly kind: 'range' }
  | { readonly kind: 'name'; readonly as: 'new' | 'copy' | 'rename' }
  | { readonly kind: 'remove'; readonly saved: SavedBinder }
  | { readonly kind: 'discard'; readonly next: SavedBinder };

interface BinderDialogsProps {
  readonly dialog: BinderDialog;
  readonly onClose: () => void;
}

export function BinderDialogs({ dialog, onClose }: BinderDialogsProps): React.ReactElement {
  switch (dialog.kind) {
    case 'range':
      return <RangeDialog onClose={onClose} />;
    case 'name':
      return <NameDialog as={dialog.as} onClose={onClose} />;
    case 'remove':
      return <RemoveDialog saved={dialog.saved} onClose={onClose} />;
    case 'discard':
      return (
        <ConfirmDialog
          title={t('binder.unsaved')}
          yes={t('binder.discard')}
          onYes={() => {
            openSaved(dialog.next);
            onClose();
          }}
          onClose={onClose}
        />
      );
  }
}

function RemoveDialog(props: {
  readonly saved: SavedBinder;
  readonly onClose: () => void;
}): React.ReactElement {
  const { saved, onClose } = props;
  const remove = async (): Promise<void> => {
    onClose();
    if (!(await attempt(client.call('binder.remove', { id: saved.id })))) return;
    binding.set({ saved: null });
    const history = await attempt(client.call('keeping.history', { offset: 0, limit: 1 }));
    announce(t('binder.removed', { name: saved.name }), history?.undo ?? null);
  };
  return (
    <ConfirmDialog
      title={`${t('binder.remove')} · ${saved.name}`}
      yes={t('binder.remove')}
      onYes={() => void remove()}
      onClose={onClose}
    />
  );
}

function NameDialog(props: {
  readonly as: 'new' | 'copy' | 'rename';
  readonly onClose: () => void;
}): React.ReactElement {
  const saved = useStore(binding, (state) => state.saved);
  const [name, setName] = useState(saved?.name ?? '');
  const field = useId();
  const keep = async (): Promise<void> => {
    const trimmed = name.trim();
    if (trimmed === '') return;
    props.onClose();
    const id = props.as === 'rename' ? (saved?.id ?? null) : null;
    const kept = await attempt(saveRecipe(id, trimmed).then(() => true));
    if (kept) announce(t('binder.savedNow', { name: trimmed }));
  };
  return (
    <Dialog
      title={t('binder.nameTitle')}
      width={420}
      onClose={props.onClose}
      footer={
        <>
          <Button large onClick={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button large look="primary" disabled={name.trim() === ''} onClick={() => void keep()}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <div className="binder-naming" data-autofocus>
        <label htmlFor={field}>{t('binder.nameLabel')}</label>
        <input
          id={field}
          className="catalog-input"
          value={name}
          maxLength={60}
          placeholder={t('binder.nameExample')}
          onChange={(event) => setName(event.target.value)}
          onFocus={(event) => event.target.select()}
          onKeyDown={(event) => {
            if (!composing(event) && event.key === 'Enter') void keep();
          }}
        />
      </div>
    </Dialog>
  );
}

type Range = Pick<DocumentFilter, 'years' | 'categories' | 'tags' | 'ids' | 'text'>;

const toggled = <Item,>(items: readonly Item[] | undefined, item: Item): Item[] => {
  const rest = (items ?? []).filter((each) => each !== item);
  return rest.length === (items?.length ?? 0) ? [...rest, item] : rest;
};

const cleaned = (range: Range): DocumentFilter => ({
  ...(range.ids ? { ids: range.ids } : {}),
  ...(range.text ? { text: range.text } : {}),
  ...(range.years?.length ? { years: range.years } : {}),
  ...(range.categories?.length ? { categories: range.categories } : {}),
  ...(range.tags?.length ? { tags: range.tags } : {}),
});

/** Years, categories and tags to bind; counts as one ticks. */
function RangeDialog({ onClose }: { readonly onClose: () => void }): React.ReactElement {
  const start = useStore(binding, (state) => state.recipe?.selection);
  const [range, setRange] = useState<Range>(start?.filter ?? {});
  const tree = useCall('catalog.tree', {}, { tables: ['document', 'category', 'tag'] });
  const filter = cleaned(range);
  const count = useCall('catalog.list', { filter, offset: 0, limit: 1 });
  const except = range.ids ? start?.except : undefined;
  const apply = (): void => {
    changeRecipe({ selection: { filter, ...(except ? { except } : {}) } });
    binding.set({ page: 1 });
    onClose();
  };
  const { ids, text, ...byCondition } = range;
  return (
    <Dialog
      title={t('binder.rangeTitle')}
      width={720}
      onClose={onClose}
      footerStart={
        <strong role="status">
          {count.data && t('binder.rangeCount', { count: count.data.total })}
        </strong>
      }
      footer={
        <>
          <Button large onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button
            large
            look="primary"
            data-default
            disabled={(count.data?.total ?? 0) === 0}
            onClick={apply}
          >
            {t('binder.rangeApply')}
          </Button>
        </>
      }
    >
      {ids || text ? (
        <p className="binder-range-chosen">
          {rangeWords({ filter }, tree.data)}
          <Button look="link" onClick={() => setRange(byCondition)}>
            {t('binder.rangeByCondition')}
          </Button>
        </p>
      ) : (
        <p className="m-note">{t('binder.rangeHelp')}</p>
      )}
      <div className="binder-range-columns">
        <RangeColumn title={t('binder.rangeYears')}>
          {(tree.data?.years ?? []).map(({ year, documents }) => (
            <RangeBox
              key={`${year}`}
              checked={range.years?.includes(year) ?? false}
              count={documents}
              onToggle={() => setRange({ ...range, years: toggled(range.years, year) })}
            >
              {year === null ? t('binder.noYear') : String(year)}
            </RangeBox>
          ))}
        </RangeColumn>
        <RangeColumn title={t('binder.rangeCategories')}>
          {flatCategories(tree.data?.categories ?? []).map(({ category, level }) => (
            <RangeBox
              key={category.id}
              level={level}
              checked={range.categories?.includes(category.id) ?? false}
              onToggle={() =>
                setRange({
                  ...range,
                  categories: toggled<CategoryId | null>(range.categories, category.id),
                })
              }
            >
              {category.name}
            </RangeBox>
          ))}
        </RangeColumn>
        <RangeColumn title={t('binder.rangeTags')}>
          {(tree.data?.tags ?? []).map((tag) => (
            <RangeBox
              key={tag.id}
              checked={range.tags?.includes(tag.id) ?? false}
              count={tag.documents}
              onToggle={() => setRange({ ...range, tags: toggled<TagId>(range.tags, tag.id) })}
            >
              <TagSwatch color={tag.color} /> {tag.name}
            </RangeBox>
          ))}
        </RangeColumn>
      </div>
    </Dialog>
  );
}

function RangeColumn(props: {
  readonly title: string;
  readonly children: React.ReactNode;
}): React.ReactElement {
  return (
    <fieldset className="binder-range-column">
      <legend>{props.title}</legend>
      <div className="m-scroll">{props.children}</div>
    </fieldset>
  );
}

function RangeBox(props: {
  readonly checked: boolean;
  readonly onToggle: () => void;
  readonly level?: number;
  readonly count?: number;
  readonly children: React.ReactNode;
}): React.ReactElement {
  return (
    <div className="binder-range-box" style={{ paddingInlineStart: (props.level ?? 0) * 16 }}>
      <Checkbox checked={props.checked} onChange={props.onToggle}>
        {props.children}
      </Checkbox>
      {props.count !== undefined && <span>{props.count.toLocaleString('en-US')}</span>}
    </div>
  );
}

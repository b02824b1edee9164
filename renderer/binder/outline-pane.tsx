import { Dropdown, type MenuProps } from 'antd';
import { ChevronDown, Ellipsis, Plus, Save, SquareDashed } from 'lucide-react';
import type { BinderRecipe, SavedBinder } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { attempt, goTo } from '../app/shell-state.ts';
import { errorTitle, errorWords } from '../app/error-words.ts';
import { t } from '../i18n/index.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { iconProps } from '../ui/marks.tsx';
import type { BinderDialog } from './binder-dialogs.tsx';
import { draftFor, openSaved } from './binder-state.ts';
import { OutlineList } from './outline-list.tsx';
import { rangeWords } from './range-words.ts';
import { isEmpty, type Outline } from './use-outline.ts';

interface OutlinePaneProps {
  readonly outline: Outline | null;
  readonly loading: boolean;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly recipe: BinderRecipe | null;
  readonly saved: SavedBinder | null;
  readonly dirty: boolean;
  readonly page: number;
  readonly onPage: (page: number) => void;
  readonly canChange: boolean;
  readonly onSave: () => void;
  readonly onDialog: (dialog: BinderDialog) => void;
  /** Stands under the lines. */
  readonly foot: React.ReactNode;
}

/** Left pane: which binder, what it contains, and every part with its page numbers. */
export function OutlinePane(props: OutlinePaneProps): React.ReactElement {
  const { outline, recipe, loading, error } = props;
  const tree = useCall('catalog.tree', {}, { tables: ['category', 'tag', 'document'] });
  const nothing = outline !== null && isEmpty(outline);
  return (
    <div className="binder-outline">
      <RecipeBar {...props} />
      {recipe && (
        <div className="binder-range">
          <span className="binder-range-label">{t('binder.range')}</span>
          <span className="m-cut" title={rangeWords(recipe.selection, tree.data)}>
            {rangeWords(recipe.selection, tree.data)}
          </span>
          <Button look="link" onClick={() => props.onDialog({ kind: 'range' })}>
            {t('binder.changeRange')}
          </Button>
        </div>
      )}
      <div className="binder-totals" role="status">
        {outline ? (
          <>
            <strong>
              {!nothing && `${t('binder.pages', { count: outline.pages })} · `}
              {t('binder.documents', { count: outline.documents })}
            </strong>
            {outline.unconfirmed > 0 && (
              <span className="binder-unconfirmed" title={t('binder.unconfirmedHelp')}>
                <SquareDashed size={14} strokeWidth={1.75} aria-hidden />
                <Button look="link" onClick={() => goTo('inbox')}>
                  {t('binder.unconfirmed', { count: outline.unconfirmed })}
                </Button>
              </span>
            )}
          </>
        ) : (
          <span className="m-muted">{loading && !error ? t('binder.loadingOutline') : ''}</span>
        )}
      </div>
      {error && (!outline || errorWords(error).code !== 'nothing-to-bind') ? (
        <OutlineFailed error={error} onRetry={props.onRetry} />
      ) : nothing ? (
        <span className="binder-lines-none" />
      ) : (
        outline && <OutlineList entries={outline.entries} page={props.page} onPage={props.onPage} />
      )}
      {props.foot}
    </div>
  );
}

function OutlineFailed(props: {
  readonly error: unknown;
  readonly onRetry: () => void;
}): React.ReactElement {
  const words = errorWords(props.error);
  return (
    <Empty
      small
      title={words.code === 'nothing-to-bind' ? t('binder.emptyTitle') : t('binder.outlineFailed')}
      actions={<Button onClick={props.onRetry}>{t('ui.retry')}</Button>}
    >
      <p>{words.code === 'nothing-to-bind' ? t('binder.emptyBody') : errorTitle(words.code)}</p>
    </Empty>
  );
}

function RecipeBar(props: OutlinePaneProps): React.ReactElement {
  const { saved, dirty, canChange, onDialog } = props;
  const binders = useCall('binder.saved', {}, { tables: ['binder'] });
  const choose = (next: SavedBinder): void => {
    if (dirty && saved) onDialog({ kind: 'discard', next });
    else openSaved(next);
  };
  const recipes: MenuProps['items'] = (binders.data?.binders ?? []).map((each) => ({
    key: each.id,
    label: each.name,
    onClick: () => choose(each),
  }));
  const more: MenuProps['items'] = [
    { key: 'as', label: t('binder.saveAs'), onClick: () => onDialog({ kind: 'name', as: 'copy' }) },
    {
      key: 'rename',
      label: t('binder.rename'),
      disabled: !saved,
      onClick: () => onDialog({ kind: 'name', as: 'rename' }),
    },
    {
      key: 'remove',
      label: t('binder.remove'),
      disabled: !saved,
      onClick: () => saved && onDialog({ kind: 'remove', saved }),
    },
  ];
  const makeNew = (): void =>
    void attempt(draftFor({ filter: {} })).then(() => onDialog({ kind: 'range' }));
  return (
    <div className="m-toolbar">
      <Dropdown
        trigger={['click']}
        menu={{
          items:
            recipes.length > 0
              ? recipes
              : [{ key: 'none', label: t('binder.noSaved'), disabled: true }],
          selectedKeys: saved ? [String(saved.id)] : [],
        }}
      >
        <button type="button" className="binder-name" title={t('binder.recipes')}>
          <strong className="m-cut">{saved?.name ?? t('binder.unnamed')}</strong>
          {dirty && <span className="binder-dirty" title={t('binder.unsaved')} />}
          <ChevronDown {...iconProps} />
        </button>
      </Dropdown>
      <span className="m-toolbar-gap" />
      {canChange && (
        <>
          <IconButton
            icon={<Plus {...iconProps} />}
            label={t('binder.newBinder')}
            onClick={makeNew}
          />
          <IconButton
            icon={<Save {...iconProps} />}
            label={t('binder.save')}
            keys="Ctrl+S"
            disabled={!dirty}
            onClick={props.onSave}
          />
          <Dropdown trigger={['click']} menu={{ items: more }} placement="bottomRight">
            <IconButton icon={<Ellipsis {...iconProps} />} label={t('ui.more')} />
          </Dropdown>
        </>
      )}
    </div>
  );
}

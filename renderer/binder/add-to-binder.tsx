import './binder.css';
import { BookPlus, NotebookText } from 'lucide-react';
import type { SavedBinder, Selection } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { client } from '../app/session.ts';
import { announce, attempt, goTo } from '../app/shell-state.ts';
import { idsOf } from '../catalog/selected-ids.ts';
import { t } from '../i18n/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Button } from '../ui/button.tsx';
import { binding, draftFor, namesDocuments } from './binder-state.ts';

const mostAtOnce = 20_000;

async function addTo(saved: SavedBinder, selection: Selection): Promise<void> {
  const more = await idsOf(selection);
  const before = saved.recipe.selection.filter.ids ?? [];
  const ids = [...new Set([...before, ...more])];
  const recipe = {
    ...saved.recipe,
    selection: { ...saved.recipe.selection, filter: { ...saved.recipe.selection.filter, ids } },
  };
  await client.call('binder.save', { id: saved.id, name: saved.name, recipe });
  if (binding.get().saved?.id === saved.id) binding.set({ saved: { ...saved, recipe }, recipe });
  const { undo } = await client.call('keeping.history', { offset: 0, limit: 1 });
  announce(t('binder.added', { count: ids.length - before.length, name: saved.name }), undo);
}

interface AddToBinderDialogProps {
  readonly selection: Selection;
  readonly count: number;
  readonly onClose: () => void;
}

/** Takes the selected documents into a new binder or into a saved one that names its documents. */
export function AddToBinderDialog(props: AddToBinderDialogProps): React.ReactElement {
  const { selection, count, onClose } = props;
  const { data } = useCall('binder.saved', {}, { tables: ['binder'] });
  const make = async (): Promise<void> => {
    const drafted = await attempt(draftFor(selection).then(() => true));
    onClose();
    if (drafted) goTo('binder');
  };
  return (
    <Dialog
      title={t('binder.addTitle', { count })}
      width={440}
      onClose={onClose}
      footer={
        <Button large onClick={onClose}>
          {t('ui.cancel')}
        </Button>
      }
    >
      <div className="binder-add">
        <button type="button" className="binder-add-row" data-default onClick={() => void make()}>
          <BookPlus size={20} strokeWidth={1.5} aria-hidden />
          <span>
            <strong>{t('binder.addNew')}</strong>
            <small>{t('binder.addNewHelp')}</small>
          </span>
        </button>
        {(data?.binders ?? []).map((saved) => {
          const { filter } = saved.recipe.selection;
          const possible = namesDocuments(filter) && count <= mostAtOnce;
          return (
            <button
              key={saved.id}
              type="button"
              className="binder-add-row"
              disabled={!possible}
              onClick={() => {
                onClose();
                void attempt(addTo(saved, selection));
              }}
            >
              <NotebookText size={20} strokeWidth={1.5} aria-hidden />
              <span>
                <strong>{t('binder.addTo', { name: saved.name })}</strong>
                <small>
                  {!namesDocuments(filter)
                    ? t('binder.addByCondition')
                    : possible
                      ? t('binder.addHas', { count: filter.ids?.length ?? 0 })
                      : t('binder.addMany', { count: mostAtOnce })}
                </small>
              </span>
            </button>
          );
        })}
      </div>
    </Dialog>
  );
}

import './binder.css';
import { useEffect, useRef, useState } from 'react';
import type { OpenArchive } from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import { Panes, useWindowWidth, type Pane } from '../app/panes.tsx';
import { attempt, shell } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { useStatus } from '../app/use-status.ts';
import { t } from '../i18n/index.ts';
import { BinderDialogs, type BinderDialog } from './binder-dialogs.tsx';
import { binding, draftFor, enterBinder, isDirty, openSaved, saveRecipe } from './binder-state.ts';
import { ExportFoot } from './export-foot.tsx';
import { NothingToBind } from './nothing-to-bind.tsx';
import { OptionsPane } from './options-pane.tsx';
import { OutlinePane } from './outline-pane.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { useExport } from './use-export.ts';
import { isEmpty, useOutline } from './use-outline.ts';

/** Takes over what another room asked to bind; else opens a saved binder or drafts the newest year. */
function useStart(archive: OpenArchive): void {
  const target = useStore(shell, (state) => state.target);
  useEffect(() => {
    if (!target) return;
    const { filter } = target;
    shell.set({ target: null });
    if (filter) void attempt(draftFor({ filter }));
  }, [target]);
  const saved = useCall('binder.saved', {}, { tables: ['binder'] });
  const tree = useCall('catalog.tree', {}, { tables: ['document', 'category', 'tag'] });
  const recipe = useStore(binding, (state) => state.recipe);
  const started = useRef(false);
  useEffect(() => {
    if (recipe !== null || target !== null || !saved.data || !tree.data) return;
    if (started.current) return;
    started.current = true;
    const first = saved.data.binders[0];
    const newest = tree.data.years.find(({ year, documents }) => year !== null && documents > 0);
    if (first) openSaved(first);
    else void attempt(draftFor({ filter: newest ? { years: [newest.year] } : {} }));
  }, [archive.handle, recipe, target, saved.data, tree.data]);
}

const optionsFoldBelowPx = 1280;

/** The binder room: what is bound and where it stands, how it will print, and the export. */
export function BinderRoom({ archive }: { readonly archive: OpenArchive }): React.ReactElement {
  enterBinder(archive.handle);
  useStart(archive);
  const state = useStore(binding, (all) => all);
  const { recipe, saved, page } = state;
  const dirty = isDirty(state);
  const canChange = !archive.readOnly;
  const [dialog, setDialog] = useState<BinderDialog | null>(null);
  const { outline, loading, error, refresh } = useOutline(recipe);
  const exporting = useExport(recipe);

  const save = (): void => {
    if (!canChange || !recipe) return;
    if (saved) void attempt(saveRecipe(saved.id, saved.name));
    else setDialog({ kind: 'name', as: 'new' });
  };
  const canExport = !exporting.running && (outline?.documents ?? 0) > 0;
  useCommand('binder.export', 'Ctrl+E', exporting.start, {
    label: t('binder.keyExport'),
    when: canExport,
  });
  useCommand('binder.save', 'Ctrl+S', save, {
    label: t('binder.keySave'),
    when: canChange && dirty,
  });
  useStatus(
    !recipe
      ? ''
      : saved === null
        ? t('binder.draft')
        : t(dirty ? 'binder.unsaved' : 'binder.saved'),
    [
      { keys: '↑ ↓', label: t('binder.keyMove') },
      { keys: 'Enter', label: t('binder.keyPreview') },
      ...(dirty && canChange ? [{ keys: 'Ctrl+S', label: t('binder.keySave') }] : []),
      { keys: 'Ctrl+E', label: t('binder.keyExport') },
    ],
  );

  // The options fold away in a narrow window; the export must not.
  const folded = useWindowWidth() < optionsFoldBelowPx;
  const tree = useCall('catalog.tree', {}, { tables: ['document', 'category', 'tag'] });
  const nothing = outline !== null && isEmpty(outline);
  const setPage = (to: number): void => binding.set({ page: to });
  const panes: readonly Pane[] = [
    {
      id: 'outline',
      label: t('binder.outline'),
      width: [404, 500],
      min: 320,
      max: 600,
      content: (
        <OutlinePane
          outline={outline}
          loading={loading}
          error={error}
          onRetry={refresh}
          recipe={recipe}
          saved={saved}
          dirty={dirty}
          page={page}
          onPage={setPage}
          canChange={canChange}
          onSave={save}
          onDialog={setDialog}
          foot={folded && <ExportFoot exporting={exporting} canExport={canExport} />}
        />
      ),
    },
    {
      id: 'preview',
      label: t('binder.preview'),
      min: 420,
      content: (
        <PreviewPane
          recipe={recipe}
          outline={nothing ? null : outline}
          page={page}
          onPage={setPage}
          empty={
            nothing && (
              <NothingToBind
                inbox={tree.data?.inbox ?? 0}
                hasFiled={(tree.data?.years.length ?? 0) > 0}
                onRange={() => setDialog({ kind: 'range' })}
              />
            )
          }
        />
      ),
    },
    {
      id: 'options',
      label: t('binder.options'),
      width: [312, 380],
      min: 280,
      max: 400,
      drawer: 'right',
      content: (
        <OptionsPane
          recipe={recipe}
          outline={outline}
          exporting={exporting}
          canExport={canExport}
          withExport={!folded}
        />
      ),
    },
  ];
  return (
    <>
      <Panes screen="binder" panes={panes} />
      {dialog && <BinderDialogs dialog={dialog} onClose={() => setDialog(null)} />}
    </>
  );
}

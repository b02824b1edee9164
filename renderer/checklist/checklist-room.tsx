import '../catalog/catalog.css';
import '../binder/binder.css';
import './checklist.css';
import { useState, type MouseEvent } from 'react';
import type { Checklist, ItemId, OpenArchive, TreeRow } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { Panes, type Pane } from '../app/panes.tsx';
import { useStore } from '../app/store.ts';
import { useStatus } from '../app/use-status.ts';
import { t } from '../i18n/index.ts';
import { useContextMenu } from '../ui/context-menu.tsx';
import { checklistTables } from './actions.ts';
import { ChecklistDialogs, type ChecklistDialog } from './checklist-dialogs.tsx';
import { ChecklistEmpty } from './checklist-empty.tsx';
import { checking, enterChecklist, showItem } from './checklist-state.ts';
import { EditionBar } from './edition-bar.tsx';
import { ItemTree } from './item-tree.tsx';
import { itemActions, menuOf, runKey } from './line-menus.tsx';
import { renameItem, moveItem } from './proof-actions.ts';
import { linesOf, toggled } from './tree-model.ts';
import { TreePane } from './tree-pane.tsx';
import { useCheck } from './use-check.tsx';
import { useTree } from './use-tree.ts';
import { useTreeDrop } from './use-tree-drop.ts';
import { useWorkbench } from './use-workbench.tsx';

/** The checklist room: items with their states, one item with its proofs, what may prove it. */
export function ChecklistRoom({ archive }: { readonly archive: OpenArchive }): React.ReactElement {
  enterChecklist(archive.handle);
  const { data } = useCall('checklist.list', {}, { tables: checklistTables });
  const chosen = useStore(checking, (state) => state.checklistId);
  const [dialog, setDialog] = useState<ChecklistDialog | null>(null);
  const checklists = data?.checklists ?? [];
  const current = checklists.find(({ id }) => id === chosen) ?? checklists[0];
  return (
    <>
      {current ? (
        <Workbench
          archive={archive}
          checklists={checklists}
          current={current}
          onDialog={setDialog}
        />
      ) : (
        data && <ChecklistEmpty canChange={!archive.readOnly} onDialog={setDialog} />
      )}
      {dialog && (
        <ChecklistDialogs
          dialog={dialog}
          checklist={current?.id ?? null}
          onDialog={setDialog}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

interface WorkbenchProps {
  readonly archive: OpenArchive;
  readonly checklists: readonly Checklist[];
  readonly current: Checklist;
  readonly onDialog: (dialog: ChecklistDialog) => void;
}

function Workbench(props: WorkbenchProps): React.ReactElement {
  const { archive, current, onDialog } = props;
  const canChange = !archive.readOnly;
  const { only, branches, itemId } = useStore(checking, (state) => state);
  const { tree } = useTree(current.id, only);
  const [renaming, setRenaming] = useState<ItemId | null>(null);
  const contextMenu = useContextMenu();
  const rows = tree?.rows ?? [];
  const filtered = tree !== null && tree.only !== 'all';
  const lines = linesOf(rows, branches, filtered);
  const work = useWorkbench({ tree, canChange, onDialog, contextMenu });
  const check = useCheck({ id: current.id, canChange, toItem: work.toItem });

  const drop = useTreeDrop({
    rows,
    canChange,
    onMove: moveItem,
    onShow: showItem,
    onDocuments: work.onDroppedOnItem,
  });
  const actionsFor = (row: TreeRow): ReturnType<typeof itemActions> =>
    canChange
      ? itemActions(row, {
          rows,
          onDialog,
          onRename: ({ id }) => setRenaming(id),
          onEdit: work.onEditItem,
        })
      : [];
  const menu = (row: TreeRow, at: MouseEvent | Element): void => {
    showItem(row.id);
    if (!canChange) return;
    const items = menuOf(actionsFor(row));
    if (at instanceof Element) contextMenu.openAt(at, items);
    else contextMenu.open(at, items);
  };
  const { counts } = current;
  useStatus(
    t('checklist.statusItem', {
      complete: counts.complete,
      total: counts.items,
      gaps: counts.items - counts.complete,
    }),
    work.hints,
  );

  const treePane: Pane = {
    id: 'tree',
    label: t('checklist.items'),
    width: [272, 340],
    min: 240,
    max: 400,
    drawer: 'left',
    content: (
      <TreePane
        editions={
          <EditionBar
            checklists={props.checklists}
            current={current}
            canChange={canChange}
            onDialog={onDialog}
          />
        }
        counts={counts}
        only={only}
        onOnly={(next) => checking.set({ only: next })}
        tree={
          tree && rows.length === 0 ? (
            <p className="checklist-none">
              {t(filtered ? 'checklist.filterNone' : 'checklist.noItems')}
            </p>
          ) : (
            <ItemTree
              lines={lines}
              itemId={itemId}
              onItem={showItem}
              onToggle={(id) =>
                checking.set((state) => ({
                  branches: toggled(state.branches, id, rows, filtered),
                }))
              }
              onEnter={work.toItem}
              onKey={(row, event) => runKey(actionsFor(row), event)}
              onMenu={menu}
              renaming={renaming}
              onRenamed={(row, title) => {
                setRenaming(null);
                if (title !== null) renameItem(row, title);
                focusTree();
              }}
              canChange={canChange}
              drop={drop}
            />
          )
        }
      />
    ),
  };
  const itemPane: Pane = {
    id: 'item',
    label: t('checklist.item'),
    min: 560,
    content: work.itemPane,
  };
  const sidePane: Pane = {
    id: 'candidates',
    label: t(check ? 'check.title' : 'checklist.candidates'),
    width: [332, 440],
    min: 280,
    max: 480,
    drawer: 'right',
    content: check ?? work.sidePane,
  };
  return (
    <>
      <Panes key={current.id} screen="checklist" panes={[treePane, itemPane, sidePane]} />
      {contextMenu.menu}
      {work.preview}
    </>
  );
}

/** A name was typed in the tree: its keys go on there. */
const focusTree = (): void =>
  void requestAnimationFrame(() => document.querySelector<HTMLElement>('.checklist-tree')?.focus());

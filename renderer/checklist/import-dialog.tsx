import { Segmented, Select } from 'antd';
import { useRef, useState } from 'react';
import type {
  Checklist,
  ChecklistId,
  ChecklistMapping,
  PlaceId,
  SheetPreview,
} from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { errorWords } from '../app/error-words.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx';
import { showChecklist } from './checklist-state.ts';
import { dateProblem, readWindow, typedWindow, type TypedWindow } from './date-field.ts';
import { DialogField, TextField } from './dialog-field.tsx';
import { SheetChanges } from './import-changes.tsx';
import { DoubtfulCells, MendedCells, ReadItems, UnplacedRows } from './import-lists.tsx';
import { ImportSheets } from './import-sheets.tsx';
import { usePreview } from './use-preview.ts';
import './editions.css';
import './import.css';

type View = 'items' | 'doubtful' | 'mended' | 'unplaced' | 'changes';

const asNew = 0;
const nothing = '' as SheetPreview['preview'];
const none = 0 as ChecklistId;

/** A sheet becomes a checklist, or changes one: what it was understood to say, settled by the user. */
export function ImportDialog(props: {
  readonly place: PlaceId;
  /** Told of a new checklist where another one is there that it may carry on. */
  readonly onMatch: (made: Checklist) => void;
  readonly onClose: () => void;
}): React.ReactElement {
  const [mapping, setMapping] = useState<ChecklistMapping | null>(null);
  const { preview: understood, pending, error } = usePreview(props.place, mapping);
  // What is settled next is settled on top of what was settled last, answered or not.
  const preview = understood && { ...understood, mapping: mapping ?? understood.mapping };
  const [typed, setTyped] = useState<{ name?: string; window?: TypedWindow }>({});
  const [target, setTarget] = useState<number>(asNew);
  const [view, setView] = useState<View | null>(null);
  const [busy, setBusy] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const known = useCall('checklist.list', {}, { tables: ['checklist'] }).data?.checklists ?? [];
  const updated = known.find(({ id }) => id === target);

  // Where it begins: with what is asked about.
  const first = useRef<View | null>(null);
  if (preview) first.current ??= preview.doubtful > 0 ? 'doubtful' : 'items';

  const name = typed.name ?? preview?.name ?? '';
  const window = typed.window ?? typedWindow(preview?.window ?? null);
  const read = readWindow(window);
  const isReady = preview !== null && !pending && !busy && error === null && preview.items > 0;
  const compared = useCall(
    'checklistImport.compare',
    // Asked only where both are there.
    {
      preview: understood?.preview ?? nothing,
      checklist: updated?.id ?? none,
      offset: 0,
      limit: 1,
    },
    { enabled: understood !== null && updated !== undefined },
  ).data;
  const can =
    isReady &&
    ((updated !== undefined && compared !== undefined) ||
      (updated === undefined && name.trim() !== '' && read !== undefined));
  const leave = (): void => {
    if (mapping !== null || typed.name !== undefined || typed.window) setLeaving(true);
    else props.onClose();
  };
  const finish = async (): Promise<void> => {
    if (!can || !preview) return;
    setBusy(true);
    const done = await (updated
      ? update(preview, updated)
      : create(preview, name.trim(), read ?? { from: null, to: null }, known, props.onMatch));
    setBusy(false);
    if (done) props.onClose();
  };
  if (leaving) {
    return (
      <ConfirmDialog
        title={t('mapping.leaveTitle')}
        yes={t('mapping.leaveYes')}
        onYes={props.onClose}
        onClose={() => setLeaving(false)}
      >
        <p>{t('mapping.leaveBody')}</p>
      </ConfirmDialog>
    );
  }
  return (
    <Dialog
      title={preview ? t('mapping.title', { file: preview.file }) : t('mapping.titleAlone')}
      width={1180}
      className="import-dialog"
      onClose={leave}
      footerStart={
        preview && preview.doubtful > 0 ? (
          <span className="m-note">{t('mapping.stillDoubtful', { count: preview.doubtful })}</span>
        ) : null
      }
      footer={
        <>
          <Button large onClick={leave}>
            {t('ui.cancel')}
          </Button>
          <Button large look="primary" disabled={!can} onClick={() => void finish()}>
            {t(busy ? 'mapping.creating' : updated ? 'mapping.apply' : 'mapping.create')}
          </Button>
        </>
      }
    >
      {error !== null && <SheetError error={error} file={preview?.file ?? null} />}
      {preview === null && error === null && (
        <p className="editions-none">{t('mapping.reading')}</p>
      )}
      {preview && (
        <>
          <div className="import-head">
            <DialogField label={t('mapping.target')}>
              {({ id }) => (
                <Select
                  id={id}
                  value={target}
                  onChange={(next) => {
                    setTarget(next);
                    setView(next === asNew ? null : 'changes');
                  }}
                  options={[
                    { value: asNew, label: t('mapping.asNew') },
                    ...known.map((each) => ({
                      value: each.id as number,
                      label: t('mapping.asUpdate', { name: each.name }),
                    })),
                  ]}
                />
              )}
            </DialogField>
            {!updated && (
              <>
                <TextField
                  label={t('checklist.editionName')}
                  value={name}
                  onValue={(next) => setTyped({ ...typed, name: next })}
                  onEnter={() => void finish()}
                  maxLength={200}
                  placeholder={t('checklist.editionExample')}
                />
                <TextField
                  label={t('checklist.windowStart')}
                  value={window.from}
                  onValue={(from) => setTyped({ ...typed, window: { ...window, from } })}
                  onEnter={() => void finish()}
                  maxLength={20}
                  problem={dateProblem(window.from)}
                  placeholder="2024-01-01"
                />
                <TextField
                  label={t('checklist.windowEnd')}
                  value={window.to}
                  onValue={(to) => setTyped({ ...typed, window: { ...window, to } })}
                  onEnter={() => void finish()}
                  maxLength={20}
                  problem={dateProblem(window.to)}
                  placeholder="2024-12-31"
                />
                <TakeWindow
                  preview={preview}
                  onWindow={(next) => setTyped({ ...typed, window: next })}
                />
              </>
            )}
          </div>
          <div className="import-body" aria-busy={pending}>
            <ImportSheets preview={preview} onMapping={setMapping} />
            <div className="import-understood">
              <Views
                preview={preview}
                updated={updated?.id ?? null}
                changes={compared?.total}
                view={view ?? first.current ?? 'items'}
                onView={setView}
                onMapping={setMapping}
              />
            </div>
          </div>
        </>
      )}
    </Dialog>
  );
}

/** Why a file is no checklist, and what to do. */
function SheetError(props: {
  readonly error: unknown;
  readonly file: string | null;
}): React.ReactElement {
  const { title, kept, remedy, affected } = errorWords(props.error);
  const name = props.file ?? affected;
  return (
    <div role="alert" className="import-error">
      <strong>{name === null ? title : `${title}：${name}`}</strong>
      <p>{kept}</p>
      <p>{remedy}</p>
    </div>
  );
}

/** The window that the title proposes, where the user has not said one. */
function TakeWindow(props: {
  readonly preview: SheetPreview;
  readonly onWindow: (window: TypedWindow) => void;
}): React.ReactElement | null {
  const proposed = props.preview.proposedWindow;
  if (proposed === null) return null;
  const { from, to } = typedWindow(proposed);
  return (
    <Button className="import-take" onClick={() => props.onWindow({ from, to })}>
      {t('mapping.takeWindow', { from, to })}
    </Button>
  );
}

function Views(props: {
  readonly preview: SheetPreview;
  readonly updated: ChecklistId | null;
  /** How much would change in it; undefined: not compared yet. */
  readonly changes: number | undefined;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly onMapping: (mapping: ChecklistMapping) => void;
}): React.ReactElement {
  const { preview, updated, view, onMapping } = props;
  const list = { preview, onMapping };
  return (
    <>
      <Segmented<View>
        value={view}
        aria-label={t('mapping.view')}
        onChange={props.onView}
        options={[
          ...(updated === null
            ? []
            : [
                {
                  value: 'changes' as const,
                  label: t('mapping.changes', { count: props.changes ?? 0 }),
                },
              ]),
          { value: 'items', label: t('mapping.items', { count: preview.items }) },
          { value: 'doubtful', label: t('mapping.doubtful', { count: preview.doubtful }) },
          { value: 'mended', label: t('mapping.mended', { count: preview.mended }) },
          { value: 'unplaced', label: t('mapping.unplaced', { count: preview.unplaced }) },
        ]}
      />
      {view === 'changes' && updated !== null && (
        <SheetChanges preview={preview} checklist={updated} />
      )}
      {view === 'items' && <ReadItems preview={preview} />}
      {view === 'doubtful' && <DoubtfulCells {...list} />}
      {view === 'mended' && <MendedCells {...list} />}
      {view === 'unplaced' && <UnplacedRows {...list} />}
    </>
  );
}

/** Makes a new checklist and shows it. False: it failed, which was said. */
async function create(
  { preview }: SheetPreview,
  name: string,
  window: Checklist['window'],
  known: readonly Checklist[],
  onMatch: (made: Checklist) => void,
): Promise<boolean> {
  const made = await attempt(client.call('checklistImport.create', { preview, name, window }));
  if (!made) return false;
  showChecklist(made.id);
  const { items, slots, operation } = made;
  const others = known.filter(({ isExample }) => !isExample);
  const match = async (): Promise<void> => {
    const all = await attempt(client.call('checklist.list', {}));
    const own = all?.checklists.find(({ id }) => id === made.id);
    if (own) onMatch(own);
  };
  announce(
    t('mapping.created', { name, items, slots }),
    operation,
    others.length === 0 ? [] : [{ label: t('mapping.match'), run: () => void match() }],
  );
  return true;
}

/** Changes a checklist that is there, and shows it. False: it failed, which was said. */
async function update({ preview }: SheetPreview, checklist: Checklist): Promise<boolean> {
  const args = { preview, checklist: checklist.id };
  const done = await attempt(client.call('checklistImport.apply', args));
  if (!done) return false;
  showChecklist(checklist.id);
  const { added, changed, moved, removed, operation } = done;
  announce(
    operation === null
      ? t('mapping.appliedNothing')
      : t('mapping.applied', { added, changed, moved, removed }),
    operation,
  );
  return true;
}

import { useState } from 'react';
import type { Caption, DocumentPatch, Finding, Selection } from '../../main/contract/index.ts';
import { parseLooseDate } from '../catalog/loose-date.ts';
import { useCall } from '../app/data.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { middle, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { change } from './actions.ts';
import { findingWords } from './check-words.ts';
import { dateProblem } from './date-field.ts';
import { TextField } from './dialog-field.tsx';

export type CheckDialog = {
  readonly kind: 'fine' | 'number' | 'date' | 'caption' | 'rules';
  readonly finding: Finding | null;
};

interface Props {
  readonly finding: Finding;
  readonly onClose: () => void;
}

function Foot(props: {
  readonly yes: string;
  readonly can: boolean;
  readonly onYes: () => void;
  readonly onClose: () => void;
}): React.ReactElement {
  return (
    <>
      <Button large onClick={props.onClose}>
        {t('ui.cancel')}
      </Button>
      <Button large look="primary" disabled={!props.can} onClick={props.onYes}>
        {props.yes}
      </Button>
    </>
  );
}

/** Why a finding is fine; without a reason it is not. */
export function FineDialog({ finding, onClose }: Props): React.ReactElement {
  const [reason, setReason] = useState('');
  const save = (): void => {
    if (reason.trim() === '') return;
    onClose();
    const { rule, subject } = finding;
    void change('checklist.acceptFindings', { findings: [{ rule, subject }], reason }, () =>
      t('check.fineDone'),
    );
  };
  return (
    <Dialog
      title={t('check.fineTitle')}
      width={460}
      onClose={onClose}
      footer={
        <Foot yes={t('check.fineYes')} can={reason.trim() !== ''} onYes={save} onClose={onClose} />
      }
    >
      <div className="dialog-fields">
        <p>{findingWords(finding)}</p>
        <TextField
          autoFocus
          label={t('check.fineReason')}
          value={reason}
          onValue={setReason}
          onEnter={save}
          maxLength={500}
          placeholder={t('check.fineExample')}
          help={t('check.fineHelp')}
        />
      </div>
    </Dialog>
  );
}

async function setFields(finding: Finding, patch: DocumentPatch): Promise<void> {
  const { document } = finding;
  if (document === null) return;
  const selection: Selection = { filter: { ids: [document.id] } };
  const done = await attempt(client.call('catalog.set', { selection, patch }));
  if (done) announce(t('check.mended', { title: middle(document.title, 24) }), done.operation);
}

/** The 文号 or the date that a document lacks. */
export function FieldDialog({
  finding,
  onClose,
  field,
}: Props & { readonly field: 'number' | 'date' }): React.ReactElement {
  const [text, setText] = useState(String(finding.details['date'] ?? ''));
  const isDate = field === 'date';
  const problem = isDate && text !== '' ? dateProblem(text) : null;
  const can = text.trim() !== '' && problem === null;
  const save = (): void => {
    if (!can) return;
    const read = parseLooseDate(text);
    const patch: DocumentPatch =
      isDate && read.ok ? { date: read.date } : { referenceNumber: text.trim() };
    onClose();
    void setFields(finding, patch);
  };
  return (
    <Dialog
      title={t(isDate ? 'check.mendDate' : 'check.mendNumber')}
      width={420}
      onClose={onClose}
      footer={<Foot yes={t('ui.save')} can={can} onYes={save} onClose={onClose} />}
    >
      <div className="dialog-fields">
        <p className="m-cut">{finding.document?.title}</p>
        <TextField
          autoFocus
          label={t(isDate ? 'check.date' : 'check.number')}
          value={text}
          onValue={setText}
          onEnter={save}
          maxLength={100}
          problem={problem}
          {...(isDate ? { help: t('check.dateHelp') } : {})}
        />
      </div>
    </Dialog>
  );
}

const elements = ['event', 'time', 'place', 'people', 'background', 'photographer'] as const;
type Element = (typeof elements)[number];

function elementWord(element: Element): string {
  switch (element) {
    case 'event':
      return t('check.captionEvent');
    case 'time':
      return t('check.captionTime');
    case 'place':
      return t('check.captionPlace');
    case 'people':
      return t('check.captionPeople');
    case 'background':
      return t('check.captionBackground');
    case 'photographer':
      return t('check.captionPhotographer');
  }
}

/** The six elements of a photo's caption, what is written of it already in them. */
export function CaptionDialog({ finding, onClose }: Props): React.ReactElement | null {
  const { document } = finding;
  const { data } = useCall(
    'catalog.get',
    { id: document?.id ?? (0 as never) },
    { enabled: document !== null },
  );
  const [typed, setTyped] = useState<Partial<Record<Element, string>>>({});
  if (document === null || data === undefined) return null;
  const known: Partial<Caption> = {
    event: data.fields.title,
    time: data.fields.date,
    ...Object.fromEntries(Object.entries(data.caption ?? {}).filter(([, value]) => value !== null)),
  };
  const save = async (): Promise<void> => {
    onClose();
    const caption = Object.fromEntries(
      elements.flatMap((element) => {
        const value = (typed[element] ?? known[element] ?? '').trim();
        return [[element, value === '' ? null : value]];
      }),
    );
    const done = await attempt(client.call('catalog.setCaption', { id: document.id, caption }));
    if (done) announce(t('check.mended', { title: middle(document.title, 24) }), done.operation);
  };
  const first = elements.find((element) => (known[element] ?? '') === '') ?? 'event';
  return (
    <Dialog
      title={t('check.mendCaption')}
      width={480}
      onClose={onClose}
      footer={<Foot yes={t('ui.save')} can onYes={() => void save()} onClose={onClose} />}
    >
      <div className="dialog-fields">
        <p className="m-cut">{document.title}</p>
        {elements.map((element) => (
          <TextField
            key={element}
            autoFocus={element === first}
            label={elementWord(element)}
            value={typed[element] ?? known[element] ?? ''}
            onValue={(value) => setTyped({ ...typed, [element]: value })}
            onEnter={() => void save()}
            maxLength={element === 'background' ? 1000 : 100}
          />
        ))}
      </div>
    </Dialog>
  );
}

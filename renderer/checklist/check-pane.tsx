import './check.css';
import { Dropdown } from 'antd';
import { Ellipsis, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ChecklistId, Finding } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { client } from '../app/session.ts';
import { attempt } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { VirtualList, type VirtualListHandle } from '../ui/virtual-list.tsx';
import { change } from './actions.ts';
import { CaptionDialog, FieldDialog, FineDialog, type CheckDialog } from './check-dialogs.tsx';
import { CheckFilters } from './check-filters.tsx';
import { CheckRow, findingHeightPx } from './check-row.tsx';
import { CheckRulesDialog } from './check-rules-dialog.tsx';
import { findingsShown } from './check-state.ts';
import { adviceWords, mendingOf, mendingWord, soughtFor } from './check-words.ts';
import { unlink } from './proof-actions.ts';
import { useFindings } from './use-findings.ts';

interface CheckPaneProps {
  readonly id: ChecklistId;
  readonly canChange: boolean;
  /** The finding in hand: its item and proof are shown beside the list. */
  readonly onShow: (finding: Finding) => void;
  /** The keys go to the proof of the finding. */
  readonly onOpen: (finding: Finding) => void;
  /** Looks for material in the library instead of the list. */
  readonly onFind: (finding: Finding, sought: string) => void;
  readonly onClose: () => void;
}

/** What the material check objects to: to be gone through, mended or called fine, by keys alone. */
export function CheckPane(props: CheckPaneProps): React.ReactElement {
  const { id, canChange } = props;
  const { accepted, order, rule, department } = useStore(findingsShown, (state) => state);
  const { total, counts, at, want } = useFindings(id);
  const [asked, setAsked] = useState(0);
  const [dialog, setDialog] = useState<CheckDialog | null>(null);
  const list = useRef<VirtualListHandle>(null);
  const active = Math.min(asked, Math.max(0, (total ?? 0) - 1));
  const finding = at(active);
  const pending = counts?.pending ?? 0;

  useEffect(() => setAsked(0), [id, accepted, order, rule, department]);
  useEffect(() => list.current?.focus(), [id]);
  // Shown beside the list when somebody goes to it, or it takes the place of one that was mended;
  // not when what machines find meanwhile moves the list.
  const follows = useRef(true);
  const latest = useRef({ finding, onShow: props.onShow });
  latest.current = { finding, onShow: props.onShow };
  const shown = finding && `${finding.rule} ${finding.subject}`;
  useEffect(() => {
    const { finding: of, onShow } = latest.current;
    if (shown === undefined || !of || !follows.current) return;
    follows.current = false;
    onShow(of);
  }, [shown]);
  const isToLook = pending > 0 && canChange;
  useEffect(() => {
    if (isToLook) look(id);
  }, [id, isToLook]);

  const mend = (of: Finding): void => {
    follows.current = true;
    const mending = mendingOf(of);
    if (mending === 'find') props.onFind(of, soughtFor(of));
    else if (mending !== null) setDialog({ kind: mending, finding: of });
  };
  const fine = (of: Finding): void => {
    follows.current = true;
    if (of.accepted === null) setDialog({ kind: 'fine', finding: of });
    else {
      const { rule: own, subject } = of;
      void change('checklist.unacceptFindings', { findings: [{ rule: own, subject }] }, () =>
        t('check.notFineDone'),
      );
    }
  };
  const take = ({ link, document }: Finding): void => {
    follows.current = true;
    if (link !== null) void unlink(link, document?.title ?? '');
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (composing(event)) return;
    if (event.key === 'Escape') props.onClose();
    else if (!finding || !canChange || event.ctrlKey || event.altKey || event.metaKey) return;
    else if (event.key.toLowerCase() === 'e') mend(finding);
    else if (event.key.toLowerCase() === 'f') fine(finding);
    // Held down, Delete would take one after the other before anybody has seen it.
    else if (event.key === 'Delete' && !event.repeat) take(finding);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const close = (): void => {
    setDialog(null);
    requestAnimationFrame(() => list.current?.focus());
  };
  const mending = finding ? mendingOf(finding) : null;
  return (
    <div className="checklist-check">
      <div className="m-toolbar checklist-side-head">
        <h2>{t('check.title')}</h2>
        <span role="status" className="checklist-side-count">
          {total === null ? '' : t('check.count', { count: total })}
        </span>
        <span className="m-toolbar-gap" />
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          destroyOnHidden
          menu={{
            items: [
              {
                key: 'order',
                label: t(order === 'worst' ? 'check.checklistOrder' : 'check.worstFirst'),
                onClick: () =>
                  findingsShown.set({ order: order === 'worst' ? 'checklist' : 'worst' }),
              },
              {
                key: 'accepted',
                label: accepted
                  ? t('check.hideAccepted')
                  : t('check.showAccepted', { count: counts?.accepted ?? 0 }),
                onClick: () => findingsShown.set({ accepted: !accepted }),
              },
              { type: 'divider' },
              {
                key: 'rules',
                label: t('check.rules'),
                onClick: () => setDialog({ kind: 'rules', finding: null }),
              },
            ],
          }}
        >
          <IconButton icon={<Ellipsis {...iconProps} />} label={t('ui.more')} />
        </Dropdown>
        <IconButton
          icon={<X {...iconProps} />}
          label={t('check.close')}
          keys="M"
          onClick={props.onClose}
        />
      </div>
      <CheckFilters counts={counts} />
      {pending > 0 && (
        <p className="check-pending m-note" role="status">
          {t(canChange ? 'check.pending' : 'check.pendingReadOnly', { count: pending })}
          {canChange && (
            <Button look="link" onClick={() => look(id)}>
              {t('check.look')}
            </Button>
          )}
        </p>
      )}
      <VirtualList
        ref={list}
        className="check-list"
        label={t('check.findings')}
        count={total ?? 0}
        rowHeight={findingHeightPx}
        active={active}
        onActive={(index) => {
          follows.current = true;
          setAsked(index);
        }}
        onOpen={(index) => {
          const of = at(index);
          if (of) props.onOpen(of);
        }}
        onKeyDown={keyDown}
        onVisible={(first, last) => want(first, last + 1)}
        empty={
          total === 0 && (
            <p className="checklist-side-none">
              {t(
                rule === null && department === undefined && !accepted
                  ? 'check.none'
                  : 'check.noneSuch',
              )}
            </p>
          )
        }
        renderRow={(index) => <CheckRow finding={at(index)} />}
      />
      {finding && (
        <div className="checklist-side-foot">
          <p className="check-advice" aria-live="polite">
            {adviceWords(finding)}
          </p>
          {canChange && (
            <div>
              {mending !== null && (
                <Button keys="E" onClick={() => mend(finding)}>
                  {mendingWord(mending)}
                </Button>
              )}
              <Button keys="F" onClick={() => fine(finding)}>
                {t(finding.accepted === null ? 'check.fine' : 'check.notFine')}
              </Button>
              {finding.link !== null && (
                <Button keys="Delete" onClick={() => take(finding)}>
                  {t('check.unlink')}
                </Button>
              )}
            </div>
          )}
        </div>
      )}
      {dialog && <CheckDialogs dialog={dialog} canChange={canChange} onClose={close} />}
    </div>
  );
}

/** Looks at pages that nobody has looked at; in the background, one at a time. */
const look = (id: ChecklistId): void => void attempt(client.call('checklist.look', { id }));

function CheckDialogs(props: {
  readonly dialog: CheckDialog;
  readonly canChange: boolean;
  readonly onClose: () => void;
}): React.ReactElement | null {
  const { dialog, onClose } = props;
  const { kind, finding } = dialog;
  if (kind === 'rules') return <CheckRulesDialog canChange={props.canChange} onClose={onClose} />;
  if (finding === null) return null;
  switch (kind) {
    case 'fine':
      return <FineDialog finding={finding} onClose={onClose} />;
    case 'number':
    case 'date':
      return <FieldDialog finding={finding} field={kind} onClose={onClose} />;
    case 'caption':
      return <CaptionDialog finding={finding} onClose={onClose} />;
  }
}

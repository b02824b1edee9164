import { Dropdown } from 'antd';
import { ChevronDown, ChevronUp, Ellipsis } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { DocumentDetail, DocumentRow, OpenArchive } from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { PageView } from '../reading/page-view.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { confirmOne, keepEdits, tagOne } from './inbox-actions.ts';
import { useDetail, wantDetails } from './inbox-details.ts';
import { ProposalsForm } from './proposals-form.tsx';
import { useDrafts } from './use-drafts.ts';
import type { Place } from './use-place.ts';

/** The pages of the document that is looked at. */
export function CurrentPage({ row, place }: { readonly row: DocumentRow; readonly place: Place }) {
  const detail = useDetail(row.id);
  const name = detail?.originals[0]?.name ?? row.title;
  return (
    <PageView
      documentId={row.id}
      page={place.page}
      onPage={place.setPage}
      strip="left"
      startZoom="width"
      heading={
        <span className="inbox-page-name m-cut" title={name}>
          <strong>{name}</strong>{' '}
          {row.pages > 0 ? (
            <span className="m-muted">{t('intake.pagesOf', { count: row.pages })}</span>
          ) : null}
        </span>
      }
    />
  );
}

/** What it will be filed as, and the buttons that file it. */
export function CurrentForm(props: {
  readonly archive: OpenArchive;
  readonly row: DocumentRow;
  readonly place: Place;
  readonly total: number;
  readonly onDelete: () => void;
}) {
  const { archive, row, place, total } = props;
  const detail = useDetail(row.id);
  const tree = useCall('catalog.tree', {}, { tables: ['category', 'tag', 'document_tag'] });
  const drafts = useDrafts(detail, archive.readOnly ? undefined : keepEdits);
  const [valid, setValid] = useState(true);
  useEffect(() => wantDetails([row.id]), [row.id]);
  const known = detail !== undefined;
  useEffect(() => {
    if (known && typing) focusForm();
    typing = false;
  }, [known]);

  const confirm = (): void => {
    if (!detail || archive.readOnly || !valid) return;
    const edits = drafts.take();
    typing = document.activeElement !== null && inForm(document.activeElement);
    place.leave();
    void confirmOne(detail, edits);
  };
  useCommand('inbox.confirm', 'Enter', confirm, {
    label: t('intake.confirmNext'),
    when: !archive.readOnly,
  });
  const years = (tree.data?.years ?? []).flatMap(({ year }) => (year === null ? [] : [year]));
  return (
    <>
      <div className="m-toolbar inbox-toolbar">
        <strong>{t('intake.position', { n: place.index + 1, total })}</strong>
        <IconButton
          icon={<ChevronUp {...iconProps} />}
          label={t('ui.previous')}
          keys="Ctrl+Up"
          disabled={place.index === 0}
          onClick={() => place.move(-1)}
        />
        <IconButton
          icon={<ChevronDown {...iconProps} />}
          label={t('ui.next')}
          keys="Ctrl+Down"
          disabled={place.index >= total - 1}
          onClick={() => place.move(1)}
        />
      </div>
      <div className="inbox-scroll" id="inbox-form" data-pane-focus>
        {detail ? (
          <ProposalsForm
            detail={detail}
            edits={drafts.edits}
            onEdit={drafts.edit}
            onValid={setValid}
            onEnter={confirm}
            onSource={place.setPage}
            onTags={(add, remove) => void tagOne(row.id, add, remove)}
            categories={tree.data?.categories ?? []}
            tags={tree.data?.tags ?? []}
            years={years}
            readOnly={archive.readOnly}
          />
        ) : null}
      </div>
      <div className="inbox-foot inbox-foot-form">
        <Button
          large
          look="primary"
          keys="Enter"
          disabled={!detail || archive.readOnly || !valid}
          onClick={confirm}
        >
          {total > 1 ? t('intake.confirmNext') : t('intake.confirmLast')}
        </Button>
        <Button large keys="Ctrl+Down" disabled={total < 2} onClick={() => place.move(1)}>
          {t('intake.skip')}
        </Button>
        <MoreMenu detail={detail} readOnly={archive.readOnly} onDelete={props.onDelete} />
      </div>
    </>
  );
}

function MoreMenu(props: {
  readonly detail: DocumentDetail | undefined;
  readonly readOnly: boolean;
  readonly onDelete: () => void;
}) {
  const downloads = (props.detail?.originals ?? []).map((original, index) => ({
    key: `original-${index}`,
    label: (
      <a href={original.download} download={original.name}>
        {t('intake.showOriginal')} {original.name}
      </a>
    ),
  }));
  return (
    <Dropdown
      trigger={['click']}
      placement="topRight"
      menu={{
        items: [
          ...downloads,
          { type: 'divider' },
          { key: 'delete', label: t('intake.deleteOne'), disabled: props.readOnly },
        ],
        onClick: ({ key }) => {
          if (key === 'delete') props.onDelete();
        },
      }}
    >
      <button
        type="button"
        className="m-button m-button-default m-button-large inbox-more"
        aria-label={t('intake.moreActions')}
      >
        <Ellipsis {...iconProps} />
      </button>
    </Dropdown>
  );
}

/** Whether the document just confirmed was being typed into: then so will the next. */
let typing = false;

const inForm = (element: Element): boolean => element.closest('#inbox-form') !== null;

/** The first field that wants a look, else the first field. */
export function focusForm(): void {
  const form = document.getElementById('inbox-form');
  const field =
    form?.querySelector<HTMLElement>('[data-doubtful] :is(input, textarea)') ??
    form?.querySelector<HTMLElement>('input, textarea');
  field?.focus();
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
}

import { Input } from 'antd';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { Caption, DocumentDetail, DocumentId } from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { captionFields, changedCaption, startCaption, type CaptionField } from './caption.ts';

/** What a photo shows, in the six elements of a caption; stored when a field is left. */
export function CaptionForm(props: {
  readonly detail: DocumentDetail;
  readonly disabled: boolean;
  readonly className?: string;
}) {
  const { detail } = props;
  const { id } = detail.row;
  const prefix = useId();
  const [typed, setTyped] = useState<Partial<Caption>>({});
  const latest = useRef({ detail, typed });
  latest.current = { detail, typed };
  const start = startCaption(detail);
  const store = useCallback((): void => {
    const { detail: at, typed: now } = latest.current;
    const change = changedCaption(at, now);
    if (change) void saveCaption(id, change);
  }, [id]);
  // Left by a key, by another document or by confirming: what was typed is stored all the same.
  useEffect(() => store, [store]);

  return (
    <fieldset className={`caption-form ${props.className ?? ''}`} onBlur={store}>
      <legend>{t('intake.caption')}</legend>
      {captionFields.map((field) => (
        <div key={field} className="inbox-field" data-caption={field}>
          <label htmlFor={`${prefix}-${field}`}>{captionName(field)}</label>
          <Input
            id={`${prefix}-${field}`}
            value={typed[field] ?? start[field] ?? ''}
            maxLength={field === 'background' ? 1000 : 100}
            disabled={props.disabled}
            autoComplete="off"
            placeholder={field === 'seeAlso' ? t('intake.captionSeeAlsoHint') : ''}
            onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
          />
        </div>
      ))}
    </fieldset>
  );
}

/** What the photo itself said is stored with confirming, also where nobody touched it. */
export async function keepPrefilled(detail: DocumentDetail): Promise<void> {
  const known = Object.entries(startCaption(detail)).filter(([, value]) => value !== null);
  if (known.length === 0) return;
  const caption: Partial<Caption> = Object.fromEntries(known);
  await attempt(client.call('catalog.setCaption', { id: detail.row.id, caption }));
}

async function saveCaption(id: DocumentId, caption: Partial<Caption>): Promise<void> {
  const result = await attempt(client.call('catalog.setCaption', { id, caption }));
  if (result) announce(t('intake.captionSaved'), result.operation);
}

function captionName(field: CaptionField): string {
  switch (field) {
    case 'event':
      return t('intake.captionEvent');
    case 'time':
      return t('intake.captionTime');
    case 'place':
      return t('intake.captionPlace');
    case 'people':
      return t('intake.captionPeople');
    case 'background':
      return t('intake.captionBackground');
    case 'photographer':
      return t('intake.captionPhotographer');
    case 'seeAlso':
      return t('intake.captionSeeAlso');
  }
}

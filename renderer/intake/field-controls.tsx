import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { CalendarDays } from 'lucide-react';
import { useEffect, useState } from 'react';
import { parseLooseDate, type LooseDate } from '../catalog/loose-date.ts';
import { t } from '../i18n/index.ts';
import { Trouble, iconProps } from '../ui/marks.tsx';

interface ControlProps<Value> {
  readonly id: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
}

/** A choice among known values that also takes what is typed. */
export function ChoiceControl(
  props: ControlProps<string | null> & {
    readonly options: readonly { readonly value: string; readonly label: string }[];
    readonly placeholder?: string;
    /** Its name, where no label element names it. */
    readonly label?: string;
    /** Words for no value, as a choice of its own. */
    readonly noneLabel?: string;
    /** Whether typed text becomes a value of its own; `check` says which text may. */
    readonly check?: (text: string) => boolean;
  },
) {
  const [typed, setTyped] = useState('');
  const known = props.options.some((option) => option.value === typed.trim());
  const own = typed.trim() !== '' && !known && (props.check?.(typed.trim()) ?? false);
  const extra = [
    ...(own ? [{ value: typed.trim(), label: typed.trim() }] : []),
    ...(props.value !== null && !props.options.some((option) => option.value === props.value)
      ? [{ value: props.value, label: props.value }]
      : []),
  ];
  return (
    <Select<string>
      id={props.id}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      className="inbox-control"
      showSearch={{ optionFilterProp: 'label', onSearch: setTyped }}
      {...(props.value !== null || props.noneLabel !== undefined
        ? { value: props.value ?? '' }
        : {})}
      options={[
        ...(props.noneLabel === undefined ? [] : [{ value: '', label: props.noneLabel }]),
        ...extra,
        ...props.options,
      ]}
      placeholder={props.placeholder}
      allowClear={props.noneLabel === undefined}
      disabled={props.disabled ?? false}
      popupMatchSelectWidth={false}
      onChange={(value: string | undefined) => props.onChange(value || null)}
    />
  );
}

/** A date as people type it; read when the field is left or Enter is pressed. */
export function DateControl(
  props: ControlProps<string | null> & { readonly onValid: (valid: boolean) => void },
) {
  const { value, onChange, onValid } = props;
  const [text, setText] = useState(value ?? '');
  const [open, setOpen] = useState(false);
  const read = parseLooseDate(text);
  useEffect(() => setText(value ?? ''), [value]);
  const type = (next: string): void => {
    setText(next);
    const date = parseLooseDate(next);
    onValid(date.ok);
    if (date.ok && date.date !== value) onChange(date.date);
  };
  return (
    <div className="inbox-date">
      <Input
        id={props.id}
        value={text}
        disabled={props.disabled ?? false}
        autoComplete="off"
        aria-invalid={!read.ok}
        {...(read.ok ? {} : { status: 'error' as const })}
        onChange={(event) => {
          // Half a date is not wrong yet: the form hears of it when the field is left.
          setText(event.target.value);
          const date = parseLooseDate(event.target.value);
          if (date.ok && /^\d{4}-\d\d-\d\d$/.test(event.target.value)) type(event.target.value);
        }}
        onBlur={() => {
          type(text);
          const date = parseLooseDate(text);
          if (date.ok) setText(date.date ?? '');
        }}
        suffix={
          <button
            type="button"
            className="inbox-calendar"
            tabIndex={-1}
            aria-label={t('catalog.date')}
            onClick={() => setOpen(!open)}
          >
            <CalendarDays {...iconProps} />
          </button>
        }
      />
      <DatePicker
        className="inbox-date-panel"
        open={open}
        tabIndex={-1}
        aria-hidden
        value={read.ok && read.date ? dayjs(read.date) : null}
        onOpenChange={(next) => {
          if (!next) setOpen(false);
        }}
        onChange={(date) => {
          setOpen(false);
          if (date) type(date.format('YYYY-MM-DD'));
        }}
      />
      {read.ok ? null : <Trouble>{dateTrouble(read)}</Trouble>}
    </div>
  );
}

function dateTrouble(read: Extract<LooseDate, { ok: false }>): string {
  switch (read.reason) {
    case 'form':
    case 'incomplete':
      return t('intake.badDate');
    case 'month':
      return t('intake.badMonth', { month: read.month });
    case 'day':
      return t('intake.badDay', { month: read.month, day: read.day });
  }
}

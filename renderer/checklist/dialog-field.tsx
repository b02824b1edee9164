import { useId, type ReactNode } from 'react';
import { composing } from '../app/commands.ts';
import { WarnSign } from '../ui/marks.tsx';

/** A named field of a dialog; what is wrong with it stands beneath. */
export function DialogField(props: {
  readonly label: string;
  readonly problem?: string | null;
  readonly help?: string;
  readonly children: (field: { readonly id: string; readonly invalid: boolean }) => ReactNode;
}): React.ReactElement {
  const id = useId();
  const { problem = null } = props;
  return (
    <div className="dialog-field">
      <label htmlFor={id}>{props.label}</label>
      {props.children({ id, invalid: problem !== null })}
      {problem === null ? (
        props.help !== undefined && <span className="m-note">{props.help}</span>
      ) : (
        <span className="catalog-problem" role="alert">
          <WarnSign />
          {problem}
        </span>
      )}
    </div>
  );
}

/** A line of text in a dialog; Enter confirms the dialog. */
export function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly onEnter: () => void;
  readonly maxLength: number;
  readonly problem?: string | null;
  readonly help?: string;
  readonly placeholder?: string;
  readonly options?: readonly string[];
  readonly autoFocus?: boolean;
}): React.ReactElement {
  const list = useId();
  return (
    <DialogField
      label={props.label}
      problem={props.problem ?? null}
      {...(props.help === undefined ? {} : { help: props.help })}
    >
      {({ id, invalid }) => (
        <>
          <input
            id={id}
            className="catalog-input"
            value={props.value}
            maxLength={props.maxLength}
            aria-invalid={invalid}
            placeholder={props.placeholder}
            list={props.options ? list : undefined}
            data-autofocus={props.autoFocus}
            onChange={(event) => props.onValue(event.target.value)}
            onKeyDown={(event) => {
              if (!composing(event) && event.key === 'Enter') {
                event.preventDefault();
                props.onEnter();
              }
            }}
          />
          {props.options && (
            <datalist id={list}>
              {props.options.map((option) => (
                <option key={option} value={option} />
              ))}
            </datalist>
          )}
        </>
      )}
    </DialogField>
  );
}

/** Several lines; Ctrl+Enter confirms the dialog. */
export function AreaField(props: {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly onEnter: () => void;
  readonly maxLength: number;
  readonly rows: number;
}): React.ReactElement {
  return (
    <DialogField label={props.label}>
      {({ id }) => (
        <textarea
          id={id}
          className="catalog-input"
          rows={props.rows}
          value={props.value}
          maxLength={props.maxLength}
          onChange={(event) => props.onValue(event.target.value)}
          onKeyDown={(event) => {
            if (!composing(event) && event.key === 'Enter' && event.ctrlKey) props.onEnter();
          }}
        />
      )}
    </DialogField>
  );
}

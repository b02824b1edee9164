/** Whether the form gets the focus as soon as it is there. */
let awaited = false;

/**
 * The first field that wants a look, else the first field. While the form of a document is still
 * asked for, it gets the focus when it is there.
 */
export function focusForm(): void {
  const form = document.getElementById('inbox-form');
  const field =
    form?.querySelector<HTMLElement>('[data-doubtful] :is(input, textarea)') ??
    form?.querySelector<HTMLElement>('input, textarea');
  awaited = !field;
  field?.focus();
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
}

/** The next form to be shown gets the focus. */
export function awaitForm(): void {
  awaited = true;
}

/** A form is there now. */
export function formShown(): void {
  if (awaited) focusForm();
}

/** The person went on to something else. */
export function leaveForm(): void {
  awaited = false;
}

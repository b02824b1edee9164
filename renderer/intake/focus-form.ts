/** The first field that wants a look, else the first field. */
export function focusForm(): void {
  const form = document.getElementById('inbox-form');
  const field =
    form?.querySelector<HTMLElement>('[data-doubtful] :is(input, textarea)') ??
    form?.querySelector<HTMLElement>('input, textarea');
  field?.focus();
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
}

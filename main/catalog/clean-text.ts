/** A string as it is kept: trimmed, on one line unless it `keepsLines`, no control characters; null where nothing is left. */
export function cleanText(value: string | null, keepsLines = false): string | null {
  if (value === null) return null;
  const lines = keepsLines ? value.replace(/\r\n?/gu, '\n') : value.replace(/\s+/gu, ' ');
  const text = lines.replace(/(?![\n\t])\p{Cc}/gu, '').trim();
  return text === '' ? null : text;
}

/** Keys as they stand on keycaps: `Ctrl+Enter` becomes `Ctrl ↵`. */
export function keyText(keys: string): string {
  return keys
    .replace('Shift+Enter', 'Shift ↵')
    .replace('PageUp', 'PgUp')
    .replace('PageDown', 'PgDn')
    .replace('Left', '←')
    .replace('Right', '→')
    .replace(/\bUp\b/, '↑')
    .replace(/\bDown\b/, '↓')
    .replace('Escape', 'Esc')
    .replace('Delete', 'Del')
    .replaceAll('+', ' ')
    .trim();
}

export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className="m-kbd">{keyText(keys)}</kbd>;
}

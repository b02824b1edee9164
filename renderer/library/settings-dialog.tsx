/** Placeholder until this room is built. */
export function SettingsDialog(_: { readonly archive: unknown; readonly onClose: () => void }) {
  return <div className="m-pane" />;
}

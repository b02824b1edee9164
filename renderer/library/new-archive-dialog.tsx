/** Placeholder until this room is built. */
export function NewArchiveDialog(_: { readonly onClose: () => void }) {
  return <div className="m-pane" />;
}

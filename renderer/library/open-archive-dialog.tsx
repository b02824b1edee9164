/** Placeholder until this room is built. */
export function OpenArchiveDialog(_: { readonly onClose: () => void }) {
  return <div className="m-pane" />;
}

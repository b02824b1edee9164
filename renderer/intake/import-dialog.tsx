/** Placeholder until this room is built. */
export function ImportDialog(_: { readonly onClose: () => void }) {
  return <div className="m-pane" />;
}

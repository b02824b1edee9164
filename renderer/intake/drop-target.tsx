/** Placeholder until this room is built. */
export function DropTarget(_: { readonly archive: unknown }) {
  return <div className="m-pane" />;
}

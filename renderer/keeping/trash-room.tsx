/** Placeholder until this room is built. */
export function TrashRoom(_: { readonly archive: unknown }) {
  return <div className="m-pane" />;
}

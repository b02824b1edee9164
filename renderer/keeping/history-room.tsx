/** Placeholder until this room is built. */
export function HistoryRoom(_: { readonly archive: unknown }) {
  return <div className="m-pane" />;
}

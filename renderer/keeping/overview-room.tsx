/** Placeholder until this room is built. */
export function OverviewRoom(_: { readonly archive: unknown }) {
  return <div className="m-pane" />;
}

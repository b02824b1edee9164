/** Placeholder until this room is built. */
export function InboxRoom(_: { readonly archive: unknown }) {
  return <div className="m-pane" />;
}

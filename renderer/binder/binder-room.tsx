/** Placeholder until this room is built. */
export function BinderRoom(_: { readonly archive: unknown }) {
  return <div className="m-pane" />;
}

/** Placeholder until this room is built. */
export function LibraryRoom(_: { readonly archive: unknown }) {
  return <div className="m-pane" />;
}

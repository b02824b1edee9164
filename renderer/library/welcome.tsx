/** Placeholder until this room is built. */
export function Welcome() {
  return <div className="m-pane" />;
}

/** Placeholder until this room is built. */
export function DestroyedRoom() {
  return <div className="m-pane" />;
}

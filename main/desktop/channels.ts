/** The few ways between a window and the main side. Each is handled by the sender gate alone. */
export const channels = {
  /** A call of the contract: `CallRequest` in, `CallResponse` out. */
  call: 'mingce:call',
  /** Paths of files dropped on the window, read by the preload; place ids come back. */
  drop: 'mingce:drop',
  /** One of `windowActions`. */
  windowControl: 'mingce:window-control',
  /** Main side to window: `HostEvent`. */
  event: 'mingce:event',
} as const;

export const windowActions = ['minimise', 'maximise', 'close'] as const;
export type WindowAction = (typeof windowActions)[number];

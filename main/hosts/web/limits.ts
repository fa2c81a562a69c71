/** How much one program on this machine may ask of the host. Bytes and milliseconds. */
export interface WebLimits {
  /** Body of a request. */
  readonly bodyBytes: number;
  /** Frame from a window. */
  readonly frameBytes: number;
  /** Windows at the same time. */
  readonly sockets: number;
  /** Connections at the same time, windows included. */
  readonly connections: number;
  /** Time to send a request, headers and body. */
  readonly requestMs: number;
  /** Time in which an answer has to move on. */
  readonly idleMs: number;
  /** Pause between two pings; a window that has not answered the last one is gone. */
  readonly pingMs: number;
  /** Unsent bytes at which a window gets no more memory samples; it catches up with the next one. */
  readonly skipSamplesBytes: number;
  /** Unsent bytes at which a window counts as gone. */
  readonly unsentBytes: number;
}

export const WEB_LIMITS: WebLimits = {
  bodyBytes: 4096,
  frameBytes: 64 * 1024,
  sockets: 16,
  connections: 128,
  requestMs: 10_000,
  idleMs: 30_000,
  pingMs: 15_000,
  skipSamplesBytes: 1024 * 1024,
  unsentBytes: 32 * 1024 * 1024,
};

/** The four channels between preload and main. Names of the contract travel inside of them. */
export const CHANNELS = {
  /** Window asks: (name, params), answered with an envelope. */
  request: 'heapsphere:request',
  /** Window listens: (name), answered with an envelope. */
  subscribe: 'heapsphere:subscribe',
  /** Window stops to listen: (name), answered with an envelope. */
  unsubscribe: 'heapsphere:unsubscribe',
  /** Main tells: (name, payload). */
  push: 'heapsphere:push',
} as const;

/** The way back to the process that started this one. */
export interface ParentChannel {
  /** Resolves when the message is on its way, or can have none. */
  send(message: unknown): Promise<void>;
  onMessage(listener: (message: unknown) => void): void;
  /** The other process is gone. A utility process of Electron needs no telling: it goes with the application. */
  onGone(listener: () => void): void;
  /** Lets this process end by itself, where its host can: a utility process is ended by the one who started it. */
  close(): void;
}

/** What Electron gives a utility process in place of process.send. */
interface ElectronPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** Undefined when this process was started by hand. */
export function parentChannel(): ParentChannel | undefined {
  const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ElectronPort };
  if (parentPort) {
    return {
      send: async (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
      onGone: () => {},
      close: () => {},
    };
  }
  if (!process.send) return undefined;
  return {
    send: (message) =>
      new Promise((resolve) => {
        if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
        else resolve();
      }),
    onMessage: (listener) => process.on('message', listener),
    onGone: (listener) => process.once('disconnect', listener),
    close: () => {
      if (process.connected) process.disconnect();
    },
  };
}

/**
 * The two halves of a window's page, as Electron has them with `contextIsolation`: the preload script in a JavaScript
 * world of its own, and the page in the main one. Both run as text in the browser, so that they use nothing of this module.
 */

/** Names that the halves know each other by; made anew for each window. */
export interface WorldNames {
  /** Prefix of the DOM events between the worlds. */
  readonly event: string;
  /** Function of the isolated world that takes a text to main. */
  readonly toMain: string;
  /** Function of the isolated world that takes a text from main. */
  readonly fromMain: string;
}

/** What an exposed object looks like without its functions, which are called by their number. */
type Shape = { readonly f: number } | { readonly v: unknown } | { readonly o: readonly (readonly [string, Shape])[] };

type AnyFunction = (...args: unknown[]) => unknown;

/** The page's side of contextBridge: builds what the preload script exposes, and calls it across the worlds. */
export function mainWorld(names: WorldNames): void {
  type Settled = { readonly id: number; readonly ok: boolean; readonly value: unknown };
  type Returned =
    | { readonly promise: true }
    | { readonly f: number }
    | { readonly v: unknown }
    | { readonly error: string };
  const callbacks: AnyFunction[] = [];
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let calls = 0;
  let returned: Returned | undefined;
  const on = <T>(name: string, hear: (detail: T) => void): void =>
    addEventListener(names.event + name, (event) => hear((event as CustomEvent<T>).detail));

  const proxy =
    (f: number): AnyFunction =>
    (...args) => {
      calls += 1;
      const id = calls;
      const passed = args.map((arg) =>
        typeof arg === 'function' ? { c: callbacks.push(arg as AnyFunction) - 1 } : { v: arg },
      );
      dispatchEvent(new CustomEvent(`${names.event}call`, { detail: { id, f, args: passed } }));
      // The other world has answered before the event was over.
      const answer = returned;
      returned = undefined;
      if (answer === undefined) throw new Error('The preload script did not answer.');
      if ('error' in answer) throw new Error(answer.error);
      if ('promise' in answer) return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
      return 'f' in answer ? proxy(answer.f) : answer.v;
    };
  const build = (shape: Shape): unknown => {
    if ('f' in shape) return proxy(shape.f);
    if ('v' in shape) return shape.v;
    return Object.freeze(Object.fromEntries(shape.o.map(([key, part]) => [key, build(part)])));
  };

  on<{ readonly key: string; readonly shape: Shape }>('expose', ({ key, shape }) =>
    Object.defineProperty(window, key, { value: build(shape), enumerable: true }),
  );
  on<Returned>('returned', (detail) => {
    returned = detail;
  });
  on<{ readonly c: number; readonly args: readonly unknown[] }>('callback', ({ c, args }) => callbacks[c]?.(...args));
  on<Settled>('settled', ({ id, ok, value }) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (ok) call?.resolve(value);
    else call?.reject(new Error(String(value)));
  });
}

/** The preload script's side: `require('electron')` as a sandboxed window has it, with a line to main. */
export function isolatedWorld(
  names: WorldNames,
  preload: (require: (name: string) => unknown, module: object, exports: object) => void,
): void {
  const world = globalThis as unknown as Record<string, unknown>;
  const send = world[names.toMain] as (text: string) => void;
  const functions: AnyFunction[] = [];
  const tell = (name: string, detail: unknown): boolean =>
    dispatchEvent(new CustomEvent(names.event + name, { detail }));

  const describe = (value: unknown): Shape => {
    if (typeof value === 'function') return { f: functions.push(value as AnyFunction) - 1 };
    if (typeof value !== 'object' || value === null) return { v: value };
    return { o: Object.entries(value).map(([key, part]) => [key, describe(part)] as const) };
  };
  type Passed = { readonly c: number } | { readonly v: unknown };
  const run = (id: number, f: number, args: readonly Passed[]): object => {
    const revived = args.map((arg) =>
      'c' in arg ? (...more: unknown[]) => tell('callback', { c: arg.c, args: more }) : arg.v,
    );
    try {
      const value = functions[f]?.(...revived);
      if (typeof value === 'function') return { f: functions.push(value as AnyFunction) - 1 };
      if (!(value instanceof Promise)) return { v: value };
      value.then(
        (result) => tell('settled', { id, ok: true, value: result }),
        (error) => tell('settled', { id, ok: false, value: error instanceof Error ? error.message : String(error) }),
      );
      return { promise: true };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  addEventListener(`${names.event}call`, (event) => {
    const { id, f, args } = (event as CustomEvent<{ id: number; f: number; args: Passed[] }>).detail;
    tell('returned', run(id, f, args));
  });

  const revive = (_key: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const { $bytes, $number } = value as { readonly $bytes?: string; readonly $number?: string };
    if ($bytes !== undefined) {
      return (Uint8Array as unknown as { fromBase64(text: string): Uint8Array }).fromBase64($bytes);
    }
    return $number === undefined ? value : Number($number);
  };
  // Answers to a page that is gone must not reach the one that followed it.
  const page = `${Math.random()}:`;
  let calls = 0;
  const waiting = new Map<string, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Set<AnyFunction>>();
  world[names.fromMain] = (text: string) => {
    const message = JSON.parse(text, revive) as
      | { readonly id: string; readonly value: unknown }
      | { readonly id: string; readonly error: string }
      | { readonly channel: string; readonly args: readonly unknown[] };
    if ('channel' in message) {
      for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.args);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if ('error' in message) call?.reject(new Error(message.error));
    else call?.resolve(message.value);
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld: (key: string, api: unknown) => tell('expose', { key, shape: describe(api) }),
    },
    ipcRenderer: {
      invoke: (channel: string, ...args: unknown[]) =>
        new Promise((resolve, reject) => {
          calls += 1;
          const id = page + calls;
          waiting.set(id, { resolve, reject });
          send(JSON.stringify({ id, channel, args }));
        }),
      on: (channel: string, listener: AnyFunction) => {
        const those = listeners.get(channel) ?? new Set();
        listeners.set(channel, those.add(listener));
      },
    },
  };
  const module = { exports: {} };
  preload(
    (name) => {
      if (name === 'electron') return electron;
      throw new Error(`module not found: ${name}`);
    },
    module,
    module.exports,
  );
}

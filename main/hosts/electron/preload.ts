import { contextBridge, ipcRenderer } from 'electron';
import { PUSH_NAMES, type PushName, REQUEST_NAMES } from '../../../shared/channels.ts';
import type { HeapsphereBridge } from '../../../shared/contract.ts';
import { CHANNELS } from './channels.ts';

type Listener = (payload: unknown) => void;

/** Who in the page listens to which push. */
const listeners = new Map<PushName, Set<Listener>>(PUSH_NAMES.map((name) => [name, new Set()]));

ipcRenderer.on(CHANNELS.push, (_event, name: PushName, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload);
});

/** Adds a listener; main is told of the first and of the end of the last. The returned function may be called again. */
function listen(name: PushName, hear: Listener): () => void {
  const those = listeners.get(name);
  // An entry of its own, so that one function given twice is heard twice and ended one by one.
  const listener: Listener = (payload) => hear(payload);
  those?.add(listener);
  if (those?.size === 1) tell(CHANNELS.subscribe, name);
  return () => {
    if (those?.delete(listener) && those.size === 0) tell(CHANNELS.unsubscribe, name);
  };
}

function tell(channel: string, name: PushName): void {
  ipcRenderer.invoke(channel, name).catch((error: unknown) => console.error(`${channel} ${name}:`, error));
}

/** An object with one function per name: what the page can say is written down here and nowhere else. */
function oneEach<K extends string>(names: readonly K[], make: (name: K) => unknown): Readonly<Record<K, unknown>> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, unknown>;
}

const bridge = {
  requests: oneEach(
    REQUEST_NAMES,
    (name) => (params: unknown) => ipcRenderer.invoke(CHANNELS.request, name, params),
  ) as HeapsphereBridge['requests'],
  pushes: oneEach(PUSH_NAMES, (name) => (hear: Listener) => listen(name, hear)) as HeapsphereBridge['pushes'],
} satisfies HeapsphereBridge;

contextBridge.exposeInMainWorld('heapsphere', bridge);

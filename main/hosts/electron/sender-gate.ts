import type { IpcMainInvokeEvent } from 'electron';
import { isOwnUrl, ORIGIN } from './origin.ts';
import { objectionTo } from './plain-data.ts';

/** Largest params of one message, in bytes; the web host allows as much. */
const MAX_PARAMS_BYTES = 64 * 1024;
const LONGEST_NAME = 100;

/**
 * Why a message is not from the page of one of our windows, or undefined when it is. The frame is asked for what it shows
 * now: a frame that has gone on to another document, or was closed, no longer has a say.
 */
export function objectionToSender(
  event: IpcMainInvokeEvent,
  trusted: (contentsId: number) => boolean,
): string | undefined {
  const { sender, senderFrame } = event;
  if (!trusted(sender.id)) return `window ${sender.id} is not one of ours`;
  if (senderFrame === null) return 'its frame is gone';
  if (senderFrame !== sender.mainFrame || senderFrame.parent !== null) return 'it is not the top frame of its window';
  if (senderFrame.detached) return 'its frame has been replaced';
  if (senderFrame.origin !== ORIGIN) return `its origin is ${short(senderFrame.origin)}`;
  // A blank page inherits the origin of the page that opened it.
  if (!isOwnUrl(senderFrame.url)) return `its address is ${short(senderFrame.url)}`;
  return undefined;
}

/** Why the arguments of a message are not looked at, or undefined when they may pass on to the door. */
export function objectionToArguments(name: unknown, params: unknown): string | undefined {
  if (typeof name !== 'string' || name.length > LONGEST_NAME) return 'the name is not a short text';
  const objection = objectionTo(params, MAX_PARAMS_BYTES);
  return objection === undefined ? undefined : `the params ${objection}`;
}

function short(text: string): string {
  return JSON.stringify(text.slice(0, LONGEST_NAME));
}

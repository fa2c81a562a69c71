import { EventEmitter } from 'node:events';
import type { NotificationView } from '../messages.ts';

const shown: Notification[] = [];

/** Electron's `Notification`: what an operating system would show is kept, to be looked at and clicked. */
export class Notification extends EventEmitter {
  readonly #view: NotificationView;

  constructor({ title = '', body = '' }: Partial<NotificationView> = {}) {
    super();
    this.#view = { title, body };
  }

  static isSupported(): boolean {
    return true;
  }

  static views(): readonly NotificationView[] {
    return shown.map((each) => each.#view);
  }

  static click(index: number): void {
    shown[index]?.emit('click', {});
  }

  show(): void {
    shown.push(this);
    this.emit('show', {});
  }

  close(): void {
    this.emit('close', {});
  }
}

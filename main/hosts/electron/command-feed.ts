import type { AppCommand } from '../../../shared/app-view.ts';

/** What was chosen from the menu, for the window that listens; without one it is lost, as the choice has nothing to act on. */
export class CommandFeed {
  readonly #listeners = new Set<(command: AppCommand) => void>();

  readonly send = (command: AppCommand): void => {
    for (const listener of this.#listeners) listener(command);
  };

  readonly subscribe = (listener: (command: AppCommand) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

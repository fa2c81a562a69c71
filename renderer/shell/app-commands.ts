import { useEffect, useRef } from 'react';
import type { AppCommand } from '../../shared/app-view.ts';
import type { HeapsphereBridge } from '../../shared/contract.ts';
import type { Screen } from './screens.ts';

/** What the window does for the application menu. */
export interface CommandActions {
  readonly select: (screen: Screen) => void;
  readonly connect: () => void;
  readonly about: () => void;
  readonly collectAgain: () => void;
}

/** Does what a command says. */
export function obey(command: AppCommand, actions: CommandActions): void {
  switch (command.command) {
    case 'screen':
      actions.select(command.screen);
      return;
    case 'connect':
      actions.connect();
      return;
    case 'about':
      actions.about();
      return;
    case 'collect-again':
      actions.collectAgain();
      return;
  }
}

/** Listens to the application menu as long as the window is there. Browsers have none, and nothing comes then. */
export function useAppCommands(bridge: HeapsphereBridge, actions: CommandActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => bridge.pushes['app:command']((command) => obey(command, latest.current)), [bridge]);
}

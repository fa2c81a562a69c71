import type { MenuItemConstructorOptions } from 'electron';
import type { MenuEntry } from '../messages.ts';

interface Roles {
  readonly quit: () => void;
  readonly reload: () => void;
}

/** Electron's `Menu`: keeps what it was built from. */
export class ApplicationMenu {
  readonly items: readonly MenuItemConstructorOptions[];

  constructor(items: readonly MenuItemConstructorOptions[]) {
    this.items = items;
  }

  entries(): MenuEntry[] {
    return flatten(this.items, []).map(({ path, item }) => ({
      path,
      ...(item.accelerator ? { accelerator: item.accelerator } : {}),
      ...(item.role ? { role: item.role } : {}),
    }));
  }

  /** What a click does. Throws for an item that is not there. */
  click(path: readonly string[], roles: Roles): void {
    const found = flatten(this.items, []).find((each) => each.path.join('/') === path.join('/'));
    if (found === undefined) throw new Error(`The menu has no ${path.join(' > ')}.`);
    const { role, click } = found.item;
    if (role === 'quit' || role === 'reload') roles[role]();
    else if (click !== undefined) (click as (item: object) => void)({});
  }
}

interface Found {
  readonly path: string[];
  readonly item: MenuItemConstructorOptions;
}

function flatten(items: readonly MenuItemConstructorOptions[], above: readonly string[]): Found[] {
  return items.flatMap((item) => {
    if (item.type === 'separator') return [];
    const path = [...above, String(item.label ?? item.role ?? '')];
    return Array.isArray(item.submenu) ? flatten(item.submenu, path) : [{ path, item }];
  });
}

import { describe, expect, it } from 'vitest';
import { violationsIn } from './layering.mjs';

const allowed = [
  ['shared/contract.ts', `import { z } from 'zod'; import './units.ts';`],
  ['renderer/main.tsx', `import { useState } from 'react'; import '../shared/units.ts'; import './main.css';`],
  ['main/vsphere/session.ts', `import { request } from 'node:https'; import type { Cache } from '../cache/cache.ts';`],
  ['main/vsphere/session.ts', `import { paths } from '../../shared/essential-attributes.ts'; import './trust.ts';`],
  ['main/app.ts', `import { start } from './collector/supervisor.ts';`],
  ['main/collector/worker.ts', `import { Session } from '../vsphere/session.ts';`],
  ['main/hierarchy/worker.ts', `import { Session } from '../vsphere/session.ts';`],
  ['main/generations/worker.ts', `import { decodeChunk } from '../cache/chunk-codec.ts';`],
  ['main/hosts/web/server.ts', `import { createApp } from '../../app.ts'; import './token.ts';`],
  ['main/hosts/cli/collect.ts', `import { createServices } from '../../services.ts';`],
  ['main/collector/collection-fixture.ts', `import { encodeChunk } from '../cache/chunk-codec.ts';`],
  ['main/hosts/cli/serve.ts', `import { startWebHost } from '../web/server.ts';`],
  ['main/hosts/electron/ipc.ts', `import { ipcMain } from 'electron'; window.webContents.send('x');`],
  ['main/hosts/electron/preload.ts', `import { ipcRenderer } from 'electron';`],
  [
    'e2e/inventory.spec.ts',
    `import { expect } from '@playwright/test'; import { join } from 'node:path'; import './fixtures/app.ts';`,
  ],
  [
    'e2e/desktop/main/ipc-main.ts',
    `import type { WebContents } from 'electron'; export class IpcMain {} new IpcMain();`,
  ],
  ['e2e/desktop/page/worlds.ts', `const electron = { ipcRenderer: {} };`],
  ['main/vsphere/session.test.ts', `import { startDemo } from '../demo/server.ts'; import { expect } from 'vitest';`],
  ['e2e/interop/vcsim.interop.test.ts', `import { Session } from '../../main/vsphere/session.ts';`],
  ['renderer/bridge/connect.ts', `// ipcRenderer is for the preload\nconst text = 'ipcMain';`],
] as const;

const forbidden = [
  ['shared/units.ts', `import { join } from 'node:path';`, 'shared/ imports nothing'],
  ['shared/units.ts', `import { join } from 'path';`, 'shared/ imports nothing'],
  ['shared/units.ts', `import type { App } from '../main/door.ts';`, 'shared/ imports nothing'],
  ['shared/units.ts', `export * from 'react';`, 'shared/ imports nothing'],
  ['renderer/main.tsx', `import { readFile } from 'fs/promises';`, 'no Node'],
  ['renderer/main.tsx', `import type { App } from '../main/door.ts';`, 'no main/'],
  ['renderer/main.tsx', `const electron = await import('electron');`, 'no Node'],
  ['main/app.ts', `import { store } from '../renderer/store.ts';`, 'main/ imports main/ and shared/'],
  ['main/vsphere/session.ts', `import { Cache } from '../cache/cache.ts';`, 'by "import type" only'],
  ['main/vsphere/session.ts', `export { Cache } from '../cache/cache.ts';`, 'by "import type" only'],
  ['main/vsphere/session.ts', `import { type Cache } from '../cache/cache.ts';`, 'by "import type" only'],
  ['main/memory/sampler.ts', `import type { App } from '../app.ts';`, 'a service knows neither'],
  ['main/collector/worker.ts', `import { serve } from '../hosts/web/server.ts';`, 'a service knows neither'],
  ['main/hosts/web/server.ts', `import { Session } from '../../vsphere/session.ts';`, 'a host imports'],
  ['main/hosts/web/server.ts', `import { main } from '../cli/index.ts';`, 'a host imports'],
  ['main/hosts/electron/main.ts', `import { startWebHost } from '../web/server.ts';`, 'a host imports'],
  ['main/hosts/web/server.ts', `import { app } from 'electron';`, 'electron is imported in'],
  ['main/hosts/electron/main.ts', `import { ipcMain } from 'electron';`, 'ipc.ts'],
  ['main/hosts/electron/window.ts', `window.webContents\n  .send('x');`, 'ipc.ts'],
  ['main/hosts/electron/window.ts', `import { ipcRenderer } from 'electron';`, 'preload.ts'],
  ['e2e/inventory.spec.ts', `import { App } from '../main/app.ts';`, 'from outside'],
  ['e2e/inventory.spec.ts', `import { it } from 'vitest';`, 'from outside'],
  ['e2e/inventory.spec.ts', `import type { App } from 'electron';`, 'electron is imported in'],
  ['e2e/desktop/main/electron.ts', `import { app } from 'electron';`, 'electron is imported in'],
] as const;

describe('the layering', () => {
  it.each(allowed)('lets %s have %s', (file, source) => {
    expect(violationsIn(file, source)).toEqual([]);
  });

  it.each(forbidden)('refuses %s %s', (file, source, rule) => {
    const violations = violationsIn(file, source);
    expect(violations).toHaveLength(1);
    expect(violations[0]?.rule).toContain(rule);
  });

  it('names the file, the line, the import and the rule', () => {
    expect(violationsIn('shared/units.ts', `// units\nimport fs from 'node:fs';\n`)).toEqual([
      {
        file: 'shared/units.ts',
        line: 2,
        found: `import of 'node:fs'`,
        rule: 'shared/ imports nothing but shared/ and zod: it runs in Node and in the window',
      },
    ]);
  });
});

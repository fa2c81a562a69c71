import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { desktopFiles } from './app-files.mjs';

/** A build as the bundler makes one. */
const BUILT: Readonly<Record<string, string>> = {
  'main/electron.js': `
    import { app } from "electron";
    import { a } from "./shared-1.js";
    const RENDERER = new URL("../renderer", import.meta.url);
    const PRELOAD = new URL("../preload/index.cjs", import.meta.url);`,
  'main/electron.js.map': '{}',
  'main/shared-1.js': `
    const WORKER = import.meta.url.endsWith(".ts") ? new URL("./worker.ts", import.meta.url) : new URL("./worker.js", import.meta.url);
    const ROOT = new URL("../../", import.meta.url);
    // import "./comment.js"
    export const a = () => import("./late-1.js");`,
  'main/worker.js': 'import "./worker-part.js";',
  'main/worker-part.js': '',
  'main/late-1.js': '',
  'main/cli.js': 'import "./shared-1.js"; import "./cli-only.js";',
  'main/cli-only.js': '',
  'preload/index.cjs': 'require("electron");',
  'preload/index.cjs.map': '{}',
  'renderer/index.html':
    '<link rel="icon" href="./favicon.svg"><script type="module" src="./assets/index-1.js"></script>',
  'renderer/stopped.html': '<link rel="stylesheet" href="./stopped.css">',
  'renderer/stopped.css': '',
  'renderer/favicon.svg': '<svg/>',
  'renderer/forgotten.svg': '<svg/>',
  'renderer/assets/index-1.js': 'import("./screen-2.js"); const css = ["./screen-3.css"];',
  'renderer/assets/index-1.js.map': '{}',
  'renderer/assets/screen-2.js': '',
  'renderer/assets/screen-3.css': '@font-face{src:url(icons-4.woff2)}',
  'renderer/assets/icons-4.woff2': '',
  'renderer/assets/old-5.js': '',
};

async function build(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'heapsphere-dist-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

test('what the window application loads is found from its entry on, and nothing else', async () => {
  expect(desktopFiles(await build(BUILT))).toEqual([
    'main/electron.js',
    'main/electron.js.map',
    'main/late-1.js',
    'main/shared-1.js',
    'main/worker-part.js',
    'main/worker.js',
    'preload/index.cjs',
    'renderer/assets/icons-4.woff2',
    'renderer/assets/index-1.js',
    'renderer/assets/screen-2.js',
    'renderer/assets/screen-3.css',
    'renderer/favicon.svg',
    'renderer/index.html',
    'renderer/stopped.css',
    'renderer/stopped.html',
  ]);
});

test.each(['main/worker-part.js', 'main/late-1.js', 'preload/index.cjs', 'renderer/index.html'])(
  'a build without %s cannot be packed',
  async (missing) => {
    const { [missing]: _, ...rest } = BUILT;
    await expect((async () => desktopFiles(await build(rest)))()).rejects.toThrow(missing.replace(/^.*\//, ''));
  },
);

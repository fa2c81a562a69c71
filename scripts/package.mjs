// npm run package: installers for this platform, from a fresh build. Further arguments go to electron-builder, such as --dir.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { canReachDownload } from './lib/electron.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { say } from './lib/output.mjs';
import { ROOT } from './lib/paths.mjs';
import { STAGE, stageApp } from './lib/stage-app.mjs';

const BUILDER = createRequire(import.meta.url).resolve('electron-builder/cli.js');
const { ELECTRON_OVERRIDE_DIST_PATH: electronDist } = process.env;

await ensureBuilt();
const { files, bytes, packages } = stageApp();
say(
  `${files.length} files, ${(bytes / 1024 / 1024).toFixed(1)} MB, with ${packages.length} packages in them: ${STAGE}`,
);
if (electronDist === undefined && !(await canReachDownload(process.env))) {
  say(
    'Electron cannot be downloaded from here, so that no installer was made. Everything that goes into one lies there.',
  );
  say(
    'Set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron of the version in package.json, or ELECTRON_MIRROR.',
  );
  process.exitCode = 1;
} else {
  process.exitCode = await build();
}

/** @returns {Promise<number>} the exit code of electron-builder */
function build() {
  const local = electronDist === undefined ? [] : [`--config.electronDist=${electronDist}`];
  const args = [BUILDER, '--config', join(ROOT, 'electron-builder.yml'), '--publish', 'never', ...local];
  const child = spawn(process.execPath, [...args, ...process.argv.slice(2)], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  return new Promise((resolve) => {
    child.on('error', (error) => {
      say(`electron-builder could not be started: ${error.message}.`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

// Holds the layering of the project: renderer -> shared <- main, hosts -> app -> services. The rules: lib/layering.mjs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { violationsIn } from './lib/layering.mjs';
import { say } from './lib/output.mjs';
import { ROOT } from './lib/paths.mjs';

const files = ['shared', 'renderer', 'main', 'e2e'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/.test(name)),
);
const violations = files.flatMap((file) => violationsIn(file, readFileSync(join(ROOT, file), 'utf8')));

for (const { file, line, found, rule } of violations) say(`${file}:${line}  ${found}\n    ${rule}`);
say(`${files.length} files, ${violations.length} imports against the layering.`);
process.exitCode = violations.length === 0 ? 0 : 1;

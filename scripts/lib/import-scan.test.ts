import { describe, expect, it } from 'vitest';
import { findImports, maskSource } from './import-scan.mjs';

const named = (source: string) =>
  findImports(source).map(({ specifier, typeOnly }) => (typeOnly ? `type ${specifier}` : specifier));

describe('findImports', () => {
  it.each([
    [`import a from './a.ts';`, ['./a.ts']],
    [`import './side-effect.css'`, ['./side-effect.css']],
    [`import * as a from "./a.ts"`, ['./a.ts']],
    [`import a, { b as c } from './a.ts';`, ['./a.ts']],
    [`import {\n  a, // the first\n  type B,\n} from './a.ts';`, ['./a.ts']],
    [`import type { A } from './a.ts';`, ['type ./a.ts']],
    [`import type{A}from'./a.ts';`, ['type ./a.ts']],
    [`import type * as a from './a.ts';`, ['type ./a.ts']],
    [`import type A from './a.ts';`, ['type ./a.ts']],
    // Here "type" is the name of what is imported.
    [`import type from './a.ts';`, ['./a.ts']],
    [`import type, { B } from './a.ts';`, ['./a.ts']],
    [`export { a } from './a.ts';`, ['./a.ts']],
    [`export * from './a.ts';\nexport * as b from './b.ts';`, ['./a.ts', './b.ts']],
    [`export type { A } from './a.ts';\nexport type * from './b.ts';`, ['type ./a.ts', 'type ./b.ts']],
    [`const a = await import('./a.ts');`, ['./a.ts']],
    [`const a = import(/* later */ './a.ts')`, ['./a.ts']],
    [`type A = typeof import('./a.ts');`, ['type ./a.ts']],
    [`const a = require('./a.ts');`, ['./a.ts']],
    [`import fs from 'node:fs';import path from 'node:path'`, ['node:fs', 'node:path']],
    [`const a = \`\${await import("./a.ts")} b\`; import "./c.ts"`, ['./a.ts', './c.ts']],
    [`const p = /['"]/; import './a.ts';`, ['./a.ts']],
    [`const p = /[/'"]/g; import './a.ts';`, ['./a.ts']],
    [`const half = total / 2; const s = 'x / y'; import './a.ts';`, ['./a.ts']],
    [`const e = <p title="it's">don't <b /> </p>;\nimport './a.ts';`, ['./a.ts']],
  ])('finds what %j names', (source, expected) => {
    expect(named(source)).toEqual(expected);
  });

  it.each([
    `// import './a.ts'`,
    `/* export * from './a.ts' */`,
    `const s = "import './a.ts'";`,
    `const s = \`import "./a.ts" \${1} import("./b.ts")\`;`,
    `const s = 'it\\'s import("./a.ts")';`,
    `here(import.meta.url, './a.ts');`,
    `loader.import('./a.ts'); loader.require('./b.ts');`,
    `export const from = './a.ts';`,
    `export type Name = 'from' | './a.ts';`,
    `export default './a.ts';`,
    `const imported = reimport('./a.ts');`,
    `const p = /import '.\\/a.ts'/;`,
  ])('finds nothing in %j', (source) => {
    expect(named(source)).toEqual([]);
  });

  it('tells the line on which the import begins', () => {
    const source = `// one\n\nimport {\n  a,\n} from './a.ts';\n/* six\nseven */ import './b.ts';\n`;
    expect(findImports(source).map(({ line }) => line)).toEqual([3, 7]);
  });
});

describe('maskSource', () => {
  it('keeps every character in its place', () => {
    const source = `const a = 'b'; // c\nconst d = \`e\${f('g')}h\`;\n`;
    expect(maskSource(source)).toBe(`const a = ' ';     \nconst d = \` \${f(' ')} \`;\n`);
  });
});

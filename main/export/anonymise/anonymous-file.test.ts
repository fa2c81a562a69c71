import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../e2e/fixtures/temporary-folder-fixture.ts';
import { batchOf, completed } from '../export-fixture.ts';
import { TextFile } from '../text-file.ts';
import { AnonymousFile } from './anonymous-file.ts';
import { Pseudonyms } from './pseudonyms.ts';

it('a JSON file names neither rows nor server, account, vCenter or what an error said', async () => {
  const path = join(await temporaryFolder(), 'a.json');
  const header = { types: ['VirtualMachine'], pruning: true, attributes: {} } as const;
  const text = new TextFile({ path, format: 'json', header, gzipLevel: undefined });
  const file = new AnonymousFile(text, new Pseudonyms('secret'));
  const error = { code: 'server-fault', message: 'web01 is gone from vc.example', action: 'Ask operator.' } as const;
  const state = completed({ phase: 'partial', error });
  await file.write(batchOf('VirtualMachine', { id: 'vm-1', name: 'web01' }), state);
  await file.finish(state);
  const content = await readFile(path, 'utf8');
  expect(JSON.parse(content)).toMatchObject({
    objects: [{ ref: 'VirtualMachine:vm-1', name: expect.stringMatching(/^vm-/) }],
    server: expect.stringMatching(/^vcenter-/),
    instanceUuid: expect.stringMatching(/^[\da-f-]{36}$/),
    error: { code: 'server-fault' },
  });
  expect(content).not.toMatch(/web01|vc\.example|operator|a0a0/);
});

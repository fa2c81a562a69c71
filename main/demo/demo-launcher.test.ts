import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ESSENTIAL_ATTRIBUTES } from '../../shared/essential-attributes.ts';
import { launchNode } from '../processes/launch-fixture.ts';
import { launchDemoVcenter } from './demo-launcher.ts';
import { demoReportSchema } from './demo-protocol.ts';
import { SoapClient } from './testing/soap-client.ts';

const PROGRAM = fileURLToPath(new URL('./demo-process.ts', import.meta.url));

/** Whether a process is there; one that has ended and was not yet reaped by its parent is not. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a demo vCenter in a process of its own', () => {
  it('answers until it is disposed of, and is gone then', async () => {
    const demo = await launchDemoVcenter({ vms: 120, seed: 2, user: 'me', password: 'a "secret" & more' }, launchNode);
    expect(demo.counts.VirtualMachine).toBe(120);
    const client = new SoapClient(demo.url);
    expect((await client.login('me', 'a "secret" &amp; more')).status).toBe(200);
    await Promise.all([demo.dispose(), demo.dispose()]);
    expect(isRunning(demo.pid)).toBe(false);
    await expect(client.logout()).rejects.toThrow();
  });

  it('tells its resident set', async () => {
    const demo = await launchDemoVcenter({ vms: 20, seed: 1 }, launchNode);
    try {
      expect(demo.rss()).toBeUndefined();
      await expect.poll(() => demo.rss(), { timeout: 10_000 }).toBeGreaterThan(20_000_000);
    } finally {
      await demo.dispose();
    }
  });

  it('refuses a size it cannot have with the reason', async () => {
    await expect(launchDemoVcenter({ vms: 0, seed: 1 }, launchNode)).rejects.toMatchObject({
      data: { code: 'usage', message: expect.stringContaining('0') },
    });
  });

  it('fails in time when it does not become ready', async () => {
    await expect(launchDemoVcenter({ vms: 1, seed: 1 }, launchNode, 1)).rejects.toMatchObject({
      data: { code: 'internal', message: expect.stringContaining('1 ms') },
    });
  });

  it('ends when whoever started it is killed', async () => {
    const source = `
      import { launchDemoVcenter } from ${JSON.stringify(new URL('./demo-launcher.ts', import.meta.url).href)};
      import { launchNode } from ${JSON.stringify(new URL('../processes/launch-fixture.ts', import.meta.url).href)};
      const demo = await launchDemoVcenter({ vms: 5, seed: 1 }, launchNode);
      process.stdout.write(String(demo.pid));`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [text] = await once(parent.stdout, 'data');
    const pid = Number(String(text));
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false);
  });

  it('reports one line on stdout when nobody is connected', async () => {
    const child = spawn(process.execPath, [PROGRAM, '{"vms":3,"seed":1}'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [text] = await once(child.stdout, 'data');
    expect(demoReportSchema.parse(JSON.parse(String(text)))).toMatchObject({
      kind: 'ready',
      counts: { VirtualMachine: 3 },
    });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.each(['', '{', '{"vms":"ten","seed":1}', '{"vms":1,"seed":1,"colour":"red"}'])(
    'refuses the options %j',
    async (argument) => {
      const child = spawn(process.execPath, [PROGRAM, argument], { stdio: ['ignore', 'pipe', 'inherit'] });
      const [text] = await once(child.stdout, 'data');
      expect(demoReportSchema.parse(JSON.parse(String(text)))).toMatchObject({
        kind: 'failed',
        error: { code: 'usage' },
      });
      expect(await once(child, 'exit')).toEqual([2, null]);
    },
  );
});

describe('memory', () => {
  it('stays flat while 40,000 virtual machines are read', { timeout: 180_000 }, async () => {
    // A heap this small holds a few pages; three hundred bytes kept per object would end the process.
    const child = fork(PROGRAM, ['{"vms":40000,"seed":1}'], {
      execArgv: ['--max-old-space-size=24', '--max-semi-space-size=2'],
    });
    try {
      const [message] = await once(child, 'message');
      const report = demoReportSchema.parse(message);
      if (report.kind === 'failed') throw new Error(report.error.message);
      const client = new SoapClient(report.url);
      await client.login(report.user, report.password);
      const view = await client.view(['VirtualMachine']);
      const paths = ESSENTIAL_ATTRIBUTES.VirtualMachine.map(({ path }) => path);
      let machines = 0;
      let token: string | undefined;
      do {
        const { text } =
          token === undefined ? await client.retrieve(view, 'VirtualMachine', paths) : await client.next(token);
        machines += text.split('<objects>').length - 1;
        token = /<token>([^<]+)</.exec(text.slice(0, 1000))?.[1];
      } while (token !== undefined);
      expect(machines).toBe(40_400);
      const exited = once(child, 'exit');
      child.disconnect();
      expect(await exited).toEqual([0, null]);
    } finally {
      child.kill();
    }
  });
});

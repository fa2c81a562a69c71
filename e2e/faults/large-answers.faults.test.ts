import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type DemoVcenter, startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import { runCli } from '../fixtures/run-cli.ts';
import { startFaultLab } from './fault-lab.ts';
import { machines, oneMachine, pieces, written } from './written-answers.ts';

const MB = 1024 * 1024;

let demo: DemoVcenter;
beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 20, seed: 1 });
});
afterAll(() => demo?.close());

interface Report {
  readonly objects: Readonly<Record<string, number>>;
  readonly bytesReceived: number;
  readonly peakRssBytes: number;
  readonly collector: { readonly heapPeakBytes: number };
  readonly error?: { readonly code: string; readonly message: string };
}

/** Collects hosts and VMs in a process of its own; requests for properties of VMs are answered with what `write` makes. */
async function collect(write: () => Iterable<string>, environment: Record<string, string> = {}) {
  const when = ({ method, body }: { readonly method: string; readonly body: string }) =>
    method.startsWith('RetrieveProperties') && body.includes('<type>VirtualMachine</type>');
  const lab = await startFaultLab(demo.url, { when, fault: written(write) });
  onTestFinished(() => lab.close());
  const args = ['collect', '--server', lab.url, '--user', demo.user, '--types', 'host,vm', '--no-cache', '--json'];
  const { code, stderr, json } = await runCli(args, {
    environment: { VSPHERE_PASSWORD: demo.password, VSPHERE_TIMEOUT: '60', ...environment },
  });
  return { code, stderr, report: json() as unknown as Report, logouts: lab.calls.get('Logout') };
}

/** What other properties look like that nobody asked for: 4 kB. */
const UNWANTED = `<propSet><name>layoutEx</name><val xsi:type="xsd:string">${'x'.repeat(4096)}</val></propSet>`;

describe('an answer that holds everything at once', () => {
  it.each([300, 700])('of %i MB is read in flat memory', async (megabytes) => {
    const { code, stderr, report, logouts } = await collect(() => machines(megabytes * MB, 'objects', UNWANTED));
    expect([code, stderr]).toEqual([0, '']);
    expect(report.objects.VirtualMachine).toBeGreaterThan((megabytes * MB) / 5000);
    expect(report.bytesReceived).toBeGreaterThan(megabytes * MB);
    expect(report.collector.heapPeakBytes).toBeLessThan(64 * MB);
    expect(report.peakRssBytes).toBeLessThan(400 * MB);
    expect(logouts).toBe(1);
  });

  it('of 700 MB is refused before it is decoded where streaming is off', async () => {
    const { code, report, logouts } = await collect(() => machines(700 * MB, 'returnval', UNWANTED), {
      VSPHERE_ENABLE_STREAMING: 'false',
    });
    expect(code).toBe(5);
    expect(report.error).toMatchObject({ code: 'budget-exceeded', message: expect.stringContaining('500 MB') });
    expect(report.bytesReceived).toBeLessThan(600 * MB);
    expect(report.peakRssBytes).toBeLessThan(1500 * MB);
    expect(logouts).toBe(1);
  });

  it('of 300 MB stops in order where streaming is off and the budget is small', async () => {
    const { code, report, logouts } = await collect(() => machines(300 * MB, 'returnval', UNWANTED), {
      VSPHERE_ENABLE_STREAMING: 'false',
      VSPHERE_MEMORY_BUDGET_MB: '400',
    });
    expect(code).toBe(5);
    expect(report.error?.code).toBe('budget-exceeded');
    expect(report.peakRssBytes).toBeLessThan(1200 * MB);
    expect(logouts).toBe(1);
  });
});

/** One value as large as it takes to leave the budget, in the shapes that V8 runs out of memory with in different ways. */
const SHAPES: readonly (readonly [name: string, () => Iterable<string>])[] = [
  [
    'small objects',
    () =>
      oneMachine(
        'config.extraConfig',
        '<val xsi:type="ArrayOfOptionValue">',
        pieces(
          200 * MB,
          (n) =>
            `<OptionValue xsi:type="OptionValue"><key>k${n}</key><value xsi:type="xsd:string">v</value></OptionValue>`,
        ),
        '</val>',
      ),
  ],
  [
    'fields of one object, each with a name of its own',
    () =>
      oneMachine(
        'config',
        '<val xsi:type="Invented">',
        pieces(200 * MB, (n) => `<f${n}>v</f${n}>`),
        '</val>',
      ),
  ],
  [
    'strings',
    () =>
      oneMachine(
        'tag',
        '<val xsi:type="ArrayOfString">',
        pieces(200 * MB, (n) => `<string>string number ${n}</string>`),
        '</val>',
      ),
  ],
  [
    'one string that grows and grows',
    () =>
      oneMachine(
        'name',
        '<val xsi:type="xsd:string">',
        pieces(400 * MB, () => 'y'.repeat(32_768)),
        '</val>',
      ),
  ],
  [
    'numbers in one array',
    () =>
      oneMachine(
        'numbers',
        '<val xsi:type="ArrayOfDouble">',
        pieces(400 * MB, (n) => `<double>${n}.5</double>`),
        '</val>',
      ),
  ],
  [
    'arrays of a thousand',
    () =>
      oneMachine(
        'config.arrays',
        '<val xsi:type="Invented">',
        pieces(200 * MB, () => `<array xsi:type="ArrayOfInt">${'<int>7</int>'.repeat(1000)}</array>`),
        '</val>',
      ),
  ],
  [
    'references',
    () =>
      oneMachine(
        'datastore',
        '<val xsi:type="ArrayOfManagedObjectReference">',
        pieces(200 * MB, (n) => `<ManagedObjectReference type="Datastore">ds-${n}</ManagedObjectReference>`),
        '</val>',
      ),
  ],
  [
    'elements within elements',
    () =>
      oneMachine(
        'config',
        '<val xsi:type="Invented">',
        pieces(100 * MB, (n) => `<a${n}>`),
        '</val>',
      ),
  ],
  [
    'missing values',
    () => oneMachine('name', '<val xsi:type="xsd:string">x</val></propSet>', missing(200 * MB), '<propSet>'),
  ],
];

function missing(bytes: number): Iterable<string> {
  return pieces(
    bytes,
    (n) =>
      `<missingSet><path>p${n}</path><fault><fault xsi:type="NoPermission"/><localizedMessage/></fault></missingSet>`,
  );
}

describe('one value that leaves the budget', () => {
  it.each(SHAPES)('%s: the application stays, says why and logs out', async (_, write) => {
    const { code, stderr, report, logouts } = await collect(write, {
      VSPHERE_MEMORY_BUDGET_MB: '128',
      VSPHERE_DATA_PRUNING: 'false',
    });
    expect(code, stderr).toBe(5);
    expect(report.objects.HostSystem).toBeGreaterThan(0);
    expect(report.error?.code, stderr).toMatch(/^(budget-exceeded|protocol)$/);
    if (report.error?.code === 'budget-exceeded')
      expect(report.error.message).toMatch(/^The memory budget of 128 MB was exceeded at batch \d+ of VirtualMachine/);
    expect(report.peakRssBytes).toBeLessThan(600 * MB);
    expect(logouts).toBe(1);
  });

  it.each(SHAPES.slice(0, 4))('%s: passed over in flat memory where nobody asked for it', async (_, write) => {
    const { report } = await collect(function* () {
      for (const part of write()) yield part.replace(/<name>[\w.]+<\/name>/, '<name>layoutEx</name>');
    });
    expect(report.collector.heapPeakBytes).toBeLessThan(64 * MB);
    expect(report.peakRssBytes).toBeLessThan(400 * MB);
  });
});

/** A demo vCenter in a process of its own, that tells what is open in it when it is asked. */
import { startDemoVcenter } from '../../main/demo/demo-vcenter.ts';
import type { DemoQuestion } from './watched-demo-fixture.ts';

const [vms = '100', life = 'false'] = process.argv.slice(2);
const demo = await startDemoVcenter({
  vms: Number(vms),
  seed: 1,
  restricted: false,
  life: life === 'true',
});
const { url, user, password, counts } = demo;
process.on('message', ({ id }: DemoQuestion) => {
  process.send?.({ id, answer: demo.activity() });
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: { url, user, password, counts } });

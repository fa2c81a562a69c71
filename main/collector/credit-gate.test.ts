import { describe, expect, it } from 'vitest';
import { CreditGate } from './credit-gate.ts';

const never = new AbortController().signal;

describe('CreditGate', () => {
  it('holds the sender while the window is full', async () => {
    const gate = new CreditGate(2);
    await gate.take(never);
    await gate.take(never);
    let third = false;
    const taken = gate.take(never).then(() => {
      third = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(third).toBe(false);
    gate.acknowledge(0);
    await taken;
    expect(gate.underWay).toBe(2);
  });

  it('takes an acknowledgement of several at once and ignores what was never sent', async () => {
    const gate = new CreditGate(3);
    for (let count = 0; count < 3; count += 1) await gate.take(never);
    gate.acknowledge(1);
    expect(gate.underWay).toBe(1);
    gate.acknowledge(0);
    expect(gate.underWay).toBe(1);
    gate.acknowledge(99);
    expect(gate.underWay).toBe(0);
  });

  it('rejects a waiting sender when it is cancelled', async () => {
    const gate = new CreditGate(1);
    const abort = new AbortController();
    await gate.take(abort.signal);
    const waiting = gate.take(abort.signal);
    abort.abort(new Error('stop'));
    await expect(waiting).rejects.toThrow('stop');
  });
});

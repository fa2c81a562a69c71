import { describe, expect, it } from 'vitest';
import { Subscriptions } from './subscriptions.ts';

function subscriptions() {
  const changes: string[] = [];
  return { changes, subject: new Subscriptions((name, wanted) => changes.push(`${wanted ? '+' : '-'}${name}`)) };
}

describe('Subscriptions', () => {
  it('tells when the first listener came and when the last one left', () => {
    const { subject, changes } = subscriptions();
    const first = subject.add('memory:ticks', () => {});
    const second = subject.add('memory:ticks', () => {});
    expect(changes).toEqual(['+memory:ticks']);
    first();
    first();
    expect(changes).toEqual(['+memory:ticks']);
    second();
    expect(changes).toEqual(['+memory:ticks', '-memory:ticks']);
    subject.add('memory:ticks', () => {});
    expect(changes).toHaveLength(3);
  });

  it('hands a payload to the listeners of its push only', () => {
    const { subject } = subscriptions();
    const heard: unknown[] = [];
    subject.add('memory:ticks', (payload) => heard.push(['tick', payload]));
    const end = subject.add('collection:changed', (payload) => heard.push(['changed', payload]));
    subject.emit('collection:changed', 1);
    end();
    subject.emit('collection:changed', 2);
    subject.emit('memory:ticks', 3);
    expect(heard).toEqual([
      ['changed', 1],
      ['tick', 3],
    ]);
  });

  it('lists what is wanted, in the order of the contract', () => {
    const { subject } = subscriptions();
    subject.add('memory:ticks', () => {});
    const end = subject.add('inventory:chunk', () => {});
    subject.add('collection:changed', () => {});
    expect(subject.wanted()).toEqual(['collection:changed', 'inventory:chunk', 'memory:ticks']);
    end();
    expect(subject.wanted()).toEqual(['collection:changed', 'memory:ticks']);
  });
});

import { describe, expect, it } from 'vitest';
import { Subscriptions } from './subscriptions.ts';

function subscriptions() {
  const changes: string[] = [];
  return { changes, subject: new Subscriptions((name, wanted) => changes.push(`${wanted ? '+' : '-'}${name}`)) };
}

describe('Subscriptions', () => {
  it('tells when the first listener came and when the last one left', () => {
    const { subject, changes } = subscriptions();
    const first = subject.add('memory:tick', () => {});
    const second = subject.add('memory:tick', () => {});
    expect(changes).toEqual(['+memory:tick']);
    first();
    first();
    expect(changes).toEqual(['+memory:tick']);
    second();
    expect(changes).toEqual(['+memory:tick', '-memory:tick']);
    subject.add('memory:tick', () => {});
    expect(changes).toHaveLength(3);
  });

  it('hands a payload to the listeners of its push only', () => {
    const { subject } = subscriptions();
    const heard: unknown[] = [];
    subject.add('memory:tick', (payload) => heard.push(['tick', payload]));
    const end = subject.add('collection:changed', (payload) => heard.push(['changed', payload]));
    subject.emit('collection:changed', 1);
    end();
    subject.emit('collection:changed', 2);
    subject.emit('memory:tick', 3);
    expect(heard).toEqual([
      ['changed', 1],
      ['tick', 3],
    ]);
  });

  it('lists what is wanted, in the order of the contract', () => {
    const { subject } = subscriptions();
    subject.add('memory:tick', () => {});
    const end = subject.add('inventory:chunk', () => {});
    subject.add('collection:changed', () => {});
    expect(subject.wanted()).toEqual(['collection:changed', 'inventory:chunk', 'memory:tick']);
    end();
    expect(subject.wanted()).toEqual(['collection:changed', 'memory:tick']);
  });
});

import { describe, expect, it } from 'vitest';
import { type Answers, testBridge } from '../bridge/bridge-fixture.ts';
import { createLinkStore } from '../bridge/link-store.ts';
import { collectionState } from './collection-fixture.ts';
import { followCollections } from './collection-store.ts';
import { createNoticeStore } from './notices.ts';
import { Repeat } from './repeat.ts';

const ended = collectionState({ id: 'c1', startedAt: 1000, phase: 'completed', rows: 10 });
const again = collectionState({ id: 'c2', startedAt: 2000, phase: 'connecting' });
const refusal = { code: 'login-refused', message: 'The password is wrong.', action: 'Connect again.' } as const;

/** Main as it answers: the first repetition is c2, the second c3. */
function answering(): Answers {
  let started = 1;
  return {
    'collection:repeat': () => {
      started += 1;
      return { collectionId: `c${started}` };
    },
  };
}

async function repeat(answers: Answers = answering(), saved = async () => {}) {
  const test = testBridge({ 'collection:list': () => [ended], ...answers });
  const { store: collections } = followCollections(test.bridge, createLinkStore());
  const notices = createNoticeStore();
  const subject = new Repeat({ bridge: test.bridge, collections, notices, saved });
  await test.settled();
  return {
    ...test,
    subject,
    texts: () => notices.getState().notices.map(({ content }) => `${content.message} ${content.action}`),
  };
}

describe('Repeat', () => {
  it('is busy until the collection has begun', async () => {
    const { subject, push, asked, texts } = await repeat();
    await subject.start();
    expect(asked.at(-1)).toEqual({ name: 'collection:repeat', params: { collectionId: 'c1' } });
    push('collection:changed', again);
    expect(subject.store.getState().busy).toBe(true);
    push('collection:changed', { ...again, phase: 'collecting', currentType: 'Datacenter' });
    expect(subject.store.getState().busy).toBe(false);
    expect(texts()).toEqual([]);
  });

  it('waits until what was chosen for the next collection is saved', async () => {
    let done = () => {};
    const saving = new Promise<void>((resolve) => {
      done = resolve;
    });
    const { subject, asked } = await repeat(answering(), () => saving);
    const started = subject.start();
    expect(subject.store.getState().busy).toBe(true);
    await Promise.resolve();
    expect(asked.map(({ name }) => name)).not.toContain('collection:repeat');
    done();
    await started;
    expect(asked.at(-1)?.name).toBe('collection:repeat');
  });

  it('asks once, however often it is wished for', async () => {
    const { subject, asked } = await repeat();
    await Promise.all([subject.start(), subject.start()]);
    expect(asked.filter(({ name }) => name === 'collection:repeat')).toHaveLength(1);
  });

  it('makes a notice of a refusal, which stays until the next try', async () => {
    const { subject, push, texts } = await repeat();
    await subject.start();
    push('collection:changed', { ...again, phase: 'failed', error: refusal });
    expect(subject.store.getState().busy).toBe(false);
    expect(texts()).toEqual(['Collecting again did not work: The password is wrong. Connect again.']);
    await subject.start();
    expect(texts()).toEqual([]);
  });

  it('makes a notice of a request that is not answered', async () => {
    const { subject, texts } = await repeat({});
    await subject.start();
    expect(texts()).toEqual(['Collecting again did not work: The test has no answer. Give one.']);
    expect(subject.store.getState().busy).toBe(false);
  });

  it('leaves an error to the screen when the collection took it', async () => {
    const { subject, push, texts } = await repeat();
    await subject.start();
    push('collection:changed', { ...again, phase: 'partial', rows: 5, error: refusal });
    expect(texts()).toEqual([]);
  });

  it('repeats the newest attempt at the same vCenter, since main forgets older ones', async () => {
    const { subject, push, asked } = await repeat();
    push('collection:changed', { ...again, phase: 'failed', error: refusal });
    await subject.start();
    expect(asked.at(-1)?.params).toEqual({ collectionId: 'c2' });
  });

  it('does not repeat an attempt at another vCenter', async () => {
    const { subject, push, asked } = await repeat();
    push('collection:changed', {
      ...again,
      phase: 'failed',
      source: { ...again.source, label: 'other.example' },
    });
    await subject.start();
    expect(asked.at(-1)?.params).toEqual({ collectionId: 'c1' });
  });
});

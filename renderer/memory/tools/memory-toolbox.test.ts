import { describe, expect, it } from 'vitest';
import { type Answers, NOT_ANSWERED, testBridge } from '../../bridge/bridge-fixture.ts';
import { createLinkStore } from '../../bridge/link-store.ts';
import { MemoryToolbox } from './memory-toolbox.ts';
import { memoryTools, node, profile } from './tools-fixture.ts';

async function toolbox(answers: Answers = {}) {
  const test = testBridge({ 'memory:tools': () => memoryTools(), ...answers });
  const link = createLinkStore();
  const box = new MemoryToolbox({ bridge: test.bridge, link });
  await test.settled();
  return { ...test, link, box, state: () => box.store.getState() };
}

describe('MemoryToolbox', () => {
  it('knows what the tools do from the start, by every push, and again after a reconnection', async () => {
    let isolates = ['main'];
    const { state, push, link, settled, box } = await toolbox({ 'memory:tools': () => memoryTools({ isolates }) });
    expect(state().tools?.isolates).toEqual(['main']);
    push('memory:tools', memoryTools({ recording: { isolate: 'main', since: 5 } }));
    expect(state().tools?.recording).toEqual({ isolate: 'main', since: 5 });
    isolates = ['main', 'collector-7'];
    link.setState({ generation: 1 });
    await settled();
    expect(state().tools?.isolates).toEqual(isolates);
    box.dispose();
    push('memory:tools', memoryTools());
    expect(state().tools?.isolates).toEqual(isolates);
  });

  it('collects garbage once, however often it is asked meanwhile', async () => {
    const garbage = [{ isolate: 'main', beforeBytes: 30, afterBytes: 20, pauseMs: 4 }];
    const { box, state, asked, settled } = await toolbox({ 'memory:collect-garbage': () => garbage });
    void box.collectGarbage();
    void box.collectGarbage();
    expect(state().garbage).toEqual({ phase: 'busy' });
    await settled();
    expect(state().garbage).toEqual({ phase: 'done', value: garbage });
    expect(asked.filter(({ name }) => name === 'memory:collect-garbage')).toHaveLength(1);
    box.forgetGarbage();
    expect(state().garbage).toEqual({ phase: 'idle' });
  });

  it('keeps why something failed', async () => {
    const { box, state } = await toolbox();
    await box.takeSnapshot('main');
    expect(state().snapshot).toEqual({ phase: 'failed', error: NOT_ANSWERED });
    await box.startRecording('main');
    expect(state().recordingStart).toEqual({ phase: 'failed', error: NOT_ANSWERED });
    await box.startLeakCheck('c1', 10);
    expect(state().leakError).toEqual(NOT_ANSWERED);
  });

  it('does not forget a snapshot that is being written', async () => {
    const file = { path: '/data/memory/a.heapsnapshot', bytes: 5 };
    const { box, state, settled, asked } = await toolbox({ 'memory:snapshot': () => file });
    void box.takeSnapshot('collector-1');
    box.forgetSnapshot();
    expect(state().snapshot).toEqual({ phase: 'busy' });
    await settled();
    expect(state().snapshot).toEqual({ phase: 'done', value: file });
    expect(asked.at(-1)?.params).toEqual({ isolate: 'collector-1' });
    box.forgetSnapshot();
    expect(state().snapshot).toEqual({ phase: 'idle' });
  });

  it('keeps the last recording until the next one has ended', async () => {
    const recorded = {
      isolate: 'main',
      seconds: 3,
      file: { path: '/data/memory/a.heapprofile', bytes: 5 },
      profile: profile(node('(root)', 4)),
    };
    const { box, state } = await toolbox({ 'memory:profile-start': () => ({}), 'memory:profile-stop': () => recorded });
    await box.startRecording('main');
    await box.stopRecording();
    expect(state().recorded).toEqual({ phase: 'done', value: recorded });
    await box.startRecording('main');
    expect(state().recorded.phase).toBe('done');
  });

  it('forgets why a leak check did not begin once the next one begins', async () => {
    let refused = true;
    const { box, state, asked } = await toolbox({
      'memory:leak-start': () => {
        if (refused) throw new Error('busy');
        return {};
      },
    });
    await box.startLeakCheck('c1', 10);
    expect(state().leakError).toBeDefined();
    refused = false;
    await box.startLeakCheck('c1', 5);
    expect(state().leakError).toBeUndefined();
    expect(asked.at(-1)).toEqual({ name: 'memory:leak-start', params: { collectionId: 'c1', runs: 5 } });
  });
});

import { describe, expect, it } from 'vitest';
import type { AttributeSelection } from '../../../shared/attribute-selection.ts';
import { attributeSelectionSchema } from '../../../shared/attribute-selection-schema.ts';
import { HeapsphereError } from '../../../shared/errors.ts';
import { testBridge } from '../../bridge/bridge-fixture.ts';
import { AttributeEditor } from './attribute-editor.ts';
import { toggled } from './selection-edit.ts';

/** Main as far as the selection goes; it can be made to refuse. */
function editor(stored: AttributeSelection = {}) {
  const main = { stored, refuses: false, saves: 0 };
  const { bridge } = testBridge({
    'attributes:list': () => main.stored,
    'attributes:update': async ({ selection }) => {
      await Promise.resolve();
      if (main.refuses) {
        throw new HeapsphereError({ code: 'internal', message: 'The disk is full.', action: 'Make room.' });
      }
      main.saves += 1;
      main.stored = attributeSelectionSchema.parse(selection);
      return main.stored;
    },
  });
  return { main, subject: new AttributeEditor(bridge) };
}

describe('AttributeEditor', () => {
  it('reads the selection and saves each change at once', async () => {
    const { main, subject } = editor({ Datastore: ['name'] });
    await subject.read();
    expect(subject.store.getState().selection).toEqual({ Datastore: ['name'] });
    await subject.change((now) => toggled(now, 'Folder', 'childType'));
    expect(main.stored).toEqual({ Datastore: ['name'], Folder: ['name', 'parent', 'overallStatus'] });
  });

  it('saves changes that are made meanwhile after the one under way, the last state last', async () => {
    const { main, subject } = editor();
    await subject.read();
    const paths = ['childType', 'parent', 'overallStatus'];
    await Promise.all(paths.map((path) => subject.change((now) => toggled(now, 'Folder', path))));
    expect(main.stored).toEqual({ Folder: ['name'] });
    expect(main.saves).toBe(2);
  });

  it('keeps what could not be saved, with the reason, and saves it when told again', async () => {
    const { main, subject } = editor();
    await subject.read();
    main.refuses = true;
    await subject.change((now) => toggled(now, 'Folder', 'childType'));
    await subject.read();
    expect(subject.store.getState()).toMatchObject({
      selection: { Folder: ['name', 'parent', 'overallStatus'] },
      error: { message: 'The disk is full.' },
    });
    main.refuses = false;
    await subject.save();
    expect(subject.store.getState().error).toBeUndefined();
    expect(main.stored).toEqual({ Folder: ['name', 'parent', 'overallStatus'] });
  });

  it('tells why the selection cannot be read', async () => {
    const subject = new AttributeEditor(testBridge().bridge);
    await subject.read();
    expect(subject.store.getState()).toMatchObject({ selection: undefined, error: { code: 'internal' } });
  });
});

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorData } from '../../shared/errors.ts';
import { outcomeText, type Preset, planChanges, undoOf } from './presets.ts';
import type { SettingChanges, SettingsEditor } from './settings-editor.ts';
import { TROUBLESHOOT_STEPS, type TroubleshootStep } from './troubleshoot.ts';

export interface PresetState {
  /** What came of the preset applied last. */
  readonly outcome:
    | { readonly presetId: string; readonly text: string; readonly error: ErrorData | undefined }
    | undefined;
  /** Takes that preset back; undefined when there is nothing to take back. */
  readonly undo: SettingChanges | undefined;
  /** How the switches of troubleshooting stood before its first step. */
  readonly before: SettingChanges | undefined;
}

/** Applies presets and steps of troubleshooting, and remembers the way back for as long as the window lives. */
export class PresetRunner {
  readonly store: StoreApi<PresetState> = createStore<PresetState>(() => ({
    outcome: undefined,
    undo: undefined,
    before: undefined,
  }));
  readonly #editor: SettingsEditor;

  constructor(editor: SettingsEditor) {
    this.#editor = editor;
  }

  async apply({ id, values }: Preset): Promise<void> {
    const views = this.#editor.store.getState().views ?? [];
    const plan = planChanges(views, values);
    const keys = Object.keys(plan.changes);
    const undo = undoOf(views, keys);
    const error = keys.length === 0 ? undefined : await this.#editor.save(plan.changes);
    const undoable = error === undefined && keys.length > 0;
    this.store.setState({
      outcome: { presetId: id, text: error === undefined ? outcomeText(plan) : '', error },
      undo: undoable ? undo : undefined,
    });
  }

  /** Takes the last preset back. */
  async undo(): Promise<void> {
    const { undo } = this.store.getState();
    if (undo === undefined || (await this.#editor.save(undo)) !== undefined) return;
    this.store.setState({ outcome: undefined, undo: undefined });
  }

  /** Switches off what a step of troubleshooting is about. */
  async takeStep({ key }: TroubleshootStep): Promise<void> {
    const { views = [] } = this.#editor.store.getState();
    const { before = undoOf(views, keysOfSteps()) } = this.store.getState();
    if ((await this.#editor.save({ [key]: 'false' })) === undefined) this.store.setState({ before });
  }

  /** Puts the switches of troubleshooting back to how they stood before; on, when nobody remembers. */
  async stepBack(): Promise<void> {
    const { views = [] } = this.#editor.store.getState();
    const { before = {} } = this.store.getState();
    const open = views.filter(({ key, locked }) => keysOfSteps().includes(key) && locked === undefined);
    const changes = Object.fromEntries(open.map(({ key }) => [key, before[key] ?? null]));
    if ((await this.#editor.save(changes)) === undefined) this.store.setState({ before: undefined });
  }
}

function keysOfSteps(): readonly string[] {
  return TROUBLESHOOT_STEPS.map(({ key }) => key);
}

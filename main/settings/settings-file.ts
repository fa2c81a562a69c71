import { readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import type { AttributeSelection } from '../../shared/attribute-selection.ts';
import { attributeSelectionSchema } from '../../shared/attribute-selection-schema.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { SETTINGS, type SettingKey } from '../../shared/settings.ts';
import { writeAtomically } from './atomic-file.ts';
import { parseSetting, SETTING_KEYS, type SettingTexts } from './resolve.ts';

const VERSION = 1;
const MAX_BYTES = 1024 * 1024;

/** What the settings file holds. */
export interface StoredSettings {
  readonly texts: SettingTexts;
  readonly attributes: AttributeSelection;
}

const fileSchema = z.strictObject({
  version: z.literal(VERSION),
  /** Text values by variable name. */
  settings: z.record(z.string(), z.string()).default({}),
  attributes: attributeSelectionSchema.default({}),
});

const EMPTY: StoredSettings = { texts: {}, attributes: {} };

/**
 * Reads the settings file. One that cannot be understood, or holds what is not allowed, is set aside under another name,
 * so that nothing in it is lost, and `notice` says so.
 */
export async function readSettingsFile(path: string): Promise<{ stored: StoredSettings; notice?: string }> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { stored: EMPTY };
    return {
      stored: EMPTY,
      notice: `The settings file ${path} cannot be read (${describe(error)}); defaults are used.`,
    };
  }
  try {
    return { stored: parseFile(text) };
  } catch (error) {
    return { stored: EMPTY, notice: await setAside(path, describe(error)) };
  }
}

/** Replaces the settings file, whole or not at all. Throws `internal` naming the file when it cannot be written. */
export async function writeSettingsFile(path: string, { texts, attributes }: StoredSettings): Promise<void> {
  const settings: Record<string, string> = {};
  for (const key of SETTING_KEYS) {
    const text = texts[key];
    if (text !== undefined) settings[SETTINGS[key].name] = text;
  }
  try {
    await writeAtomically(path, `${JSON.stringify({ version: VERSION, settings, attributes }, undefined, 2)}\n`);
  } catch (error) {
    throw new HeapsphereError(
      {
        code: 'internal',
        message: `The settings file ${path} cannot be written: ${describe(error)}.`,
        action: 'Check that you may write there and that the disk has room; the old settings are still there.',
      },
      { cause: error },
    );
  }
}

function parseFile(text: string): StoredSettings {
  if (text.length > MAX_BYTES) throw new RangeError(`it is larger than ${MAX_BYTES} bytes`);
  const parsed = fileSchema.safeParse(JSON.parse(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RangeError(`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not understood'}`);
  }
  const texts: Partial<Record<SettingKey, string>> = {};
  for (const [name, value] of Object.entries(parsed.data.settings)) {
    const key = SETTING_KEYS.find((each) => SETTINGS[each].name === name && !SETTINGS[each].neverStored);
    if (key === undefined) throw new RangeError(`"${name.slice(0, 80)}" is no setting that a file may hold`);
    parseSetting(key, value, 'file');
    texts[key] = value;
  }
  return { texts, attributes: parsed.data.attributes };
}

async function setAside(path: string, reason: string): Promise<string> {
  const aside = `${path}.${new Date().toISOString().replaceAll(/[:.]/g, '-')}.bad`;
  try {
    await rename(path, aside);
    return `The settings file was not understood (${reason}), so it was set aside as ${aside} and defaults are used.`;
  } catch (error) {
    return `The settings file ${path} is not understood (${reason}) and cannot be set aside (${describe(error)}); defaults are used.`;
  }
}

function describe(error: unknown): string {
  if (error instanceof HeapsphereError) return `${error.message} ${error.data.action}`.replace(/\.$/, '');
  return error instanceof Error ? error.message : String(error);
}

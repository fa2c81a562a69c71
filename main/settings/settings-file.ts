import { randomBytes } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import type { AttributeSelection } from '../../shared/attribute-selection.ts';
import { attributeSelectionSchema } from '../../shared/attribute-selection-schema.ts';
import { HeapsphereError } from '../../shared/errors.ts';
import { SETTINGS, type SettingKey } from '../../shared/settings.ts';
import { writeAtomically } from './atomic-file.ts';
import { withFileLock } from './file-lock.ts';
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

export interface ReadSettings {
  readonly stored: StoredSettings;
  /** Why the file was not taken. */
  readonly notice?: string;
  /** The file is still where it was, with what it holds. */
  readonly unread?: true;
}

/**
 * Reads the settings file. One that cannot be understood, or holds what is not allowed, is set aside under another name,
 * so that nothing in it is lost, and `notice` says so.
 */
export async function readSettingsFile(path: string): Promise<ReadSettings> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { stored: EMPTY };
    const notice = `The settings file ${path} cannot be read (${describe(error)}); defaults are used. Mend the file, or remove it.`;
    return { stored: EMPTY, notice, unread: true };
  }
  try {
    return { stored: parseFile(text) };
  } catch (error) {
    return { stored: EMPTY, ...(await setAside(path, describe(error))) };
  }
}

/**
 * Changes the settings file as it is by now, while nobody else does. Resolves to what it holds then, with a notice when
 * what was there had to be set aside. Throws what `change` throws, and `internal` naming the file when it cannot be read or written.
 */
export async function changeSettingsFile(
  path: string,
  change: (stored: StoredSettings) => StoredSettings,
): Promise<ReadSettings> {
  try {
    return await withFileLock(`${path}.lock`, async () => {
      const { stored: before, ...read } = await readSettingsFile(path);
      if (read.unread) throw cannotWrite(path, 'what it holds cannot be read, and would be lost');
      const stored = change(before);
      await writeSettingsFile(path, stored);
      return { ...read, stored };
    });
  } catch (error) {
    throw error instanceof HeapsphereError ? error : cannotWrite(path, describe(error), error);
  }
}

/** Replaces the settings file, whole or not at all. */
async function writeSettingsFile(path: string, { texts, attributes }: StoredSettings): Promise<void> {
  const settings: Record<string, string> = {};
  for (const key of SETTING_KEYS) {
    const text = texts[key];
    if (text !== undefined) settings[SETTINGS[key].name] = text;
  }
  await writeAtomically(path, `${JSON.stringify({ version: VERSION, settings, attributes }, undefined, 2)}\n`);
}

function cannotWrite(path: string, reason: string, cause?: unknown): HeapsphereError {
  return new HeapsphereError(
    {
      code: 'internal',
      message: `The settings file ${path} cannot be written: ${reason.replace(/\.$/, '')}.`,
      action: 'Check that you may write there and that the disk has room; the old settings are still there.',
    },
    { cause },
  );
}

function parseFile(text: string): StoredSettings {
  if (text.length > MAX_BYTES) throw new RangeError(`it is larger than ${MAX_BYTES} bytes`);
  const parsed = fileSchema.safeParse(parseJson(text));
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message would repeat a part of the file, which may hold what nobody should see.
    throw new RangeError('it is not JSON');
  }
}

async function setAside(path: string, reason: string): Promise<Omit<ReadSettings, 'stored'>> {
  // Never the name of one that was set aside before.
  const aside = `${path}.${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${randomBytes(3).toString('hex')}.bad`;
  try {
    await rename(path, aside);
    const notice = `The settings file was not understood (${reason}), so it was set aside as ${aside} and defaults are used. Set what you need anew, or mend that file and put it back.`;
    return { notice };
  } catch (error) {
    const notice = `The settings file ${path} is not understood (${reason}) and cannot be set aside (${describe(error)}); defaults are used. Mend the file, or remove it.`;
    return { notice, unread: true };
  }
}

function describe(error: unknown): string {
  if (error instanceof HeapsphereError) return `${error.message} ${error.data.action}`.replace(/\.$/, '');
  return error instanceof Error ? error.message : String(error);
}

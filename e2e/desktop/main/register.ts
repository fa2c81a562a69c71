/** Loaded before the desktop application's main bundle: `electron` is the double beside this file. */
import { registerHooks } from 'node:module';

const DOUBLE = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: DOUBLE, shortCircuit: true, format: 'module-typescript' }
      : next(specifier, context),
});

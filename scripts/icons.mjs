// npm run icons: draws the application's icons for every platform from packaging/icon.svg; small ones from the page's own.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserOptions } from '../e2e/fixtures/browser.ts';
import { ICNS_SIZES, icnsOf, icoOf } from './lib/icon-files.mjs';
import { say } from './lib/output.mjs';
import { ROOT } from './lib/paths.mjs';

const FOLDER = join(ROOT, 'packaging');
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** Fine lines of the large picture would be lost below. */
const SMALLEST_LARGE = 48;
/** macOS leaves a margin around the shape, for its shadow. */
const MAC_SCALE = 824 / 1024;

const large = readFileSync(join(FOLDER, 'icon.svg'), 'utf8');
const small = readFileSync(join(ROOT, 'renderer', 'public', 'favicon.svg'), 'utf8');
const browser = await chromium.launch(browserOptions());
try {
  const page = await browser.newPage();
  mkdirSync(join(FOLDER, 'icons'), { recursive: true });
  const plain = await drawAll([...new Set([...LINUX_SIZES, ...WINDOWS_SIZES])], 1);
  for (const size of LINUX_SIZES) write(`icons/${size}x${size}.png`, plain.get(size) ?? Buffer.alloc(0));
  write('icon.ico', icoOf(new Map([...plain].filter(([size]) => WINDOWS_SIZES.includes(size)))));
  write('icon.icns', icnsOf(await drawAll(ICNS_SIZES, MAC_SCALE)));

  /** @param {readonly number[]} sizes @param {number} scale */
  async function drawAll(sizes, scale) {
    /** @type {Map<number, Buffer>} */
    const pictures = new Map();
    for (const size of sizes) pictures.set(size, await draw(size, scale));
    return pictures;
  }

  /** @param {number} size @param {number} scale */
  async function draw(size, scale) {
    const source = size < SMALLEST_LARGE ? small : large;
    const data = Buffer.from(source).toString('base64');
    const inner = size * scale;
    const style = `position:absolute;left:${(size - inner) / 2}px;top:${(size - inner) / 2}px;width:${inner}px;height:${inner}px`;
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<img alt="" style="${style}" src="data:image/svg+xml;base64,${data}">`);
    await page.locator('img').evaluate((image) => /** @type {HTMLImageElement} */ (image).decode());
    return page.screenshot({ omitBackground: true });
  }
} finally {
  await browser.close();
}

/** @param {string} name @param {Buffer} bytes */
function write(name, bytes) {
  writeFileSync(join(FOLDER, name), bytes);
  say(`packaging/${name}  ${bytes.byteLength} bytes`);
}

import { expect, test } from './fixtures/app.ts';
import { CachePage } from './fixtures/cache-page.ts';
import { lowContrastTexts } from './fixtures/contrast.ts';
import { Dashboard } from './fixtures/dashboard.ts';
import { SettingsPage } from './fixtures/settings-page.ts';

/** Least contrast of text by WCAG 2, level AA. */
const LEAST_CONTRAST = 4.5;

// Half-way through a change of colours, none of them would be the theme's.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const colorScheme of ['dark', 'light'] as const) {
  test(`every text of the settings and the cache is readable in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const readable = (what: string) => expect.poll(() => lowContrastTexts(page, LEAST_CONTRAST), what).toEqual([]);
    const dashboard = new Dashboard(page);
    await dashboard.collected();

    await dashboard.openScreen('Settings');
    const settings = new SettingsPage(page);
    await settings.toggle('Data pruning');
    await settings.troubleshoot.getByRole('button', { name: 'Apply: Garbage collection off' }).click();
    await settings.field('Batch size').text.fill('0');
    await settings.field('Batch size').text.press('Enter');
    await expect(settings.field('Batch size').error).toBeVisible();
    await readable('settings');
    await settings.showAttributes();
    await settings.attribute('Status').uncheck({ force: true });
    await readable('attributes');

    await dashboard.openScreen('Cache');
    const cache = new CachePage(page);
    await expect(cache.entry('VMs')).toBeVisible();
    await readable('cache');
    await cache.root.getByRole('button', { name: 'Open the chunks of VMs' }).click();
    await expect(cache.chunkDialog.getByText('Chunk 1 of')).toBeVisible();
    await readable('chunk');
    await page.keyboard.press('Escape');
    await cache.root.getByRole('button', { name: 'Remove VMs…' }).click();
    await expect(cache.removeDialog.getByText(/^1 entry/)).toBeVisible();
    await readable('removal');
  });
}

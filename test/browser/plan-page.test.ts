import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { renderPlanHtml } from '../../src/report/plan/render-plan-html.ts';
import type { PlanDocument } from '../../src/schema/generated/plan.ts';
import { aChange } from '../report/a-plan.ts';
import { hostileNames } from '../report/hostile-names.ts';
import { planAround } from '../report/plan-around.ts';
import { mixedPlan, refusedPlan } from '../report/sample-plans.ts';
import { hasBrowser, launchBrowser, type OpenedPage, photograph, withPage } from './a-browser.ts';

const describeInBrowser = hasBrowser ? describe : describe.skip;
if (!hasBrowser) {
  console.warn('There is no Chromium: the page is not tested. Install it, or set CHROMIUM.');
}

/** More changes than are shown open at first; seven of them say the same. */
const widePlan: PlanDocument = {
  ...mixedPlan,
  changes: [
    ...mixedPlan.changes,
    ...Array.from({ length: 7 }, (_, index) => aChange(`audience/Extra ${index}`, 'update')),
  ],
};

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

describeInBrowser('the page of a plan, opened from disk', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const open = (
    plan: PlanDocument,
    use: (opened: OpenedPage) => Promise<void>,
    options: BrowserContextOptions = desk,
  ) => withPage(browser, renderPlanHtml(plan), options, use);

  test.each<[string, BrowserContextOptions]>([
    ['light', { ...desk, colorScheme: 'light' }],
    ['dark', { ...desk, colorScheme: 'dark' }],
    ['phone', phone],
    ['phone-dark', { ...phone, colorScheme: 'dark' }],
  ])('fits a screen, fetches nothing and complains of nothing: %s', async (name, options) => {
    await open(
      mixedPlan,
      async ({ page, trouble }) => {
        expect(await overflow(page)).toBe(0);
        expect(trouble).toEqual([]);
        await photograph(page, `mixed-${name}`);
      },
      options,
    );
    await open(
      widePlan,
      async ({ page, trouble }) => {
        await page.getByRole('button', { name: 'Open all' }).click();
        expect(await overflow(page)).toBe(0);
        expect(trouble).toEqual([]);
        await photograph(page, `wide-${name}`);
      },
      options,
    );
  });

  test('dark is dark, and light is light', async () => {
    const brightness: number[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await open(
        mixedPlan,
        async ({ page }) => {
          brightness.push(await page.evaluate(readBrightness));
        },
        { ...desk, colorScheme },
      );
    }
    expect(brightness[0]).toBeGreaterThan(200);
    expect(brightness[1]).toBeLessThan(60);
  });

  test('is filtered by action, kind, people and words, and says how many are shown', async () => {
    await open(widePlan, async ({ page, trouble }) => {
      const status = page.getByRole('status');
      expect(await status.textContent()).toBe('All 13 shown');
      await page.locator('#filters label', { hasText: 'create' }).click();
      expect(await shown(page)).toEqual(['CRM 2026', 'Win-back spring']);
      expect(await page.locator('.alike').isVisible()).toBe(false);
      expect(await status.textContent()).toBe('2 of 13 shown');
      await page.getByLabel('Kind').selectOption('segment');
      expect(await shown(page)).toEqual(['CRM 2026']);
      await photograph(page, 'filtered');
      await page.getByRole('button', { name: 'Reset' }).click();
      await expectSoon(async () => (await shown(page)).length === 13);
      await page.getByRole('searchbox').fill('LIKE crm');
      // The audience changes through the segment.
      expect(await shown(page)).toEqual(['Lookalike of CRM', 'Prospects like our customers']);
      await page.locator('#filters label', { hasText: 'affected' }).click();
      expect(await shown(page)).toEqual(['Prospects like our customers']);
      await page.getByRole('searchbox').fill('no such name');
      expect(await shown(page)).toEqual([]);
      expect(await page.locator('#none').isVisible()).toBe(true);
      expect(trouble).toEqual([]);
    });
  });

  test('an entity opens with its trees before and after', async () => {
    await open(widePlan, async ({ page }) => {
      const card = page.locator('details.change', { hasText: 'Recent viewers not in CRM' }).first();
      const tree = card.getByRole('figure').first();
      expect(await tree.isVisible()).toBe(false);
      await card.locator('summary').first().click();
      expect(await tree.isVisible()).toBe(true);
      const text = await card.textContent();
      for (const part of ['CRM 2025', 'CRM 2026', '51001']) expect(text).toContain(part);
    });
  });

  test('works by keyboard alone', async () => {
    await open(widePlan, async ({ page }) => {
      await page.keyboard.press('/');
      await page.keyboard.type('spring');
      expect(await shown(page)).toEqual(['Win-back spring']);
      const focused = () => page.evaluate('document.activeElement.tagName');
      for (let tabs = 0; tabs < 20 && (await focused()) !== 'SUMMARY'; tabs += 1) {
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
      expect(await page.locator('details.change[open]').count()).toBe(1);
    });
  });

  test('without script everything can still be read', async () => {
    await open(
      widePlan,
      async ({ page }) => {
        expect((await shown(page)).length).toBe(13);
        expect(await page.locator('#filters').isVisible()).toBe(false);
      },
      { ...desk, javaScriptEnabled: false },
    );
  });

  test('a line of what to look at first shows its changes alone, and Reset all again', async () => {
    await open(widePlan, async ({ page, trouble }) => {
      const line = page.locator('.attention li', { hasText: 'is deleted' });
      await line.getByRole('button', { name: 'Show' }).click();
      await expectSoon(async () => (await shown(page)).join() === 'Black Friday 2025');
      expect(await page.getByRole('status').textContent()).toBe('1 of 13 shown');
      await page.getByRole('button', { name: 'Reset' }).click();
      await expectSoon(async () => (await shown(page)).length === 13);
      expect(trouble).toEqual([]);
    });
  });

  test('a refused plan says so first', async () => {
    await open(refusedPlan, async ({ page, trouble }) => {
      const text = await visibleText(page);
      expect(text.search(/refused/i)).toBeLessThan(text.indexOf('Recent shoe viewers'));
      expect(trouble).toEqual([]);
      await photograph(page, 'refused');
    });
  });

  test.each(hostileNames.filter((name) => /[<>{"]/.test(name)))(
    'a name is shown as the text that it is: %s',
    async (name) => {
      await open(planAround(name), async ({ page, trouble }) => {
        expect(await visibleText(page)).toContain(name.trim());
        expect(await page.locator('script').count()).toBe(1);
        expect(await page.locator('img, iframe, object, a[href^="javascript"]').count()).toBe(0);
        expect(await overflow(page)).toBe(0);
        expect(trouble).toEqual([]);
        if (name.startsWith('<img')) await photograph(page, 'hostile');
      });
    },
  );
});

/** The names of the changes that can be seen, sorted. */
async function shown(page: Page): Promise<readonly string[]> {
  const names = page.locator('details.change:visible > summary .name');
  return (await names.allTextContents()).map((name) => name.trim()).sort();
}

/** What can be read on the page, as it is laid out. */
function visibleText(page: Page): Promise<string> {
  return page.evaluate('document.body.innerText');
}

/** How far the page reaches beyond the side of the screen. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
}

const readBrightness = `(() => {
  const color = getComputedStyle(document.body).backgroundColor;
  const parts = color.match(/[\\d.]+/g).slice(0, 3).map(Number);
  return Math.max(...parts);
})()`;

/** Waits for what happens right after an event. */
async function expectSoon(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 50 && !(await isSo()); tries += 1);
  expect(await isSo()).toBe(true);
}

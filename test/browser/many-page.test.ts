import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { ProjectResult } from '../../src/report/many/project-result.ts';
import { renderManyHtml } from '../../src/report/many/render-many-html.ts';
import { hostileNames } from '../report/hostile-names.ts';
import { aFailure, aLargeRun, aResult } from '../report/many/a-run.ts';
import { planAround } from '../report/plan-around.ts';
import { mixedPlan, refusedPlan, settledPlan } from '../report/sample-plans.ts';
import { hasBrowser, launchBrowser, type OpenedPage, photograph, withPage } from './a-browser.ts';

const describeInBrowser = hasBrowser ? describe : describe.skip;

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** 400 projects with one change, ten dangerous ones among them, and four of their own. */
const results: readonly ProjectResult[] = [
  aFailure('beta-de'),
  aResult('beta-fr', refusedPlan),
  aResult('beta-it', mixedPlan),
  aResult('beta-nl', settledPlan),
  ...aLargeRun(),
];

describeInBrowser('the page of many projects, opened from disk', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const open = (
    shown: readonly ProjectResult[],
    use: (opened: OpenedPage) => Promise<void>,
    options: BrowserContextOptions = desk,
  ) => withPage(browser, renderManyHtml(shown, { command: 'plan' }), options, use);

  test.each<[string, BrowserContextOptions]>([
    ['light', desk],
    ['dark', { ...desk, colorScheme: 'dark' }],
    ['phone', phone],
  ])('fits a screen, and fetches nothing: %s', async (name, options) => {
    await open(
      results,
      async ({ page, trouble }) => {
        const overflow = () =>
          page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
        await photograph(page, `many-${name}`);
        await page.getByRole('button', { name: 'Open all' }).click();
        expect(await overflow()).toBe(0);
        expect(trouble).toEqual([]);
      },
      options,
    );
  });

  test('names what is dangerous before anything is opened', async () => {
    await open(results, async ({ page }) => {
      const titles = await page
        .locator('[data-action=dangerous] > summary .title')
        .allTextContents();
      for (let index = 7; index < 400; index += 40) {
        expect(titles.join(' ')).toContain(`acme-${String(index).padStart(3, '0')}`);
      }
    });
  });

  test('is filtered by project, by severity and by words of the changes', async () => {
    await open(results, async ({ page, trouble }) => {
      const status = page.getByRole('status');
      expect(await status.textContent()).toBe('All 404 shown');
      await page.getByLabel('Project', { exact: true }).selectOption('acme-012');
      expect(await status.textContent()).toBe('390 of 404 shown');
      expect(await page.locator('.project:visible').count()).toBe(1);
      await page.getByLabel('Project', { exact: true }).selectOption('beta-fr');
      expect(await status.textContent()).toBe('1 of 404 shown');
      await page.getByLabel('Project', { exact: true }).selectOption('all');
      await page.locator('#filters label', { hasText: 'dangerous' }).click();
      expect(await status.textContent()).toBe('11 of 404 shown');
      await page.locator('#filters label', { hasText: 'dangerous' }).click();
      // A name within a plan.
      await page.getByRole('searchbox').fill('black friday');
      expect(await status.textContent()).toBe('1 of 404 shown');
      await page.getByRole('searchbox').fill('clients/acme-047');
      expect(await status.textContent()).toBe('3 of 404 shown');
      await page.getByRole('searchbox').fill('no such project');
      expect(await page.locator('#none').isVisible()).toBe(true);
      expect(trouble).toEqual([]);
    });
  });

  test('hostile names run nothing', async () => {
    const hostile = hostileNames.map((name) => aResult(name, planAround(name)));
    await open(hostile, async ({ page, trouble }) => {
      await page.getByRole('button', { name: 'Open all' }).click();
      expect(await page.locator('.project').count()).toBeGreaterThan(1);
      expect(trouble).toEqual([]);
    });
  });
});

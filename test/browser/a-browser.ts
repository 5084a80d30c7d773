/** Chromium of the machine. `CHROMIUM` names another one, and makes a missing one a failure. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const wanted = process.env['CHROMIUM'];
const executablePath = wanted || '/usr/bin/chromium';

export const hasBrowser: boolean = Boolean(wanted) || existsSync(executablePath);

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface OpenedPage {
  readonly page: Page;
  /** Errors and warnings of the console, dialogs, and whatever was fetched beside the page itself. */
  readonly trouble: readonly string[];
}

/** Opens a page from disk, as somebody does who got it by mail. */
export async function withPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions,
  use: (opened: OpenedPage) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'audiencectl-page-'));
  const context = await browser.newContext(options);
  try {
    const file = join(folder, 'plan.html');
    await writeFile(file, html);
    const page = await context.newPage();
    const trouble: string[] = [];
    const url = pathToFileURL(file).href;
    page.on('console', (message) => trouble.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => trouble.push(String(error)));
    page.on('request', (request) => {
      if (request.url() !== url) trouble.push(`fetched ${request.url()}`);
    });
    page.on('dialog', (dialog) => {
      trouble.push(`dialog ${dialog.message()}`);
      dialog.dismiss().catch(() => undefined);
    });
    await page.goto(url);
    await use({ page, trouble });
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Keeps a picture to look at, where `SCREENSHOTS` names a folder. */
export async function photograph(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

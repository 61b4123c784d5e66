import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { patience } from './patience.js';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts headless Chromium: the program of CHROMIUM_PATH, or the one of the system. Throws when there is none. */
export async function openBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH;
  const executablePath = given ?? usual.find((path) => existsSync(path));
  if (!executablePath || !existsSync(executablePath)) {
    const where = given
      ? `CHROMIUM_PATH names ${given}, which is not there`
      : `Chromium is not at ${usual.join(', ')}`;
    throw new Error(`${where}; install it (apt-get install chromium) or set CHROMIUM_PATH.`);
  }
  return chromium.launch({ executablePath, args });
}

/** A page that waits, like those it opens, for what is to be seen or pressed as long as a slow machine needs. */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  page.context().setDefaultTimeout(20_000 * patience);
  return page;
}

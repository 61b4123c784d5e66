import { expect } from 'chai';
import type { Browser, Locator, Page } from 'playwright-core';
import { addDemoCast, type Cast } from '../../scripts/sandbox/demo-cast.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { startPanel, type RunningPanel } from '../../scripts/sandbox/panel.js';
import { startTelegram } from '../../scripts/sandbox/telegram.js';
import { openBrowser, openPage } from './browser.js';
import { panelVariables } from './panel-variables.js';
import { openFleet, type TestFleet } from './processes/fleet.js';
import { freePort } from './servers/free-port.js';

/** The chat page in a browser, with a fleet of processes behind it whose demo bots sell and are paid. */
export interface PayingPage {
  readonly browser: Browser;
  readonly page: Page;
  readonly fleet: TestFleet;
  readonly panel: RunningPanel;
  readonly gateways: GatewaySandbox;
  readonly publicUrl: string;
  /** What went wrong on the page, to begin with nothing. */
  readonly faults: string[];
  /** The last message of the bot that has these words. */
  message(text: string): Locator;
  appears(what: Locator): Promise<void>;
  /** Presses the last button of a message that is called so, once it is there. */
  press(text: string | RegExp): Promise<void>;
  close(): Promise<void>;
}

/** Opens one. */
export async function openPayingPage(): Promise<PayingPage> {
  const [browser, panel, gateways] = [await openBrowser(), await startPanel(), await openGatewaySandbox()];
  let cast: Cast | undefined;
  const telegram = await startTelegram({ page: true }, (world) => {
    cast = addDemoCast(world);
  });
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const fleet = await openFleet({
    BOT_TOKEN: cast!.masterToken,
    ADMIN_IDS: cast!.adminIds.join(','),
    TELEGRAM_API_ROOT: telegram.url,
    UPDATE_MODE: 'polling',
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    ...gateways.variables(),
    ...panelVariables(panel),
  });
  await fleet.start();
  const equipped = await fleet.run('scripts/sandbox/equip-demo-bots.ts', []);
  expect(equipped.code, equipped.output).to.equal(0);
  const page = await openPage(browser);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (said) => said.type() === 'error' && faults.push(said.text()));
  await page.goto(telegram.url);
  const appears = (what: Locator) => what.waitFor({ state: 'visible' });
  return {
    ...{ browser, page, fleet, panel, gateways, publicUrl, faults, appears },
    message: (text) => page.locator('.message.in', { hasText: text }).last(),
    press: async (text) => {
      const button = page.locator('.inline-button', { hasText: text }).last();
      await appears(button);
      await button.click();
    },
    close: async () => {
      await browser.close();
      await fleet.close();
      await panel.close();
      await gateways.close();
      await telegram.close();
    },
  };
}

import { expect } from 'chai';
import type { Browser, Locator, Page } from 'playwright-core';
import { addDemoCast, type Cast } from '../../scripts/sandbox/demo-cast.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { startPanel, type RunningPanel } from '../../scripts/sandbox/panel.js';
import { startTelegram, type TelegramStandIn } from '../../scripts/sandbox/telegram.js';
import { openBrowser } from '../support/browser.js';
import { panelVariables } from '../support/panel-variables.js';
import { openFleet, type TestFleet } from '../support/processes/fleet.js';
import { freePort } from '../support/servers/free-port.js';

describe('paying by CryptoBot in the sandbox’s browser', function () {
  this.timeout(120_000);
  let browser: Browser;
  let telegram: TelegramStandIn;
  let gateways: GatewaySandbox;
  let panel: RunningPanel;
  let fleet: TestFleet;
  let page: Page;
  before(async () => {
    [browser, panel, gateways] = [await openBrowser(), await startPanel(), await openGatewaySandbox()];
    let cast: Cast | undefined;
    telegram = await startTelegram({ page: true }, (world) => {
      cast = addDemoCast(world);
    });
    const port = await freePort();
    fleet = await openFleet({
      BOT_TOKEN: cast!.masterToken,
      ADMIN_IDS: cast!.adminIds.join(','),
      TELEGRAM_API_ROOT: telegram.url,
      UPDATE_MODE: 'polling',
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      ...gateways.variables(),
      ...panelVariables(panel),
    });
    await fleet.start();
    const equipped = await fleet.run('scripts/sandbox/equip-demo-bots.ts', []);
    expect(equipped.code, equipped.output).to.equal(0);
    page = await browser.newPage();
    await page.goto(telegram.url);
  });
  after(async () => {
    await browser.close();
    await fleet.close();
    await panel.close();
    await gateways.close();
    await telegram.close();
  });

  const appears = (what: Locator) => what.waitFor({ state: 'visible', timeout: 20_000 });
  const message = (text: string) => page.locator('.message.in', { hasText: text }).last();
  const press = async (text: string | RegExp) => {
    const button = page.locator('.inline-button', { hasText: text }).last();
    await appears(button);
    await button.click();
  };

  it('takes dollars for an order in toman, and a signed webhook brings the subscription by itself', async () => {
    await page.locator('.person', { hasText: 'Emma' }).click();
    await page.locator('.chat-row', { hasText: 'Remnafleet Demo' }).click();
    await page.getByRole('button', { name: 'START', exact: true }).click();
    await press('English');
    await press('Buy');
    await press(/۵۰ گیگ/);
    await press('Choose how to pay');
    await press('CryptoBot');
    await press('💳 Pay');
    const opened = page.context().waitForEvent('page');
    await page.getByRole('dialog').getByRole('button', { name: 'Open' }).click();
    const pay = await opened;
    await appears(pay.getByText(/^\$1\.20?$/));
    await pay.getByRole('button', { name: 'Pay', exact: true }).click();
    await appears(pay.getByText('This is paid'));
    await appears(message('Your subscription is ready'));
    const said = page.locator('.message.in', { hasText: /money has arrived|came into your wallet/ });
    expect(await said.count(), 'the payment and the subscription, and no more').to.equal(0);
    expect(panel.accounts()).to.have.lengthOf(1);
    const [invoice] = gateways.control.payments('cryptobot');
    expect(Number(invoice?.amount)).to.equal(1.2);
    expect(invoice).to.deep.include({ currency: 'USD', state: 'paid' });
  });
});

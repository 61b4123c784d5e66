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
import { waitFor } from '../support/wait-for.js';

describe('paying by Zarinpal in the sandbox’s browser, in Persian', function () {
  this.timeout(120_000);
  let browser: Browser;
  let telegram: TelegramStandIn;
  let gateways: GatewaySandbox;
  let panel: RunningPanel;
  let fleet: TestFleet;
  let page: Page;
  let publicUrl: string;
  const faults: string[] = [];
  before(async () => {
    [browser, panel, gateways] = [await openBrowser(), await startPanel(), await openGatewaySandbox()];
    let cast: Cast | undefined;
    telegram = await startTelegram({ page: true }, (world) => {
      cast = addDemoCast(world);
    });
    const port = await freePort();
    publicUrl = `http://127.0.0.1:${port}`;
    fleet = await openFleet({
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
    const again = await fleet.run('scripts/sandbox/equip-demo-bots.ts', []);
    expect(again.output).to.contain('already');
    page = await browser.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (said) => said.type() === 'error' && faults.push(said.text()));
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
  const arriveAs = async (person: string) => {
    await page.locator('.person', { hasText: person }).click();
    await page.locator('.chat-row', { hasText: 'Remnafleet Demo' }).click();
    await page.getByRole('button', { name: 'START', exact: true }).click();
    await press('فارسی');
  };
  /** Goes from the message of a payment to the page on which it is paid. */
  const followPay = async (): Promise<Page> => {
    await appears(message('مهلت پرداخت'));
    await press('💳 پرداخت');
    const opened = page.context().waitForEvent('page');
    await page.getByRole('dialog').getByRole('button', { name: 'Open' }).click();
    const pay = await opened;
    pay.on('pageerror', (error) => faults.push(String(error)));
    await pay.waitForLoadState();
    return pay;
  };
  /** Orders a plan and goes to that page. */
  const goToPay = async (plan: RegExp): Promise<Page> => {
    await press('خرید');
    await press(plan);
    await press('انتخاب روش پرداخت');
    await press('زرین‌پال');
    return followPay();
  };

  it('lets a newcomer without money buy a plan: pay page, way back, and the subscription by itself', async () => {
    await arriveAs('سارا');
    const pay = await goToPay(/۵۰ گیگ/);
    expect(await pay.locator('html').getAttribute('dir')).to.equal('rtl');
    await appears(pay.getByText('۱۲۰٬۰۰۰ تومان'));
    await pay.getByRole('button', { name: 'پرداخت', exact: true }).click();
    await pay.waitForURL(`${publicUrl}/payments/zarinpal/**`);
    await appears(pay.getByRole('heading', { name: 'در حال بررسی پرداخت' }));
    const back = await pay.getByRole('link').getAttribute('href');
    expect(back).to.equal('https://t.me/remnafleet_demo_bot');
    await pay.close();
    await appears(message('پرداخت شد'));
    await appears(message('اشتراک شما آماده است'));
    const said = page.locator('.message.in', { hasText: /مبلغ شما رسید|به کیف پول شما اضافه شد/ });
    expect(await said.count(), 'the payment and the subscription, and no more').to.equal(0);
    expect(panel.accounts()).to.have.lengthOf(1);
    const [session] = gateways.control.payments('zarinpal');
    expect(session).to.deep.include({ amount: '1200000', currency: 'IRR', state: 'VERIFIED' });
    expect(faults).to.deep.equal([]);
  });

  it('tells who cancels that nothing was paid, and finds what was paid by one who closed the page', async () => {
    await arriveAs('Иван');
    const cancelled = await goToPay(/۳۰ روز · نامحدود/);
    await cancelled.getByRole('button', { name: 'انصراف' }).click();
    await appears(cancelled.getByRole('heading', { name: 'پرداخت انجام نشد' }));
    await cancelled.close();
    await appears(message('این پرداخت انجام نشد'));
    await press('انتخاب روش پرداخت');
    await press('زرین‌پال');
    const closed = await followPay();
    await closed.getByRole('button', { name: 'بدون خبر به ربات' }).click();
    await appears(closed.getByText('این مبلغ پرداخت شده است'));
    await closed.close();
    // Asked at most each ten seconds: who is quicker taps again.
    const comes = () => message('پرداخت شد').waitFor({ timeout: 2_000 });
    await waitFor(
      async () => {
        if (await message('مهلت پرداخت').isVisible()) await press('پرداخت کردم');
        return comes().then(
          () => true,
          () => false,
        );
      },
      { timeoutMs: 30_000, what: 'the word that it is paid' },
    );
    await waitFor(() => panel.accounts().length === 2, { timeoutMs: 20_000, what: 'the second account' });
    expect(faults).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import type { Browser, Locator, Page } from 'playwright-core';
import { addDemoCast, type Cast } from '../../scripts/sandbox/demo-cast.js';
import {
  openGatewaySandbox,
  type GatewaySandbox,
} from '../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import { startPanel, type RunningPanel } from '../../scripts/sandbox/panel.js';
import { startTelegram, type TelegramStandIn } from '../../scripts/sandbox/telegram.js';
import { samplePhoto } from '../../scripts/sandbox/telegram/sample-photo.js';
import { openBrowser } from '../support/browser.js';
import { panelVariables } from '../support/panel-variables.js';
import { openFleet, type TestFleet } from '../support/processes/fleet.js';

const number = '6037 9900 0000 0014';

describe('paying from card to card in the sandbox’s browser, in Persian', function () {
  this.timeout(120_000);
  let browser: Browser;
  let telegram: TelegramStandIn;
  let gateways: GatewaySandbox;
  let panel: RunningPanel;
  let fleet: TestFleet;
  let page: Page;
  const faults: string[] = [];
  before(async () => {
    [browser, panel, gateways] = [await openBrowser(), await startPanel(), await openGatewaySandbox()];
    let cast: Cast | undefined;
    telegram = await startTelegram({ page: true }, (world) => {
      cast = addDemoCast(world);
    });
    fleet = await openFleet({
      BOT_TOKEN: cast!.masterToken,
      ADMIN_IDS: cast!.adminIds.join(','),
      TELEGRAM_API_ROOT: telegram.url,
      UPDATE_MODE: 'polling',
      ...gateways.variables(),
      ...panelVariables(panel),
    });
    await fleet.start();
    const equipped = await fleet.run('scripts/sandbox/equip-demo-bots.ts', []);
    expect(equipped.code, equipped.output).to.equal(0);
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
  const taken = () =>
    page.locator('.message.in', { hasText: 'دریافت شد و در حال بررسی است. نتیجه را به شما' });
  const press = async (text: string | RegExp) => {
    const button = page.locator('.inline-button', { hasText: text }).last();
    await appears(button);
    await button.click();
  };
  const write = async (text: string) => {
    await page.locator('#input').fill(text);
    await page.locator('#input').press('Enter');
  };
  /** Sends a picture as a person does: picked, with words below it. */
  const sendPicture = async (variant: number, words = '') => {
    const file = { name: `receipt${variant}.png`, mimeType: 'image/png', buffer: samplePhoto(variant) };
    await page.setInputFiles('#file', file);
    await write(words);
  };
  const decide = async (decision: 'approve' | 'reject') => {
    const { code, output } = await fleet.run('test/support/processes/decide-card-payment.ts', [decision]);
    expect(code, output).to.equal(0);
    expect(output).to.contain('done');
  };
  /** For people who look at the screens: `SHOTS` names a folder. */
  const look = async (name: string) => {
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
  };

  it('shows the card, takes the receipt, is rejected and tried again, and brings the subscription', async () => {
    await page.locator('.person', { hasText: 'سارا' }).click();
    await page.locator('.chat-row', { hasText: 'Remnafleet Demo' }).click();
    await page.getByRole('button', { name: 'START', exact: true }).click();
    await press('فارسی');
    await press('خرید');
    await press(/۵۰ گیگ/);
    await press('انتخاب روش پرداخت');
    await press('کارت‌به‌کارت');
    await appears(message(number));
    await appears(message('بانک ملی ایران'));
    await appears(message('۱٬۲۰۰٬۰۰۰ ریال'));
    await look('1-card');
    await sendPicture(1, 'از حساب سارا');
    await appears(taken().nth(0));
    await look('2-sent');
    await decide('reject');
    await appears(message('رسید خوانا نیست'));
    await look('3-rejected');
    await press('ارسال رسید دیگر');
    await appears(message('برای تأیید پرداخت'));
    await look('4-asked');
    await write('شماره پیگیری ۱۲۳۴۵۶۷۸۹۰');
    await appears(taken().nth(1));
    await look('5-sent-again');
    await decide('approve');
    await appears(message('اشتراک شما آماده است'));
    await look('6-ready');
    expect(panel.accounts()).to.have.lengthOf(1);
    const rows = await fleet.query<{ status: string; tries: number; receipt_type: string }>(
      'select status, tries, receipt_type from card_to_card_payments',
    );
    expect(rows).to.deep.equal([{ status: 'approved', tries: 1, receipt_type: 'text' }]);
    expect(await fleet.query('select kind, attempt, words from card_receipts order by id')).to.deep.equal([
      { kind: 'image', attempt: 0, words: 'از حساب سارا' },
      { kind: 'text', attempt: 1, words: 'شماره پیگیری ۱۲۳۴۵۶۷۸۹۰' },
    ]);
    expect(faults).to.deep.equal([]);
  });
});

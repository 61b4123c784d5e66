import { expect } from 'chai';
import jsqr from 'jsqr';
import type { Browser, Locator, Page } from 'playwright-core';
import { addDemoCast, type Cast } from '../../scripts/sandbox/demo-cast.js';
import { startPanel, type RunningPanel } from '../../scripts/sandbox/panel.js';
import { startTelegram, type TelegramStandIn } from '../../scripts/sandbox/telegram.js';
import { openBrowser, openPage } from '../support/browser.js';
import { panelVariables } from '../support/panel-variables.js';
import { openFleet, type TestFleet } from '../support/processes/fleet.js';
import { freePort } from '../support/servers/free-port.js';

const emma = '500100202';

/** What the QR code of a picture on the page says. */
async function readQr(picture: Locator): Promise<string | undefined> {
  const { width, height, dots } = await picture.evaluate(async (node) => {
    const image = node as HTMLImageElement;
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const brush = canvas.getContext('2d')!;
    brush.drawImage(image, 0, 0);
    const drawn = brush.getImageData(0, 0, canvas.width, canvas.height);
    const dark = drawn.data.filter((_, at) => at % 4 === 0);
    const shown = Array.from(dark, (light) => (light < 128 ? '#' : ' ')).join('');
    return { width: canvas.width, height: canvas.height, dots: shown };
  });
  const data = Uint8ClampedArray.from(
    [...dots].flatMap((dot) => (dot === '#' ? [0, 0, 0, 255] : [255, 255, 255, 255])),
  );
  return jsqr.default(data, width, height)?.data;
}

describe('buying on the chat page, with the whole fleet behind it', function () {
  this.timeout(120_000);
  let browser: Browser;
  let telegram: TelegramStandIn;
  let panel: RunningPanel;
  let fleet: TestFleet;
  let page: Page;
  let publicUrl: string;
  let cast: Cast;
  const faults: string[] = [];
  before(async () => {
    [browser, panel] = [await openBrowser(), await startPanel()];
    telegram = await startTelegram({ page: true }, (world) => {
      cast = addDemoCast(world);
    });
    const port = await freePort();
    publicUrl = `http://127.0.0.1:${port}`;
    fleet = await openFleet({
      BOT_TOKEN: cast.masterToken,
      ADMIN_IDS: cast.adminIds.join(','),
      TELEGRAM_API_ROOT: telegram.url,
      UPDATE_MODE: 'polling',
      PORT: String(port),
      PUBLIC_URL: publicUrl,
      ...panelVariables(panel),
    });
    await fleet.start();
    page = await openPage(browser);
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: telegram.url });
    await page.goto(telegram.url);
  });
  after(async () => {
    await browser.close();
    await fleet.close();
    await panel.close();
    await telegram.close();
  });

  const appears = (what: Locator) => what.waitFor({ state: 'visible' });
  const message = (text: string) => page.locator('.message.in', { hasText: text }).last();
  const press = async (text: string | RegExp) => {
    const button = page.locator('.inline-button', { hasText: text }).last();
    await appears(button);
    await button.click();
  };

  it('lets a newcomer buy a plan with two taps, and shows link, copy button and QR code', async () => {
    await fleet.query(
      `insert into bot_plans (bot_id, name, period_days, price_toman, traffic_limit_gb, device_limit)
       values (1, 'Month', 30, 120000, 50, 2)`,
    );
    await page.locator('.person', { hasText: 'Emma' }).click();
    await page.locator('.chat-row', { hasText: 'Remnafleet Demo' }).click();
    await page.getByRole('button', { name: 'START', exact: true }).click();
    await press('English');
    await appears(message('Welcome'));
    const credited = await fleet.script('credit-user', ['--bot', '1', '--user', emma, '--amount', '200000']);
    expect(credited.code, credited.output).to.equal(0);

    await press('Buy');
    await appears(message('In your wallet: 200,000 toman'));
    await press('Pay 120,000 toman');
    await appears(message('Your subscription is ready!'));
    const link = await message('Your subscription is ready!').locator('code').innerText();
    expect(link).to.equal(panel.linkOf(panel.accounts()[0]!.username));

    await press('Copy the link');
    await appears(page.locator('.toast', { hasText: 'Copied' }));
    expect(await page.evaluate('navigator.clipboard.readText()')).to.equal(link);
    await press('QR code');
    const picture = message('Scan this picture').locator('img');
    await appears(picture);
    expect(await readQr(picture)).to.equal(link);
    expect(faults).to.deep.equal([]);
  });

  it('shows used traffic and the guide, whose page hands the link to the app', async () => {
    const [account] = panel.accounts();
    panel.addDevice(account!.username, 'a-phone');
    await press('My subscription');
    await appears(message('State: active'));
    await press('Refresh');
    await appears(message('Devices: 1 of 2'));
    await press('Connect');
    await press(/^Android$/);
    await press('Happ');
    await press('Add the subscription');
    const dialog = page.getByRole('dialog');
    await appears(dialog.getByText(`${publicUrl}/open/happ#`));
    const address = /http\S+/.exec(await dialog.innerText())![0];
    const opened = await openPage(browser);
    const troubles: string[] = [];
    opened.on('pageerror', (error) => troubles.push(String(error)));
    // The page leaves for the app at once, so it is never loaded to the end.
    await opened.goto(address, { waitUntil: 'commit' });
    const way = opened.locator('#open');
    await appears(way);
    expect(await way.getAttribute('href')).to.match(/^happ:\/\/add\/https:\/\/127\.0\.0\.1:\d+\/api\/sub\//);
    await opened.goto('about:blank');
    await opened.goto(`${publicUrl}/open/happ#${encodeURIComponent('javascript:alert(1)')}`);
    await appears(opened.locator('#fault'));
    expect(troubles).to.deep.equal([]);
  });
});

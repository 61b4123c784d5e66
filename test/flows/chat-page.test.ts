import { expect } from 'chai';
import type { Browser, Locator, Page } from 'playwright-core';
import { addDemoCast, type Cast } from '../../scripts/sandbox/demo-cast.js';
import { startTelegram, type TelegramStandIn } from '../../scripts/sandbox/telegram.js';
import { samplePhoto } from '../../scripts/sandbox/telegram/sample-photo.js';
import { openBrowser, openPage } from '../support/browser.js';
import { openFleet } from '../support/processes/fleet.js';
import { waitFor } from '../support/wait-for.js';
import { callerOf } from '../unit/sandbox/stand-in.js';

const sara = '500100201';

describe('the chat page in a browser', function () {
  this.timeout(90_000);
  let browser: Browser;
  let telegram: TelegramStandIn;
  let cast: Cast;
  let page: Page;
  const faults: string[] = [];
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    telegram = await startTelegram({ page: true, allowHttpWebhooks: true }, (world) => {
      cast = addDemoCast(world);
    });
    page = await openPage(browser);
    faults.length = 0;
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(telegram.url);
  });
  afterEach(async () => {
    await page.close();
    await telegram.close();
  });

  const person = (name: string) => page.locator('.person', { hasText: name });
  const chat = (title: string) => page.locator('.chat-row', { hasText: title });
  const start = () => page.getByRole('button', { name: 'START', exact: true });
  const bubbles = () => page.locator('.message.in');
  const inlineButton = (text: string | RegExp) => page.locator('.inline-button', { hasText: text }).last();
  const appears = (what: Locator) => what.waitFor({ state: 'visible' });

  it('lets a newcomer press START in both demo bots and be registered in each', async () => {
    const fleet = await openFleet({
      BOT_TOKEN: cast.masterToken,
      ADMIN_IDS: cast.adminIds.join(','),
      TELEGRAM_API_ROOT: telegram.url,
      UPDATE_MODE: 'polling',
    });
    try {
      await fleet.start();
      const made = await fleet.script('create-bot', ['--token', cast.tenantTokens[0]!]);
      expect(made.code, made.output).to.equal(0);
      await person('سارا').click();
      for (const title of ['Remnafleet Demo', 'Saffron VPN']) {
        await chat(title).click();
        await start().click();
        await appears(inlineButton('فارسی'));
        await inlineButton('فارسی').click();
        await appears(bubbles().filter({ hasText: 'خوش آمدید' }));
      }
      const people = await fleet.query<{ bot_id: string; telegram_id: string }>(
        'select bot_id, telegram_id from users where registered_at is not null order by bot_id',
      );
      expect(people.map((one) => one.telegram_id)).to.deep.equal([sara, sara]);
      expect(new Set(people.map((one) => one.bot_id)).size).to.equal(2);
      expect(faults).to.deep.equal([]);
    } finally {
      await fleet.close();
    }
  });

  it('shows what a bot does: formatting, toasts, alerts, edits, deletions, and both kinds of keyboards', async () => {
    const call = callerOf(telegram, cast.tenantTokens[0]!);
    const updates = async () => (await call('getUpdates')).result;
    const pressed = () => waitFor(async () => (await updates()).at(-1)?.callback_query?.id as string);
    const confirm = async () =>
      call('getUpdates', { offset: Number((await updates()).at(-1).update_id) + 1 });
    await person('سارا').click();
    await chat('Saffron VPN').click();
    await start().click();
    await appears(page.locator('.message.out', { hasText: '/start' }));
    await confirm();

    const text = '<b>سلام</b> <tg-spoiler>راز</tg-spoiler> &lt;img src=x onerror=alert(1)&gt;';
    const reply_markup = { inline_keyboard: [[{ text: 'قیمت', callback_data: 'price' }]] };
    const sent = await call('sendMessage', { chat_id: sara, text, parse_mode: 'HTML', reply_markup });
    const message_id = sent.result.message_id as number;
    await appears(bubbles().locator('b', { hasText: 'سلام' }));
    expect(await bubbles().last().locator('.text').innerText()).to.include('<img src=x onerror=alert(1)>');
    expect(await bubbles().last().locator('.text').getAttribute('dir')).to.equal('auto');
    await page.locator('.spoiler').click();
    await appears(page.locator('.spoiler.shown'));

    await inlineButton('قیمت').click();
    await call('answerCallbackQuery', { callback_query_id: await pressed(), text: 'ارزان' });
    await appears(page.locator('.toast', { hasText: 'ارزان' }));
    await confirm();
    await inlineButton('قیمت').click();
    await call('answerCallbackQuery', {
      callback_query_id: await pressed(),
      text: 'هشدار',
      show_alert: true,
    });
    await appears(page.getByRole('dialog').getByText('هشدار'));
    await page.getByRole('button', { name: 'OK' }).click();
    await confirm();

    await call('editMessageText', { chat_id: sara, message_id, text: 'changed' });
    await appears(bubbles().filter({ hasText: 'changed' }).locator('i', { hasText: 'edited' }));
    await call('deleteMessage', { chat_id: sara, message_id });
    await appears(page.getByText('Deleted message'));

    const keyboard = [[{ text: 'Share my phone', request_contact: true }]];
    await call('sendMessage', { chat_id: sara, text: 'Phone?', reply_markup: { keyboard } });
    await page.getByRole('button', { name: 'Share my phone' }).click();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const contact = await waitFor(async () => (await updates()).at(-1)?.message?.contact);
    expect(contact).to.include({ user_id: Number(sara) });
    await confirm();

    await page
      .locator('#file')
      .setInputFiles({ name: 'receipt.png', mimeType: 'image/png', buffer: samplePhoto() });
    await page.locator('#input').fill('رسید پرداخت');
    await page.locator('#input').press('Enter');
    const photo = await waitFor(async () => (await updates()).at(-1)?.message);
    expect(photo).to.include({ caption: 'رسید پرداخت' });
    await appears(page.locator('.message.out img'));
    await appears(page.locator('.call b', { hasText: 'answerCallbackQuery' }).first());
    expect(faults).to.deep.equal([]);
  });

  it('opens with a start link, and blocks and restarts the bot', async () => {
    await page.goto(`${telegram.url}/?bot=saffron_vpn_bot&person=emma_clarke&start=ref_42`);
    await appears(page.getByText('with the payload ref_42'));
    await page.locator('.wide-button').click();
    await appears(page.locator('.message.out', { hasText: '/start ref_42' }));
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Block the bot' }).click();
    await page.getByRole('button', { name: 'RESTART BOT' }).click();
    await appears(page.locator('#input'));
    const call = callerOf(telegram, cast.tenantTokens[0]!);
    const kinds = (await call('getUpdates')).result.map((update: object) => Object.keys(update)[1]);
    expect(kinds).to.deep.equal(['message', 'my_chat_member', 'my_chat_member', 'message']);
    expect(faults).to.deep.equal([]);
  });

  it('opens as Sara, and says so when a link names somebody who is not there', async () => {
    await appears(page.locator('.person[aria-pressed="true"]', { hasText: 'سارا' }));
    await page.goto(`${telegram.url}/?bot=nope&person=nobody`);
    const note = page.locator('.toast', { hasText: 'There is no person “nobody” here.' });
    await appears(note.filter({ hasText: 'There is no bot “nope” here. You play سارا' }));
    await page.goto(`${telegram.url}/?bot=@Saffron_VPN_bot&start=${'x'.repeat(100)}`);
    const hint = page.getByText('with the payload xxx');
    await appears(hint);
    const wide = await page.locator('#composer').evaluate((node) => node.scrollWidth - node.clientWidth);
    expect(wide, 'pixels that stick out of the composer').to.be.at.most(0);
  });

  it('makes a third bot and shows the command that adds it to the fleet', async () => {
    await page.getByRole('button', { name: 'New bot…' }).click();
    await page.getByLabel('Name, in any language').fill('فروشگاه سوم');
    await page.getByRole('button', { name: 'Make it' }).click();
    await appears(page.locator('#new-command'));
    const token = await page.locator('#new-token').innerText();
    expect(await page.locator('#new-command').innerText()).to.equal(`npm run create-bot -- --token ${token}`);
    await page.getByRole('button', { name: 'Done' }).click();
    await start().click();
    await appears(page.locator('.message.out', { hasText: '/start' }));
    expect(telegram.pendingUpdates(token)).to.have.length(1);
    expect(faults).to.deep.equal([]);
  });

  it('keeps the calls off the chat when the window becomes narrow', async () => {
    await page.setViewportSize({ width: 1300, height: 800 });
    await appears(page.locator('#calls-pane'));
    await page.setViewportSize({ width: 390, height: 800 });
    await page.locator('#calls-pane').waitFor({ state: 'hidden' });
    await page.setViewportSize({ width: 1300, height: 800 });
    await appears(page.locator('#calls-pane'));
  });

  it('comes back by itself when the sandbox was restarted', async () => {
    const { port, world } = telegram;
    await appears(person('سارا'));
    await telegram.close();
    const lost = page.getByText('The sandbox does not answer');
    await appears(lost);
    const [bar, head] = [await lost.boundingBox(), await page.locator('.chat-head').boundingBox()];
    expect(head!.y, 'the header is below the bar').to.be.at.least(bar!.y + bar!.height);
    telegram = await startTelegram({ page: true, port }, (next) => {
      next.persons = world.persons;
      addDemoCast(next);
    });
    await page.getByText('The sandbox does not answer').waitFor({ state: 'hidden' });
    await person('Emma').click();
    await start().click();
    await appears(page.locator('.message.out', { hasText: '/start' }));
    expect(telegram.pendingUpdates(cast.masterToken)).to.have.length(1);
  });
});

import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openPayingPage, type PayingPage } from '../support/open-paying-page.js';
import { waitFor } from '../support/wait-for.js';

describe('paying by Zarinpal in the sandbox’s browser, in Persian', function () {
  this.timeout(120_000);
  let open: PayingPage;
  before(async () => {
    open = await openPayingPage();
    const again = await open.fleet.run('scripts/sandbox/equip-demo-bots.ts', []);
    expect(again.output).to.contain('already');
  });
  after(() => open.close());

  const arriveAs = async (person: string) => {
    await open.page.locator('.person', { hasText: person }).click();
    await open.page.locator('.chat-row', { hasText: 'Remnafleet Demo' }).click();
    await open.page.getByRole('button', { name: 'START', exact: true }).click();
    await open.press('فارسی');
  };
  /** Goes from the message of a payment to the page on which it is paid. */
  const followPay = async (): Promise<Page> => {
    await open.appears(open.message('مهلت پرداخت'));
    await open.press('💳 پرداخت');
    const opened = open.page.context().waitForEvent('page');
    await open.page.getByRole('dialog').getByRole('button', { name: 'Open' }).click();
    const pay = await opened;
    pay.on('pageerror', (error) => open.faults.push(String(error)));
    await pay.waitForLoadState();
    return pay;
  };
  /** Orders a plan and goes to that page. */
  const goToPay = async (plan: RegExp): Promise<Page> => {
    await open.press('خرید');
    await open.press(plan);
    await open.press('انتخاب روش پرداخت');
    await open.press('زرین‌پال');
    return followPay();
  };

  it('lets a newcomer without money buy a plan: pay page, way back, and the subscription by itself', async () => {
    await arriveAs('سارا');
    const pay = await goToPay(/۵۰ گیگ/);
    expect(await pay.locator('html').getAttribute('dir')).to.equal('rtl');
    await open.appears(pay.getByText('۱۲۰٬۰۰۰ تومان'));
    await pay.getByRole('button', { name: 'پرداخت', exact: true }).click();
    await pay.waitForURL(`${open.publicUrl}/payments/zarinpal/**`);
    await open.appears(pay.getByRole('heading', { name: 'در حال بررسی پرداخت' }));
    const back = await pay.getByRole('link').getAttribute('href');
    expect(back).to.equal('https://t.me/remnafleet_demo_bot');
    await pay.close();
    await open.appears(open.message('پرداخت شد'));
    await open.appears(open.message('اشتراک شما آماده است'));
    const said = open.page.locator('.message.in', { hasText: /مبلغ شما رسید|به کیف پول شما اضافه شد/ });
    expect(await said.count(), 'the payment and the subscription, and no more').to.equal(0);
    expect(open.panel.accounts()).to.have.lengthOf(1);
    const [session] = open.gateways.control.payments('zarinpal');
    expect(session).to.deep.include({ amount: '1200000', currency: 'IRR', state: 'VERIFIED' });
    expect(open.faults).to.deep.equal([]);
  });

  it('tells who cancels that nothing was paid, and finds what was paid by one who closed the page', async () => {
    await arriveAs('Иван');
    const cancelled = await goToPay(/۳۰ روز · نامحدود/);
    await cancelled.getByRole('button', { name: 'انصراف' }).click();
    await open.appears(cancelled.getByRole('heading', { name: 'پرداخت انجام نشد' }));
    await cancelled.close();
    await open.appears(open.message('این پرداخت انجام نشد'));
    await open.press('انتخاب روش پرداخت');
    await open.press('زرین‌پال');
    const closed = await followPay();
    await closed.getByRole('button', { name: 'بدون خبر به ربات' }).click();
    await open.appears(closed.getByText('این مبلغ پرداخت شده است'));
    await closed.close();
    // Asked at most each ten seconds: who is quicker taps again.
    const comes = () => open.message('پرداخت شد').waitFor({ timeout: 2_000 });
    await waitFor(
      async () => {
        if (await open.message('مهلت پرداخت').isVisible()) await open.press('پرداخت کردم');
        return comes().then(
          () => true,
          () => false,
        );
      },
      { timeoutMs: 30_000, what: 'the word that it is paid' },
    );
    await waitFor(() => open.panel.accounts().length === 2, {
      timeoutMs: 20_000,
      what: 'the second account',
    });
    expect(open.faults).to.deep.equal([]);
  });
});

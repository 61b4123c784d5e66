import { expect } from 'chai';
import { openPayingPage, type PayingPage } from '../support/open-paying-page.js';

describe('paying by CryptoBot in the sandbox’s browser', function () {
  this.timeout(120_000);
  let open: PayingPage;
  before(async () => {
    open = await openPayingPage();
  });
  after(() => open.close());

  it('takes dollars for an order in toman, and a signed webhook brings the subscription by itself', async () => {
    await open.page.locator('.person', { hasText: 'Emma' }).click();
    await open.page.locator('.chat-row', { hasText: 'Remnafleet Demo' }).click();
    await open.page.getByRole('button', { name: 'START', exact: true }).click();
    await open.press('English');
    await open.press('Buy');
    await open.press(/۵۰ گیگ/);
    await open.press('Choose how to pay');
    await open.press('CryptoBot');
    await open.press('💳 Pay');
    const opened = open.page.context().waitForEvent('page');
    await open.page.getByRole('dialog').getByRole('button', { name: 'Open' }).click();
    const pay = await opened;
    await open.appears(pay.getByText(/^\$1\.20?$/));
    await pay.getByRole('button', { name: 'Pay', exact: true }).click();
    await open.appears(pay.getByText('This is paid'));
    await open.appears(open.message('Your subscription is ready'));
    const said = open.page.locator('.message.in', { hasText: /money has arrived|came into your wallet/ });
    expect(await said.count(), 'the payment and the subscription, and no more').to.equal(0);
    expect(open.panel.accounts()).to.have.lengthOf(1);
    const [invoice] = open.gateways.control.payments('cryptobot');
    expect(Number(invoice?.amount)).to.equal(1.2);
    expect(invoice).to.deep.include({ currency: 'USD', state: 'paid' });
  });
});

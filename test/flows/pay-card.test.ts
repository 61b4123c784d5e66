import { expect } from 'chai';
import { samplePhoto } from '../../scripts/sandbox/telegram/sample-photo.js';
import { openPayingPage, type PayingPage } from '../support/open-paying-page.js';

const number = '6037 9900 0000 0014';

describe('paying from card to card in the sandbox’s browser, in Persian', function () {
  this.timeout(120_000);
  let open: PayingPage;
  before(async () => {
    open = await openPayingPage();
  });
  after(() => open.close());

  const taken = () =>
    open.page.locator('.message.in', { hasText: 'دریافت شد و در حال بررسی است. نتیجه را به شما' });
  const write = async (text: string) => {
    await open.page.locator('#input').fill(text);
    await open.page.locator('#input').press('Enter');
  };
  /** Sends a picture as a person does: picked, with words below it. */
  const sendPicture = async (variant: number, words = '') => {
    const file = { name: `receipt${variant}.png`, mimeType: 'image/png', buffer: samplePhoto(variant) };
    await open.page.setInputFiles('#file', file);
    await write(words);
  };
  const openChat = async (person: string, chat: string) => {
    await open.page.locator('.person', { hasText: person }).click();
    await open.page.locator('.chat-row', { hasText: chat }).click();
  };
  /** The reviewer taps in the group, with the payer's receipt before their eyes; then it is the payer's turn again. */
  const decide = async (receipt: string, taps: readonly string[], says: string) => {
    await openChat('Arman', 'Fleet admins');
    await open.appears(open.message(receipt));
    for (const button of taps) await open.press(button);
    await open.appears(open.message(says).filter({ hasText: /تصمیم از .*Arman/ }));
    await look(`review-${taps.length}`);
    await openChat('سارا', 'Remnafleet Demo');
  };
  /** For people who look at the screens: `SHOTS` names a folder. */
  const look = async (name: string) => {
    if (process.env.SHOTS) await open.page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
  };

  it('shows the card, takes the receipt, is rejected and tried again, and brings the subscription', async () => {
    await openChat('سارا', 'Remnafleet Demo');
    await open.page.getByRole('button', { name: 'START', exact: true }).click();
    await open.press('فارسی');
    await open.press('خرید');
    await open.press(/۵۰ گیگ/);
    await open.press('انتخاب روش پرداخت');
    await open.press('کارت‌به‌کارت');
    await open.appears(open.message(number));
    await open.appears(open.message('بانک ملی ایران'));
    await open.appears(open.message('۱٬۲۰۰٬۰۰۰ ریال'));
    await look('1-card');
    await sendPicture(1, 'از حساب سارا');
    await open.appears(taken().nth(0));
    await look('2-sent');
    await decide('از حساب سارا', ['❌ رد', 'ناخوانا'], 'دلیل: ناخوانا');
    await open.appears(open.message('رسید خوانا نیست'));
    await look('3-rejected');
    await open.press('ارسال رسید دیگر');
    await open.appears(open.message('برای تأیید پرداخت'));
    await look('4-asked');
    await write('شماره پیگیری ۱۲۳۴۵۶۷۸۹۰');
    await open.appears(taken().nth(1));
    await look('5-sent-again');
    await decide('۱۲۳۴۵۶۷۸۹۰', ['✅ تأیید'], 'تأیید شد');
    await open.appears(open.message('اشتراک شما آماده است'));
    await look('6-ready');
    expect(open.panel.accounts()).to.have.lengthOf(1);
    const rows = await open.fleet.query<{ status: string; tries: number; receipt_type: string; by: string }>(
      'select status, tries, receipt_type, reviewed_by_name as by from card_to_card_payments',
    );
    expect(rows).to.deep.equal([{ status: 'approved', tries: 1, receipt_type: 'text', by: 'Arman (admin)' }]);
    expect(
      await open.fleet.query('select kind, attempt, words from card_receipts order by id'),
    ).to.deep.equal([
      { kind: 'image', attempt: 0, words: 'از حساب سارا' },
      { kind: 'text', attempt: 1, words: 'شماره پیگیری ۱۲۳۴۵۶۷۸۹۰' },
    ]);
    expect(open.faults).to.deep.equal([]);
  });
});

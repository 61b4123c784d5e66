import { expect } from 'chai';
import { bandsNear } from '#platform/pictures/picture-hash.js';
import { readPicture, type Picture } from '#platform/pictures/read-picture.js';
import { readFlags, type Flag } from '#services/card-payments/read-flags.js';
import type { Payment } from '#services/payments/payment.js';
import { tenantOf, type Tenant } from '#tenancy/scope.js';
import { addReceipt } from '../../support/card-payments/add-receipt.js';
import { openCardTill, type CardTill } from '../../support/card-payments/open-card-till.js';
import { ownerQuery } from '../../support/database.js';
import { changes, cut, drawReceipt, looks, saidOf } from '../../support/pictures/draw-receipt.js';

describe('what a reviewer is told of a receipt', function () {
  this.timeout(60_000);
  let till: CardTill;
  let tenant: Tenant;
  let honest: Payment;
  let cheat: Payment;
  let drawn: Buffer;
  before(async () => {
    drawn = await drawReceipt(looks[0] as never, saidOf(1));
  });
  beforeEach(async () => {
    till = await openCardTill();
    tenant = till.shop.tenant;
    await till.addCard();
    [honest, cheat] = await Promise.all(
      [1, 2].map(() => begin(50_000)) as [Promise<Payment>, Promise<Payment>],
    );
  });

  const begin = async (topUpToman: number): Promise<Payment> =>
    till.begin((await till.shop.addBuyer()).id, { topUpToman });
  const flagsOf = ({ id }: Payment, of: Tenant = tenant): Promise<Flag[]> =>
    of.db((tx) => readFlags(of, tx, id));
  const kindsOf = async (payment: Payment): Promise<string[]> =>
    (await flagsOf(payment)).map(({ kind, payments }) =>
      [kind, ...payments.map(({ paymentId }) => paymentId)].join(' '),
    );
  const picture = async (bytes: Buffer) => {
    const { hash, print } = (await readPicture(bytes)) as Picture;
    return { fileId: 'f', pictureHash: hash, picturePrint: print };
  };
  let files = 0;
  const send = async (payment: Payment, bytes: Buffer, attempt = 0): Promise<string> =>
    addReceipt(tenant, payment, { ...(await picture(bytes)), fileUniqueId: `u${(files += 1)}`, attempt });

  it('is nothing of an honest one', async () => {
    await send(honest, drawn);
    await addReceipt(tenant, honest, {
      words: 'مبلغ ۵۰٬۰۰۰ تومان، پیگیری ۱۲۳۴۵۶۷۸',
      referenceNumbers: ['12345678', '50000'],
    });
    await send(cheat, await drawReceipt(looks[0] as never, saidOf(2)));
    await addReceipt(tenant, cheat, { words: '87654321', referenceNumbers: ['87654321', '50000'] });
    expect(await kindsOf(honest)).to.deep.equal([]);
    expect(await kindsOf(cheat)).to.deep.equal([]);
  });

  it('is the same file in another payment, whichever came first', async () => {
    await addReceipt(tenant, honest, { fileId: 'a', fileUniqueId: 'same' });
    await addReceipt(tenant, cheat, { fileId: 'b', fileUniqueId: 'same' });
    expect(await kindsOf(cheat)).to.deep.equal([`same_file ${honest.id}`]);
    expect(await kindsOf(honest)).to.deep.equal([`same_file ${cheat.id}`]);
    const [flag] = await flagsOf(cheat);
    expect(flag?.payments[0]).to.deep.include({
      trackingNumber: honest.reference,
      status: 'pending',
      rejectReason: null,
      amountToman: 50_000,
      isOwn: false,
    });
  });

  for (const [what, change] of Object.entries(changes))
    it(`is the same picture, ${what}`, async () => {
      await send(honest, drawn);
      await send(cheat, await change(drawn));
      expect(await kindsOf(cheat)).to.deep.equal([`same_picture ${honest.id}`]);
    });

  it('is a picture that may be a cut one, where the sum is the same', async () => {
    const other = await begin(60_000);
    await send(honest, drawn);
    await send(other, drawn);
    await send(cheat, await cut(drawn, { top: 66 }));
    expect(await kindsOf(cheat)).to.deep.equal([`alike_picture ${honest.id}`]);
  });

  it('is that the picture of a rejected receipt was sent once more', async () => {
    await send(honest, drawn);
    await ownerQuery(
      `update card_to_card_payments set tries = 1, status = 'rejected', reject_reason = 'duplicate' where id = $1`,
      [honest.id],
    );
    await send(honest, await (changes['halved'] as (bytes: Buffer) => Promise<Buffer>)(drawn), 1);
    const [flag] = await flagsOf(honest);
    expect(flag?.kind).to.equal('same_picture');
    expect(flag?.payments[0]).to.deep.include({
      paymentId: honest.id,
      rejectReason: 'duplicate',
      isOwn: true,
    });
    await send(cheat, drawn);
    expect((await flagsOf(cheat))[0]?.payments[0]?.rejectReason, 'a mark of a fraud').to.equal('duplicate');
  });

  it('is a number that another receipt named, or another approval noted', async () => {
    await addReceipt(tenant, honest, { words: 'x', referenceNumbers: ['140812345678'] });
    await addReceipt(tenant, cheat, { words: 'x', referenceNumbers: ['140812345678', '50000'] });
    expect(await kindsOf(cheat)).to.deep.equal([`same_reference ${honest.id}`]);
    const third = await begin(70_000);
    await ownerQuery(`update card_to_card_payments set bank_reference = '555666777' where id = $1`, [
      honest.id,
    ]);
    await addReceipt(tenant, third, { words: 'x', referenceNumbers: ['555666777'] });
    expect(await kindsOf(third)).to.deep.equal([`same_reference ${honest.id}`]);
  });

  it('is what its words contradict: another sum, a day before the payment', async () => {
    await addReceipt(tenant, cheat, { words: 'مبلغ ۴۰۰٬۰۰۰ ریال\nتاریخ ۱۴۰۴/۰۱/۱۵' });
    const flags = await flagsOf(cheat);
    expect(flags).to.deep.equal([
      { kind: 'amount_differs', saidToman: [40_000], payments: [] },
      { kind: 'older_receipt', day: '2025-04-04', payments: [] },
    ]);
    await addReceipt(tenant, honest, { words: 'مبلغ ۵۰۰٬۰۰۰ ریال' });
    expect(await kindsOf(honest)).to.deep.equal([]);
  });

  it('is that the same person was rejected again and again', async () => {
    await ownerQuery('update card_to_card_payments set tries = 2 where id = $1', [cheat.id]);
    expect(await kindsOf(cheat)).to.deep.equal([]);
    const again = await till.begin(cheat.userId, { topUpToman: 90_000 });
    await ownerQuery('update card_to_card_payments set tries = 1 where id = $1', [again.id]);
    const [flag] = await flagsOf(cheat);
    expect(flag).to.deep.include({ kind: 'rejected_often', rejections: 3 });
    expect(flag?.payments.map(({ paymentId }) => paymentId)).to.deep.equal([again.id, cheat.id]);
  });

  it('is nothing of another bot: neither files nor pictures nor numbers', async () => {
    const other = await openCardTill();
    await other.addCard();
    const theirs = await other.begin((await other.shop.addBuyer()).id, { topUpToman: 50_000 });
    const part = { ...(await picture(drawn)), fileUniqueId: 'shared', referenceNumbers: ['140812345678'] };
    await addReceipt(other.shop.tenant, theirs, part);
    await addReceipt(tenant, cheat, part);
    expect(await kindsOf(cheat)).to.deep.equal([]);
    expect(await flagsOf(theirs, other.shop.tenant)).to.deep.equal([]);
    const foreign = tenantOf(other.shop.botId);
    const refusal = await flagsOf(cheat, foreign).then(
      () => 'nothing',
      (error: Error & { code?: string }) => error.code,
    );
    expect(refusal).to.equal('payment.unknown');
  });

  it('names the newest five payments, and looks at a hundred near pictures at most', async () => {
    const part = await picture(drawn);
    for (let n = 0; n < 7; n += 1) await addReceipt(tenant, await begin(50_000), part);
    await addReceipt(tenant, cheat, part);
    const [flag] = await flagsOf(cheat);
    expect(flag?.payments).to.have.length(5);
    const newest = flag?.payments.map(({ createdAt }) => createdAt.getTime()) ?? [];
    expect([...newest].sort((a, b) => b - a)).to.deep.equal(newest);
  });
});

describe('the bands of a picture in the table', () => {
  it('are those that a search asks for', async () => {
    const till = await openCardTill();
    await till.addCard();
    const payment = await till.begin((await till.shop.addBuyer()).id, { topUpToman: 50_000 });
    await addReceipt(till.shop.tenant, payment, { fileId: 'f', pictureHash: '0001ffff8000a5a5' });
    const [row] = await ownerQuery<Record<string, number>>(
      `select picture_band1, picture_band2, picture_band3, picture_band4 from card_receipts where bot_id = $1`,
      [till.shop.botId],
    );
    expect(Object.values(row ?? {})).to.deep.equal(bandsNear('0001ffff8000a5a5').map(([first]) => first));
  });
});

import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import { requestLooks } from '#services/card-payments/look-at-receipt.js';
import type { Payment } from '#services/payments/payment.js';
import type { Tenant } from '#tenancy/scope.js';
import { fileIdFor, storeFile } from '../../../scripts/sandbox/telegram/files.js';
import { captureLog } from '../../support/capture-log.js';
import { addReceipt } from '../../support/card-payments/add-receipt.js';
import { cardTillOf } from '../../support/card-payments/open-card-till.js';
import { ownerQuery } from '../../support/database.js';
import { openWorkerSide, type WorkerSide } from '../../support/open-worker-side.js';
import { drawReceipt, looks, saidOf } from '../../support/pictures/draw-receipt.js';
import { waitFor } from '../../support/wait-for.js';

describe('the pictures of a receipt', function () {
  this.timeout(60_000);
  let side: WorkerSide;
  let bot: Awaited<ReturnType<WorkerSide['addBot']>>;
  let tenant: Tenant;
  let payment: Payment;
  let drawn: Buffer;
  before(async () => {
    drawn = await drawReceipt(looks[0] as never, saidOf(1));
  });
  beforeEach(async () => {
    side = await openWorkerSide();
    bot = await side.addBot();
    tenant = bot.tenant;
    const till = await cardTillOf(tenant);
    await till.addCard();
    payment = await till.begin((await till.shop.addBuyer()).id, { topUpToman: 50_000 });
    await till.submit(payment);
  });
  afterEach(() => side.close());

  const accountOf = (token: string) =>
    [...side.telegram.world.bots.values()].find((one) => one.token === token)!;
  /** A file that somebody sent to the bot: its id there. */
  const fileOf = (bytes: Buffer, token = bot.token): string =>
    fileIdFor(
      accountOf(token),
      'photo',
      storeFile(side.telegram.world, { bytes, name: 'receipt.jpg', mimeType: 'image/jpeg', isUpload: true }),
    );
  const look = (): Promise<void> => tenant.db((tx) => requestLooks(tenant, tx, payment.id));
  interface Part {
    looked_at: Date | null;
    picture_hash: string | null;
    bytes: number | null;
  }
  const read = async (id: string): Promise<Part> =>
    (
      await ownerQuery<Part>(
        `select looked_at, picture_hash, octet_length(picture_print) as bytes from card_receipts where id = $1`,
        [id],
      )
    )[0] as Part;
  const lookedAt = (id: string): Promise<Part> =>
    waitFor(
      async () => {
        const part = await read(id);
        return part.looked_at === null ? undefined : part;
      },
      { what: 'the part is looked at' },
    );
  const reviews = async (): Promise<number> =>
    (
      await ownerQuery(`select 1 from outbox where bot_id = $1 and job_name = 'card-payment.review'`, [
        bot.botId,
      ])
    ).length;

  it('are downloaded and kept as what they are known by, each by a job of its own', async () => {
    const first = await addReceipt(tenant, payment, { fileId: fileOf(drawn), fileUniqueId: 'a' });
    const second = await addReceipt(tenant, payment, {
      fileId: fileOf(await drawReceipt(looks[1] as never, saidOf(2))),
      fileUniqueId: 'b',
    });
    const words = await addReceipt(tenant, payment, { words: 'paid' });
    side.start();
    await look();
    const [one, other] = [await lookedAt(first), await lookedAt(second)];
    expect(one.picture_hash).to.match(/^[0-9a-f]{16}$/);
    expect(other.picture_hash)
      .to.match(/^[0-9a-f]{16}$/)
      .and.not.equal(one.picture_hash);
    expect(one.bytes).to.equal(8_192);
    expect(await read(words)).to.include({ looked_at: null, picture_hash: null });
  });

  it('come before the reviewers once more where they were sent before', async () => {
    const till = await cardTillOf(tenant);
    const earlier = await till.begin((await till.shop.addBuyer()).id, { topUpToman: 50_000 });
    const known = await addReceipt(tenant, earlier, { fileId: fileOf(drawn), fileUniqueId: 'a' });
    const reviewed: string[] = [];
    side.start({
      'card-payment.review': { run: async (_tenant, { payment_id }) => void reviewed.push(payment_id) },
    });
    await enqueue(tenant, 'card-receipt.look', { receipt_id: known });
    await lookedAt(known);
    expect(reviewed).to.deep.equal([]);
    await addReceipt(tenant, payment, { fileId: fileOf(drawn), fileUniqueId: 'c' });
    await look();
    await waitFor(() => reviewed.includes(payment.id), { what: 'the reviewers are told' });
  });

  it('are looked at as soon as the receipt goes before the reviewers', async () => {
    const id = await addReceipt(tenant, payment, { fileId: fileOf(drawn), fileUniqueId: 'a' });
    side.start();
    await enqueue(tenant, 'card-payment.review', { payment_id: payment.id });
    expect((await lookedAt(id)).picture_hash).to.not.equal(null);
  });

  it('that are none, are broken, too large, another bot’s or gone have no hash, and the review goes on', async () => {
    const other = await side.addBot();
    const files = {
      words: fileOf(Buffer.from('%PDF-1.7 a document')),
      broken: fileOf(drawn.subarray(0, 3_000)),
      large: fileOf(Buffer.concat([drawn, randomBytes(20 * 1_048_576)])),
      foreign: fileOf(drawn, other.token),
      gone: 'nothing-of-the-kind',
    };
    const parts = await Promise.all(
      Object.entries(files).map(([name, fileId]) =>
        addReceipt(tenant, payment, { fileId, fileUniqueId: name }),
      ),
    );
    side.start();
    await look();
    for (const [at, id] of parts.entries())
      expect(await lookedAt(id), Object.keys(files)[at]).to.include({ picture_hash: null, bytes: null });
    expect(
      side.runs.filter(({ name, outcome }) => name === 'card-receipt.look' && outcome === 'fail'),
    ).to.deep.equal([]);
    expect(await reviews()).to.equal(0);
  });

  it('wait while Telegram is away, and are looked at once', async () => {
    const id = await addReceipt(tenant, payment, { fileId: fileOf(drawn), fileUniqueId: 'a' });
    side.telegram.failNext({
      token: bot.token,
      method: 'getFile',
      error: { code: 500, description: 'away' },
    });
    side.start();
    await look();
    await side.hurry('bots', async () => (await read(id)).looked_at !== null);
    const asked = side.telegram.calls({ token: bot.token, method: 'getFile' }).length;
    await look();
    await waitFor(() => side.runs.filter(({ name }) => name === 'card-receipt.look').length >= 2, {
      what: 'both runs ended',
    });
    expect(side.telegram.calls({ token: bot.token, method: 'getFile' })).to.have.length(asked);
  });

  it('leave the token in no line of the log, whatever fails', async () => {
    const log = captureLog();
    try {
      const id = await addReceipt(tenant, payment, { fileId: 'nothing-of-the-kind', fileUniqueId: 'a' });
      side.start();
      await look();
      await lookedAt(id);
    } finally {
      log.restore();
    }
    expect(log.text()).to.not.include(bot.token);
  });
});

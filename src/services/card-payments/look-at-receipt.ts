import { log } from '#platform/log.js';
import { PermanentError } from '#platform/errors.js';
import { enqueue } from '#jobs/enqueue.js';
import { readPicture, type Picture } from '#platform/pictures/read-picture.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { findPayment } from '../payments/find-payment.js';
import { isUnderReview } from '../payments/payment.js';
import { readFlags } from './read-flags.js';

/** A part of a receipt, and the way to the file that Telegram keeps of it. */
export interface PartToLook {
  readonly receiptId: string;
  /** Its bytes; undefined: Telegram does not give it. */
  readonly download: (fileId: string) => Promise<Buffer | undefined>;
}

const unlooked = `
  select id::text from card_receipts where bot_id = $1 and payment_id = $2 and file_id is not null and looked_at is null`;

/** Lets every part of a payment's receipts be looked at whose file was not yet, by jobs. Repeatable. */
export async function requestLooks(tenant: Tenant, tx: Tx, paymentId: string): Promise<void> {
  for (const { id } of await tx.sql<{ id: string }>(unlooked, [tenant.botId, paymentId]))
    await enqueue(tenant, 'card-receipt.look', { receipt_id: id });
}

/**
 * Looks at the file of a part of a receipt, and keeps by what its picture is known again; those who review the payment are told what
 * that shows. Opens its own scopes, none while Telegram is asked. What is no picture, is broken, too large or not given has no hash,
 * and the review goes on. Repeatable. Throws RetryableError while Telegram is away.
 */
export async function lookAtReceipt(tenant: Tenant, { receiptId, download }: PartToLook): Promise<void> {
  const fileId = await tenant.db(async (tx) => {
    const [row] = await tx.sql<{ file_id: string }>(
      'select file_id from card_receipts where bot_id = $1 and id = $2 and file_id is not null and looked_at is null',
      [tenant.botId, receiptId],
    );
    return row?.file_id;
  });
  if (fileId === undefined) return;
  const picture = await readFrom(() => download(fileId));
  await tenant.db(async (tx) => {
    const [row] = await tx.sql<{ payment_id: string }>(
      `update card_receipts set picture_hash = $3, picture_print = $4, looked_at = clock_timestamp(), updated_at = clock_timestamp()
       where bot_id = $1 and id = $2 and looked_at is null returning payment_id::text`,
      [tenant.botId, receiptId, picture?.hash ?? null, picture?.print ?? null],
    );
    if (row && picture) await tellReviewers(tenant, tx, row.payment_id);
  });
}

/** The receipt is before them already: they see it again with what its picture shows. */
async function tellReviewers(tenant: Tenant, tx: Tx, paymentId: string): Promise<void> {
  const payment = await findPayment(tenant, tx, paymentId);
  if (!payment || !isUnderReview(payment)) return;
  const flags = await readFlags(tenant, tx, paymentId);
  if (flags.some(({ kind }) => kind === 'same_picture' || kind === 'alike_picture'))
    await enqueue(tenant, 'card-payment.review', { payment_id: paymentId });
}

async function readFrom(download: () => Promise<Buffer | undefined>): Promise<Picture | undefined> {
  let bytes: Buffer | undefined;
  try {
    bytes = await download();
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    log.info({ code: error.code }, 'Telegram does not give the file of a receipt; it is reviewed without');
  }
  return bytes && readPicture(bytes);
}

import sharp from 'sharp';
import { findSameFiles, findSameReferences } from '#services/card-payments/find-copies.js';
import { findPictures } from '#services/card-payments/find-pictures.js';
import { listReceipts } from '#services/card-payments/list-receipts.js';
import { lookAtReceipt, requestLooks } from '#services/card-payments/look-at-receipt.js';
import { readFlags } from '#services/card-payments/read-flags.js';
import { tenantOf } from '#tenancy/scope.js';
import type { Means, QueryPath } from './query-plans.js';

const tenant = tenantOf('1');

/** A payment from card to card with the receipt of a filled bot that was not looked at, and that receipt's number. */
async function receiptOf({ database }: Means): Promise<{ paymentId: string; receiptId: string }> {
  const [row] = await database.query<{ paymentId: string; receiptId: string }>(
    `select payment_id::text as "paymentId", id::text as "receiptId" from card_receipts
     where bot_id = 1 and looked_at is null order by id limit 1`,
  );
  return row as { paymentId: string; receiptId: string };
}

/** A picture as small as a test needs. */
const aPicture = (): Promise<Buffer> =>
  sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><rect width="64" height="99"/></svg>'))
    .png()
    .toBuffer();

/** The part of `queryPaths` that looks at receipts. */
export const receiptQueryPaths: Readonly<Record<string, QueryPath>> = {
  'src/services/card-payments/find-copies.ts': {
    run: async (means) => {
      const { paymentId } = await receiptOf(means);
      const looked = { paymentId, userId: '1', attempt: 0 };
      await tenant.db(async (tx) => {
        await findSameFiles(tenant, tx, looked);
        await findSameReferences(tenant, tx, { ...looked, numbers: ['140812345678', '100077'] });
      });
    },
  },
  'src/services/card-payments/find-pictures.ts': {
    run: async (means) => {
      const { paymentId } = await receiptOf(means);
      const looked = { paymentId, userId: '1', attempt: 0, amountToman: 1_000 };
      await tenant.db((tx) => findPictures(tenant, tx, looked));
    },
    most: { cost: 700, why: '68 looks into four indexes, of some four pages each, are half of it' },
  },
  'src/services/card-payments/list-receipts.ts': {
    run: async (means) => {
      const { paymentId } = await receiptOf(means);
      await tenant.db((tx) => listReceipts(tenant, tx, [paymentId]));
    },
  },
  'src/services/card-payments/look-at-receipt.ts': {
    run: async (means) => {
      const { paymentId, receiptId } = await receiptOf(means);
      await tenant.db((tx) => requestLooks(tenant, tx, paymentId));
      await lookAtReceipt(tenant, { receiptId, download: aPicture });
    },
  },
  'src/services/card-payments/read-flags.ts': {
    run: async (means) => {
      const { paymentId } = await receiptOf(means);
      await tenant.db((tx) => readFlags(tenant, tx, paymentId));
    },
  },
};

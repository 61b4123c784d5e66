import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const bands = [1, 2, 3, 4] as const;
const bandOf = (band: number): string => `('x' || substr(picture_hash, ${band * 4 - 3}, 4))::bit(16)::int`;

const columns = {
  looked_at: ['timestamptz', 'When its file was looked at, whatever came of it; null: not yet'],
  picture_print: [
    'bytea check (octet_length(picture_print) = 8192)',
    'Greys of the picture made 64 × 128: tells it from others with a hash as near; null: not looked at',
  ],
  ...Object.fromEntries(
    bands.map((band) => [
      `picture_band${band}`,
      [
        `integer generated always as (${bandOf(band)}) stored`,
        `Quarter ${band} of the hash, by which near ones are found`,
      ],
    ]),
  ),
} as Readonly<Record<string, readonly [string, string]>>;

/** A picture that came before is found by hashes that are near, and a reference that an approval noted is found again. */
export const receiptPictures: Migration = {
  name: '192-receipt-pictures',
  up: async (run) => {
    await run(
      "alter table card_receipts add constraint card_receipts_hash_form check (picture_hash ~ '^[0-9a-f]{16}$')",
    );
    await addColumns(run, 'card_receipts', columns);
    await run('drop index card_receipts_picture');
    for (const band of bands)
      await run(
        `create index card_receipts_band_${band} on card_receipts (bot_id, picture_band${band}) where picture_band${band} is not null`,
      );
    await run('create index card_to_card_payments_created on card_to_card_payments (bot_id, created_at)');
    await run(
      'create index card_to_card_payments_bank_reference on card_to_card_payments (bot_id, bank_reference) where bank_reference is not null',
    );
  },
  down: async (run) => {
    await run('drop index card_to_card_payments_bank_reference');
    await run('drop index card_to_card_payments_created');
    await dropColumns(run, 'card_receipts', columns);
    await run(
      'create index card_receipts_picture on card_receipts (bot_id, picture_hash) where picture_hash is not null',
    );
    await run('alter table card_receipts drop constraint card_receipts_hash_form');
  },
};

import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

/** A key of each quarter of the hash, with the bot in it, so that other bots' pictures cost nothing; see `keysNear`. */
const keyOf = (band: number): string =>
  `bot_id * 262144 + ${band * 65_536} + ('x' || substr(picture_hash, ${band * 4 + 1}, 4))::bit(16)::int`;

const columns = {
  looked_at: ['timestamptz', 'When its file was looked at, whatever came of it; null: not yet'],
  picture_print: [
    'bytea check (octet_length(picture_print) = 8192)',
    'Greys of the picture made 64 × 128: tells it from others with a hash as near; null: not looked at',
  ],
  picture_keys: [
    `bigint[] generated always as (case when picture_hash is not null then array[${[0, 1, 2, 3].map(keyOf).join(', ')}] end) stored`,
    'Keys under which near hashes are found: bot × 262144 + band × 65536 + the 16 bits of that quarter',
  ],
} as const;

/** A picture that came before is found by hashes that are near, and a reference that an approval noted is found again. */
export const receiptPictures: Migration = {
  name: '192-receipt-pictures',
  up: async (run) => {
    await run(
      "alter table card_receipts add constraint card_receipts_hash_form check (picture_hash ~ '^[0-9a-f]{16}$')",
    );
    await addColumns(run, 'card_receipts', columns);
    await run('drop index card_receipts_picture');
    await run('create index card_receipts_near on card_receipts using gin (picture_keys)');
    await run(
      'create index card_to_card_payments_bank_reference on card_to_card_payments (bot_id, bank_reference) where bank_reference is not null',
    );
  },
  down: async (run) => {
    await run('drop index card_to_card_payments_bank_reference');
    await run('drop index card_receipts_near');
    await run(
      'create index card_receipts_picture on card_receipts (bot_id, picture_hash) where picture_hash is not null',
    );
    await dropColumns(run, 'card_receipts', columns);
    await run('alter table card_receipts drop constraint card_receipts_hash_form');
  },
};

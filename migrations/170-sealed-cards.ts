import { appRole } from '#platform/database.js';
import type { Migration } from './migration.js';
import { addColumns, dropColumns } from './tenant-table.js';

const columns = {
  card_number_sealed: [
    'text',
    'Number of the card, sealed under APP_SECRET for this bot and row only; null: card_number is still to be sealed',
  ],
  card_number_last_four: [
    "text check (card_number_last_four ~ '^[0-9]{4}$')",
    'Last four digits of the number, in clear; null as above',
  ],
  card_number_fingerprint: [
    'text',
    'HMAC of bot and number under APP_SECRET, by which a bot that has the card already is found; null as above',
  ],
  deleted_at: [
    'timestamptz',
    'When it was deleted; the row stays because payments name it, and takes no new ones; null: it is there',
  ],
} as const;

const rules = {
  number_once: `(num_nonnulls(card_number, card_number_sealed) = 1
    and num_nulls(card_number_sealed, card_number_last_four, card_number_fingerprint) in (0, 3))`,
  deleted_is_hidden: '(deleted_at is null or not is_active)',
} as const;

/** The lock waits for a deletion that is under way, and a deletion for the payment: one of them sees the other. */
const refuseDeletedCard = `
  create function refuse_deleted_card() returns trigger language plpgsql set search_path = public, pg_temp as $$
  declare
    is_gone boolean;
  begin
    select deleted_at is not null into is_gone from tenant_payment_cards
      where bot_id = new.bot_id and id = new.card_id for key share;
    if is_gone then
      raise exception 'card % of bot % was deleted and takes no new payment', new.card_id, new.bot_id
        using errcode = 'check_violation', constraint = 'card_to_card_payments_card_is_there';
    end if;
    return new;
  end
  $$`;

/**
 * Numbers of cards are sealed and found by their fingerprint. A migration has no APP_SECRET: those that lie in clear are
 * sealed by the workers within ten minutes (src/services/cards/seal-open-cards.ts). A card that was paid on is kept when it
 * is deleted. There is no way down for numbers that are sealed: `down` is refused while there is one.
 */
export const sealedCards: Migration = {
  name: '170-sealed-cards',
  up: async (run) => {
    await addColumns(run, 'tenant_payment_cards', columns);
    await run('alter table tenant_payment_cards alter column card_number drop not null');
    await run(
      `comment on column tenant_payment_cards.card_number is 'Number of the card in clear, as versions before this one wrote it; a worker seals it soon; null: it is sealed'`,
    );
    for (const [name, rule] of Object.entries(rules))
      await run(`alter table tenant_payment_cards add constraint tenant_payment_cards_${name} check ${rule}`);
    await run(`create unique index tenant_payment_cards_fingerprint_key
      on tenant_payment_cards (bot_id, card_number_fingerprint) where deleted_at is null`);
    await run(
      'create index tenant_payment_cards_open on tenant_payment_cards (bot_id, id) where card_number is not null',
    );
    // A number is sealed for its row, so the row's id is drawn before the row is made.
    await run(`grant usage on sequence tenant_payment_cards_id_seq to ${appRole}`);
    await run(refuseDeletedCard);
    await run(
      `comment on function refuse_deleted_card() is 'Refuses a new payment on a card that was deleted'`,
    );
    await run(`create trigger refuse_deleted_card before insert or update of card_id on card_to_card_payments
      for each row when (new.card_id is not null) execute function refuse_deleted_card()`);
  },
  down: async (run) => {
    await run('alter table tenant_payment_cards alter column card_number set not null').catch(
      (cause: unknown) => {
        throw new Error(
          'cards of this fleet are sealed, and the version before cannot open them: restore the backup from before it',
          { cause },
        );
      },
    );
    await run('drop trigger refuse_deleted_card on card_to_card_payments');
    await run('drop function refuse_deleted_card()');
    await run(`revoke usage on sequence tenant_payment_cards_id_seq from ${appRole}`);
    await run('drop index tenant_payment_cards_open');
    for (const name of Object.keys(rules))
      await run(`alter table tenant_payment_cards drop constraint tenant_payment_cards_${name}`);
    await run(`comment on column tenant_payment_cards.card_number is 'Number of the card, 16 digits'`);
    await dropColumns(run, 'tenant_payment_cards', columns);
  },
};

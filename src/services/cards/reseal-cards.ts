import type { Vault } from '#platform/secrets.js';
import type { Tx } from '#tenancy/scope.js';
import { openNumber, sealNumber } from './seal-number.js';
import { sealOpenPage } from './seal-open-cards.js';

interface Row {
  readonly id: string;
  readonly bot_id: string;
  readonly card_number: string | null;
  readonly card_number_sealed: string | null;
  readonly card_number_last_four: string | null;
}

const readAfter = `
  select id::text, bot_id::text, card_number, card_number_sealed, card_number_last_four
  from tenant_payment_cards as card
  where (bot_id, id) > ($1::bigint, $2::bigint) order by card.bot_id, card.id limit 500 for update`;
const write = `
  update tenant_payment_cards as card
  set card_number = null, card_number_sealed = fresh.sealed, card_number_last_four = fresh.last_four,
    card_number_fingerprint = fresh.fingerprint
  from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[])
    as fresh (bot_id, id, sealed, last_four, fingerprint)
  where card.bot_id = fresh.bot_id and card.id = fresh.id`;

/**
 * Seals the numbers of all bots' cards under another APP_SECRET, also those that lie in clear; resolves to how many. Those
 * that are sealed under it already stay. Throws, in a line for the operator, when one is sealed under neither.
 */
export async function resealCards(
  tx: Tx,
  { present, next }: { readonly present: Vault; readonly next: Vault },
): Promise<number> {
  // First under the present one, by which a card that is there twice is found.
  while ((await sealOpenPage(tx, present)) > 0);
  let all = 0;
  let last: readonly string[] = ['0', '0'];
  for (;;) {
    const rows = await tx.sql<Row>(readAfter, last);
    const end = rows.at(-1);
    if (!end) return all;
    last = [end.bot_id, end.id];
    const fresh = rows.flatMap((row) => {
      const number = numberOf(row, present, next);
      return number === undefined ? [] : [freshOf(row, number, next)];
    });
    const column = (at: 0 | 1 | 2 | 3 | 4): string[] => fresh.map((values) => values[at]);
    await tx.sql(write, [column(0), column(1), column(2), column(3), column(4)]);
    all += fresh.length;
  }
}

type Fresh = readonly [botId: string, id: string, sealed: string, lastFour: string, fingerprint: string];

function freshOf({ bot_id: botId, id }: Row, number: string, next: Vault): Fresh {
  const sealed = sealNumber(next, { botId, cardId: id, number });
  return [botId, id, sealed.cardNumberSealed, sealed.cardNumberLastFour, sealed.cardNumberFingerprint];
}

/** The number of a row; undefined when it is sealed under the new secret. */
function numberOf(row: Row, present: Vault, next: Vault): string | undefined {
  const number = opened(present, row);
  if (number !== undefined) return number;
  if (opened(next, row) !== undefined) return undefined;
  throw new Error(
    `card ${row.id} of bot ${row.bot_id}, which ends in ${row.card_number_last_four ?? '?'}, is sealed under neither ` +
      'APP_SECRET nor NEW_APP_SECRET; set APP_SECRET to the secret that the fleet ran with. Nothing was changed',
  );
}

function opened(vault: Vault, row: Row): string | undefined {
  const { id, bot_id: botId, card_number: cardNumber, card_number_sealed: cardNumberSealed } = row;
  try {
    return openNumber(vault, { id, botId, cardNumber, cardNumberSealed });
  } catch {
    return undefined;
  }
}

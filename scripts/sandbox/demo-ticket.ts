import { openTicket } from '#services/tickets/open-ticket.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { demoAsker } from './demo-cast.js';

const find = 'select 1 from users where bot_id = $1 and telegram_id = $2';
const add = `
  insert into users (bot_id, telegram_id, language, first_name, last_name, username, referral_code, registered_at)
  values ($1, $2, $3, $4, $5, $6, 'mehdi', now()) returning id::text`;
const title = 'اتصال روی گوشی قطع می‌شود';
const html =
  'سلام، وقت بخیر.\nاز دیشب اتصال روی گوشی هر چند دقیقه قطع می‌شود، ولی روی لپ‌تاپ مشکلی نیست. <b>باید چه کار کنم؟</b>';

/** Has somebody of the sandbox wait for an answer to a ticket, in the open transaction. False: he has asked before. */
export async function addDemoTicket(tenant: Tenant, tx: Tx): Promise<boolean> {
  const { botId } = tenant;
  const { id: telegramId, firstName, lastName, username, languageCode } = demoAsker;
  if ((await tx.sql(find, [botId, telegramId])).length > 0) return false;
  const [row] = await tx.sql<{ id: string }>(add, [
    ...[botId, telegramId, languageCode, firstName, lastName, username],
  ]);
  const person = { id: row?.id ?? '', telegramId, firstName };
  const opened = await openTicket(tenant, tx, {
    person,
    title,
    message: { kind: 'text', html },
    values: { open_tickets_per_user: 1 },
  });
  if (!('ticket' in opened)) throw new Error(`the ticket of the sandbox was refused: ${opened.refused}`);
  return true;
}

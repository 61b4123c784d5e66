import { randomBytes } from 'node:crypto';
import type { TestFleet } from '../../test/support/processes/fleet.js';

/** A payment of which the payer's browser comes back. */
export interface PaidPayment {
  readonly authority: string;
  readonly reference: string;
  readonly bot: string;
}

export const merchantId = '0b1c2d3e-1111-2222-3333-444455556666';
const rial = 2_000_000;

async function demandJson(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`the stand-in answered ${response.status}`);
  return response.json();
}

/** Makes a payment at Zarinpal's stand-in and pays it on its page; nobody follows the way back. */
async function makePaid(root: string, reference: string): Promise<string> {
  const made = (await demandJson(
    await fetch(`${root}/pg/v4/payment/request.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        ...{ merchant_id: merchantId, amount: rial, currency: 'IRR', description: 'Bench' },
        callback_url: `https://bots.example.com/?p=${reference}`,
        metadata: { order_id: reference, auto_verify: 'false' },
      }),
    }),
  )) as { data: { authority: string } };
  const { authority } = made.data;
  const pressed = await fetch(`${root}/pg/StartPay/${authority}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'button=callback_lost',
  });
  if (pressed.status >= 400) throw new Error(`the pay page answered ${pressed.status}`);
  return authority;
}

/** So many top-ups of 200,000 toman, one a person, paid at the stand-in, of which the fleet has not heard. */
export async function fillPaidPayments(
  { query }: Pick<TestFleet, 'query'>,
  root: string,
  count: number,
): Promise<PaidPayment[]> {
  const people = await query<{ id: string; bot_id: string }>(
    'select id::text, bot_id::text from users order by users.id limit $1',
    [count],
  );
  const payments: (PaidPayment & { readonly person: string })[] = [];
  // By hundreds: the stand-in is one process.
  for (let from = 0; from < people.length; from += 100)
    payments.push(
      ...(await Promise.all(
        people.slice(from, from + 100).map(async ({ id, bot_id }) => {
          const reference = randomBytes(16).toString('hex');
          return { authority: await makePaid(root, reference), reference, bot: bot_id, person: id };
        }),
      )),
    );
  await query('update bots set zarinpal_enabled = true, zarinpal_merchant_id = $1', [merchantId]);
  await query(
    `insert into zarinpal_payments (bot_id, user_id, amount_toman, reference, account, zarinpal_authority, currency_amount,
       rate_toman, asked_at, expires_at, check_until)
     select bot, person, 200000, reference, $2, authority, $3, 0.1, now(), now() + interval '1 hour', now() + interval '1 day'
     from jsonb_to_recordset($1::jsonb) as made (bot bigint, person bigint, reference text, authority text)`,
    [JSON.stringify(payments), merchantId, rial],
  );
  await query('analyze zarinpal_payments');
  return payments;
}

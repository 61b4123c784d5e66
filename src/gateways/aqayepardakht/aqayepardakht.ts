import { hourMs, minuteMs } from '#platform/units.js';
import { cutText } from '../cut-text.js';
import { gatewayRefused } from '../fault.js';
import type { Gateway } from '../gateway.js';
import type { CallbackHint, RawCallback } from '../callback.js';
import type { GatewayAccess } from '../gateway-access.js';
import type { GatewayState } from '../gateway-state.js';
import type { KnownPayment } from '../payment-at-gateway.js';
import { methodFeature } from '../method-feature.js';
import { referencePattern } from '../reference.js';
import {
  aqayepardakhtAccount,
  aqayepardakhtCredentials as credentials,
  aqayepardakhtSettings as settings,
  sandboxPin,
  type AqayepardakhtCredentials as Credentials,
} from './aqayepardakht-settings.js';
import { aqayepardakhtFault, askAqayepardakht, transidPattern } from './call-aqayepardakht.js';

const name = 'aqayepardakht';
const brand = { fa: 'آقای پرداخت', en: 'Aqayepardakht', ru: 'Aqayepardakht' };
/** A payment that there is not; who knows the pin hears that. */
const noTransid = 'credentials-test';

type Access = GatewayAccess<Credentials>;

/** The pin that knows a payment. What moved no money is only ever asked about in the sandbox, and real money never there. */
function pinOf({ account }: KnownPayment, { credentials: now }: Access): string {
  if (account === sandboxPin) return sandboxPin;
  if (now.pin !== sandboxPin) return now.pin;
  const said = 'it was made by a pin, and the bot is in the sandbox since';
  throw gatewayRefused('gateway.unauthorized', { gateway: name, said, money: 'unknown' });
}

/** Money is taken by verify alone, which compares the sum; 2 is its repeat, of the very payment that owns the name. */
async function inquire(payment: KnownPayment, access: Access): Promise<GatewayState> {
  const { amount, currency, externalId: transid, account } = payment;
  const given = { pin: pinOf(payment, access), amount: Number(amount), transid };
  const said = await askAqayepardakht({ root: access.root, operation: 'verify', money: 'unknown' }, given);
  const { code } = said;
  if (code === '1' || code === '2') return { kind: 'paid', amount, currency, receipt: transid };
  if (code === '0') return { kind: 'open' };
  if (code === '-10') return { kind: 'disputed', code };
  if (code !== '-8') throw aqayepardakhtFault(said);
  const isOwn = account === sandboxPin || account === aqayepardakhtAccount(access.credentials);
  if (isOwn) return { kind: 'ended', as: 'failed', code };
  // Another pin does not know it, which says nothing of the money.
  const known = `it was made by ${account}`;
  throw gatewayRefused('gateway.unauthorized', { gateway: name, said: known, money: 'unknown' });
}

/** What a browser brings: in the address, or as a form. Which order it is of, our own address says. */
function readReturn({ method, query, body }: RawCallback): CallbackHint | undefined {
  const form = method === 'POST' ? Object.fromEntries(new URLSearchParams(body.toString())) : {};
  const { p: reference = '' } = query;
  const { transid = '', status } = { ...query, ...form };
  const hint = {
    ...(referencePattern.test(reference) && { reference }),
    ...(transidPattern.test(transid) && { externalId: transid }),
  };
  if (Object.keys(hint).length === 0) return undefined;
  return status === undefined ? hint : { ...hint, claims: status === '1' ? 'paid' : 'cancelled' };
}

/** A payment gateway of Iran: the payer is redirected, nothing is signed, and verify decides. */
export const aqayepardakht = {
  name,
  brand,
  apiRoot: { variable: 'AQAYEPARDAKHT_API_ROOT', standard: 'https://panel.aqayepardakht.ir' },
  currency: 'IRT',
  limits: { least: '1000', most: '200000000' },
  settings,
  feature: methodFeature(brand, { min: 1_000, max: 100_000_000, needs: ['aqayepardakht_pin'] }),
  guide: {
    fa: 'در پنل آقای پرداخت یک درگاه بسازید و پین آن را بدهید؛ دامنهٔ درگاه باید همان دامنهٔ PUBLIC_URL باشد. با پین sandbox پول واقعی جابه‌جا نمی‌شود.',
    en: 'Make a gateway in the Aqayepardakht panel and enter its pin; the domain of the gateway must be that of PUBLIC_URL. With the pin "sandbox" no real money moves.',
    ru: 'Создайте шлюз в кабинете Aqayepardakht и введите его pin; домен шлюза должен совпадать с доменом PUBLIC_URL. С pin sandbox настоящие деньги не движутся.',
  },
  credentials,
  accountOf: aqayepardakhtAccount,
  opensBankPage: true,
  needsPublicUrl: true,
  payableForMs: 30 * minuteMs,
  // What nobody verified by then is no longer ours to take.
  askedForMs: hourMs,
  leastPauseMs: minuteMs,
  async create({ reference, amount, description, callbackUrl }, { root, credentials: { pin } }) {
    const json = {
      ...{ pin, amount: Number(amount), callback: callbackUrl, callback_method: 'GET' },
      ...{ invoice_id: reference, description: cutText(description, 255) },
    };
    // Nobody has its link yet: one that we do not hear of is never paid.
    const said = await askAqayepardakht({ root, operation: 'create', money: 'untouched' }, json);
    if (!said.isSuccess || said.transid === undefined) throw aqayepardakhtFault(said);
    const path = pin === sandboxPin ? 'startpay/sandbox' : 'startpay';
    return { externalId: said.transid, url: `${root}/${path}/${said.transid}` };
  },
  inquire,
  /** Asks about a payment that there is not. */
  async test({ root, credentials: { pin } }) {
    const given = { pin, amount: 1_000, transid: noTransid };
    const said = await askAqayepardakht({ root, operation: 'verify', money: 'untouched' }, given);
    if (!['-8', '-10', '0'].includes(said.code)) throw aqayepardakhtFault(said);
  },
  callback: { headers: [], reply: 'page', read: readReturn },
} as const satisfies Gateway<Credentials>;

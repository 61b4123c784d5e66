import type { GatewayState } from '#gateways/gateway-state.js';
import type { KnownPayment, PaymentAsk } from '#gateways/payment-at-gateway.js';
import { yookassa } from '#gateways/yookassa/yookassa.js';
import { openGatewaySandbox } from '../../../scripts/sandbox/gateways/open-gateway-sandbox.js';
import type { YookassaShop } from '../../../scripts/sandbox/gateways/yookassa/yookassa-world.js';
import { accessTo, ask as askOf, known as knownOf } from './yookassa-payments.js';

/** The adapter before a shop of the stand-in, which each test has for itself. */
export async function openYookassaTill() {
  const sandbox = await openGatewaySandbox();
  const { yookassa: standIn } = sandbox.control;
  let shop = standIn.addShop();
  let number = 0;
  const access = (config: object = {}, { id, secretKey }: YookassaShop = shop) =>
    accessTo(`${sandbox.url}/yookassa`, { shopId: id, secretKey, config });
  const ask = (more: Partial<PaymentAsk> = {}): PaymentAsk =>
    askOf({ reference: (number += 1).toString(16).padStart(32, '0'), ...more });
  const known = ({ reference, amount }: PaymentAsk, externalId: string): KnownPayment =>
    knownOf({ reference, amount, externalId, account: shop.id });
  const press = (id: string, button: 'cancel' | 'pay' = 'pay') =>
    sandbox.control.press('yookassa', id, button);
  async function make(more: Partial<PaymentAsk> = {}, config: object = {}) {
    const asked = ask(more);
    const created = await yookassa.create(asked, access(config));
    return { asked, created, payment: known(asked, created.externalId) };
  }
  return {
    ...{ sandbox, standIn, access, ask, known, press, make },
    shop: (): YookassaShop => shop,
    newShop(given: Partial<YookassaShop> = {}): void {
      shop = standIn.addShop(given);
    },
    mend(): void {
      sandbox.control.mend();
      Object.assign(standIn.manner, { charge: 'succeeded', refund: 'succeeded', processing: 0 });
    },
    async makePaid(more: Partial<PaymentAsk> = {}, config: object = {}): Promise<KnownPayment> {
      const { created, payment } = await make(more, config);
      await press(created.externalId);
      return payment;
    },
    inquire: (payment: KnownPayment): Promise<GatewayState> => yookassa.inquire(payment, access()),
    /** What was asked for by a payment, as the shop got it. */
    given: (externalId: string) => standIn.made.get(externalId)?.given,
    /** How many payments the shop has by a reference. */
    countOf: (reference: string): number =>
      [...standIn.made.values()].filter(({ given }) => given.metadata.reference === reference).length,
  };
}
export type YookassaTill = Awaited<ReturnType<typeof openYookassaTill>>;

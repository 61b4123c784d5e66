import { TenantPaymentCard } from '#models/tenant-payment-card.js';
import { findPayment } from '#services/payments/find-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { startPayment, type Started } from '#services/payments/start-payment.js';
import type { Tenant } from '#tenancy/scope.js';
import { openShop, shopOf, type Shop } from '../bot/sales.js';
import { ownerQuery } from '../database.js';
import { snapshotNow } from '../snapshots.js';

/** A bot that takes money from card to card, for tests of the rules: no process runs, each doing is one transaction. */
export interface CardTill {
  readonly shop: Shop;
  /** A new card; its number. */
  addCard(cardNumber?: string): Promise<string>;
  /** What a tap on the method leads to. */
  start(userId: string, wish: { orderId: string } | { topUpToman: number }): Promise<Started>;
  /** A payment that a person begins; a minute passes for them. */
  begin(userId: string, wish: { orderId: string } | { topUpToman: number }): Promise<Payment>;
  /** Its receipt comes, as far as the payment's row says. */
  submit(payment: Payment): Promise<void>;
  read(payment: Payment): Promise<Payment>;
  /** A cart of so many toman that a person has confirmed; its number. */
  newCart(userId: string, priceToman?: number): Promise<string>;
}

/** Opens one. */
export const openCardTill = async (): Promise<CardTill> => cardTillOf((await openShop()).tenant);

/** The same for a bot that is there already. */
export async function cardTillOf(tenant: Tenant): Promise<CardTill> {
  const shop = shopOf(tenant);
  const { botId } = shop;
  await ownerQuery('update bots set card_to_card_enabled = true where id = $1', [botId]);
  await shop.switchFeature('card_to_card', true);
  const start: CardTill['start'] = async (userId, wish) => {
    const { settings, features } = await snapshotNow(tenant);
    const terms = { values: settings.values, features, publicUrl: undefined };
    const asked = { userId, method: 'card_to_card', messageId: null, terms, orderId: null, ...wish };
    return tenant.db((tx) => startPayment(tenant, tx, asked));
  };
  return {
    shop,
    start,
    addCard: async (cardNumber = '6037990000000006') =>
      (await tenant.db(() => TenantPaymentCard.create({ cardNumber, cardHolderName: 'Sara' }))).id,
    begin: async (userId, wish) => {
      const started = await start(userId, wish);
      if (started.kind !== 'started') throw new Error(`the payment was not begun: ${started.kind}`);
      await ownerQuery(
        `update card_to_card_payments set created_at = created_at - interval '61 seconds' where id = $1`,
        [started.payment.id],
      );
      return started.payment;
    },
    submit: async ({ id }) => {
      await ownerQuery('update card_to_card_payments set submitted_at = now() where id = $1', [id]);
    },
    read: async ({ id }) => (await tenant.db((tx) => findPayment(tenant, tx, id)))!,
    newCart: async (userId, priceToman = 200_000) => {
      const plan = await shop.addPlan({ priceToman });
      const { order } = await shop.quote(userId, { kind: 'plan', planId: plan.id });
      await shop.confirm(userId, order);
      return order.id;
    },
  };
}

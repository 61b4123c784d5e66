import type { CardToCardPayment } from '#models/card-to-card-payment.js';
import { addCard } from '#services/cards/add-card.js';
import { approvePayment } from '#services/card-payments/approve-payment.js';
import { rejectPayment, type RejectReason } from '#services/card-payments/reject-payment.js';
import { enqueueDuePayments } from '#services/payments/enqueue-due.js';
import type { MessageView, PersonMessage } from '../../../scripts/sandbox/telegram.js';
import { samplePhoto } from '../../../scripts/sandbox/telegram/sample-photo.js';
import { newCustomer, sellPlan, type Customer } from '../bot/customer.js';
import type { BotDriver } from '../bot/drive-bot.js';
import { cardNumber } from '../cards.js';
import { ownerQuery } from '../database.js';

/** A card payment, as its row is. */
export type CardRow = Pick<CardToCardPayment, 'status'> & {
  readonly id: string;
  readonly tracking_number: string;
  readonly tries: number;
  readonly receipt_type: string | null;
  readonly receipt_text: string | null;
  readonly receipt_image_file_id: string | null;
  readonly submitted_at: Date | null;
  readonly check_at: Date | null;
  readonly amount: number;
};
/** A part of a receipt, as its row is. */
export interface ReceiptRow {
  readonly payment_id: string;
  readonly attempt: number;
  readonly kind: string;
  readonly words: string | null;
  readonly file_id: string | null;
  readonly reference_numbers: readonly string[];
}

/** The card that money is sent to, of a bank that is known. */
export const shownNumber = cardNumber(12_345_678);

let uses = 0;

/** A bot that is paid from card to card, with a plan of 100,000 toman, and a customer in its chat. */
export async function openCardBot(driver: BotDriver) {
  const bot = await driver.addBot();
  const { tenant, botId } = bot;
  await tenant.db((tx) =>
    addCard(tenant, tx, { vault: driver.vault, number: shownNumber, holderName: 'Maryam Karimi' }),
  );
  await bot.configure({ topup_min_toman: 5_000, topup_max_toman: 2_000_000 });
  await ownerQuery('update bots set card_to_card_enabled = true where id = $1', [botId]);
  await bot.switchOn('card_to_card');
  await sellPlan(bot);
  const sara = await newCustomer(driver, bot);
  const payments = (): Promise<CardRow[]> =>
    ownerQuery<CardRow>(
      `select id::text, tracking_number, status, tries, receipt_type, receipt_text, receipt_image_file_id, submitted_at,
         check_at, amount_toman::int as amount from card_to_card_payments as payment where bot_id = $1 order by payment.id`,
      [botId],
    );
  /** From the menu to the ways in which the plan can be paid. */
  async function toMethods(): Promise<void> {
    await bot.send(sara.person, '/menu');
    await sara.chooses('Month');
    await sara.taps(sara.dataOf('Choose how to pay'));
  }
  return {
    ...{ bot, sara, payments },
    /** The parts of all receipts, oldest first. */
    receipts: (): Promise<ReceiptRow[]> =>
      ownerQuery<ReceiptRow>(
        `select payment_id::text, attempt, kind, words, file_id, reference_numbers from card_receipts where bot_id = $1 order by id`,
        [botId],
      ),
    /** As if some minutes had passed since the payments of the bot began: then another may. */
    later: () =>
      ownerQuery(
        `update card_to_card_payments set created_at = created_at - interval '2 minutes' where bot_id = $1`,
        [botId],
      ),
    here: (): MessageView => bot.last(sara.person),
    message: (id: number): MessageView => bot.said(sara.person).find((one) => one.id === id)!,
    toMethods,
    /** From the menu to the card on which the plan is paid. */
    async order(): Promise<MessageView> {
      await toMethods();
      await bot.tap(sara.person, sara.dataOf('Card to card'));
      return bot.last(sara.person);
    },
    /** From the menu to the card on which the wallet is filled. */
    async topUp(amount: number): Promise<MessageView> {
      await bot.send(sara.person, '/menu');
      await sara.taps('wallet');
      await sara.taps('top-up');
      await sara.taps('top-up-type');
      await bot.send(sara.person, String(amount));
      await bot.tap(sara.person, 'Card to card');
      return bot.last(sara.person);
    },
    async approve(paymentId: string): Promise<void> {
      await tenant.db((tx) => approvePayment(tenant, tx, { paymentId, by: null }));
      await driver.settle();
    },
    async reject(paymentId: string, reason: RejectReason = 'unreadable', notes?: string): Promise<void> {
      await tenant.db((tx) =>
        rejectPayment(tenant, tx, { paymentId, by: null, reason, notes, openHours: 24 }),
      );
      await driver.settle();
    },
    /** Does what is due of the payments whose time it is by now. */
    async pass(change: string): Promise<void> {
      await ownerQuery(
        `update card_to_card_payments set ${change}, check_at = now() - interval '1 second' where bot_id = $1 and status = 'pending'`,
        [botId],
      );
      await enqueueDuePayments(tenant);
      await driver.settle();
    },
    /** Sara sends something; what the last message says then. */
    async sends(message: PersonMessage): Promise<string> {
      await bot.send(sara.person, message);
      return sara.reads();
    },
    /** Somebody presses a button of their last message that may not be there. */
    press: (who: Customer, data: string): Promise<void> =>
      bot.feed({
        callback_query: {
          ...{ id: `q${(uses += 1)}`, data, chat_instance: '1' },
          from: { id: Number(who.person.id), is_bot: false, first_name: who.person.firstName },
          message: {
            ...{ message_id: bot.last(who.person).id, date: 1, text: 'x' },
            ...{ from: { id: 1, is_bot: true, first_name: 'B' } },
            chat: { id: Number(who.person.id), type: 'private' },
          },
        },
      }),
    /** A picture that was not sent before. */
    picture: (): { readonly photo: Buffer } => ({ photo: samplePhoto((uses += 1)) }),
  };
}

export type CardBot = Awaited<ReturnType<typeof openCardBot>>;

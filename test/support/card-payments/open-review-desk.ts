import { TenantPaymentCard } from '#models/tenant-payment-card.js';
import { enqueue } from '#jobs/enqueue.js';
import { findPayment } from '#services/payments/find-payment.js';
import type { Payment } from '#services/payments/payment.js';
import { startPayment } from '#services/payments/start-payment.js';
import type { CallbackAnswer, MessageView, Person } from '../../../scripts/sandbox/telegram.js';
import { newCustomer, sellPlan, type Customer } from '../bot/customer.js';
import { openBotDriver, type BotDriver, type DrivenBot } from '../bot/drive-bot.js';
import { cardNumber } from '../cards.js';
import { ownerQuery } from '../database.js';

/** What a payer sends as a receipt. */
export interface SentReceipt {
  readonly pictures?: number;
  readonly words?: string;
}

export type ReviewDesk = Awaited<ReturnType<typeof openReviewDesk>>;
type Role = 'admin' | 'owner' | 'reviewer';

/** A bot with a review chat, its reviewers and payers, played through a stand-in for Telegram. */
export async function openReviewDesk({ isBasic = false, hasGroup = true } = {}) {
  const driver = await openBotDriver();
  const owner = driver.telegram.person({ firstName: 'Olga' });
  const reviewer = driver.telegram.person({ firstName: 'Reza', lastName: 'Karimi' });
  const stranger = driver.telegram.person({ firstName: 'Sam' });
  const members = [owner, reviewer, stranger];
  const bot = await driver.addBot({ defaultLanguage: 'en' });
  const shape = isBasic ? { isBasic } : { isForum: true };
  const group = driver.telegram.addGroup({ ...shape, adminBots: [bot.token], members });
  await ownerQuery('update bots set card_to_card_enabled = true, admin_chat_id = $2 where id = $1', [
    bot.botId,
    hasGroup ? group : null,
  ]);
  await bot.switchOn('card_to_card');
  const desk = deskOf(driver, bot, group);
  await desk.name(owner, 'owner');
  await desk.name(reviewer, 'reviewer');
  const cardId = await desk.addCard();
  return { ...desk, driver, bot, group, owner, reviewer, stranger, cardId };
}

let cards = 0;

function deskOf(driver: BotDriver, bot: DrivenBot, group: string) {
  const { telegram } = driver;
  const { tenant, botId, token } = bot;
  const read = async (id: string): Promise<Payment> =>
    (await tenant.db((tx) => findPayment(tenant, tx, id)))!;

  async function begin(
    payer: Customer,
    wish: { topUpToman: number } | { orderId: string },
  ): Promise<Payment> {
    const { settings, features } = (await driver.means.snapshots.read(tenant))!;
    const terms = { values: settings.values, features, publicUrl: undefined };
    const asked = { userId: await userOf(payer), method: 'card_to_card', messageId: null, terms };
    const started = await tenant.db((tx) => startPayment(tenant, tx, { ...asked, orderId: null, ...wish }));
    if (started.kind !== 'started') throw new Error(`not begun: ${started.kind}`);
    await ownerQuery(
      `update card_to_card_payments set created_at = created_at - interval '61 seconds' where id = $1`,
      [started.payment.id],
    );
    return started.payment;
  }
  async function userOf({ person }: { person: { id: string } }): Promise<string> {
    const [row] = await ownerQuery<{ id: string }>(
      'select id::text from users where bot_id = $1 and telegram_id = $2',
      [botId, person.id],
    );
    return row!.id;
  }
  /** A picture that the bot knows; sent by somebody who pays nothing. */
  const sender = telegram.person({ firstName: 'Paula' });
  function picture(): string {
    telegram.send(token, sender, { photo: true });
    return telegram.chat(token, sender.id).findLast(({ photo }) => photo)!.photo!;
  }
  /** Parts of a receipt come; nothing is worked off. */
  async function submit(
    _payer: Customer,
    { id }: Payment,
    { pictures = 0, words }: SentReceipt,
  ): Promise<void> {
    const { onCard } = await read(id);
    const attempt = onCard!.tries;
    for (let at = 0; at < pictures; at += 1)
      await ownerQuery(
        `insert into card_receipts (bot_id, payment_id, attempt, kind, file_id, file_unique_id, words)
         values ($1, $2, $3, 'image', $4, 'u' || random(), null)`,
        [botId, id, attempt, picture()],
      );
    if (words !== undefined)
      await ownerQuery(
        `insert into card_receipts (bot_id, payment_id, attempt, kind, words) values ($1, $2, $3, 'text', $4)`,
        [botId, id, attempt, words],
      );
    await ownerQuery(
      `update card_to_card_payments set status = 'pending', check_at = now() + interval '30 minutes',
         submitted_at = case when status = 'pending' and submitted_at is not null then submitted_at else clock_timestamp() end
       where id = $1`,
      [id],
    );
    await tenant.db(() => enqueue(tenant, 'card-payment.review', { payment_id: id }));
  }
  async function settled(): Promise<void> {
    await bot.takeIn();
    await driver.settle();
  }
  const said = (chatId: string = group): MessageView[] => bot.said({ id: chatId });
  const holds = (name: string) => (message: MessageView) =>
    message.buttons.flat().some(({ text, data }) => text === name || data?.startsWith(name));

  return {
    read,
    begin,
    submit,
    userOf,
    said,
    settled,
    /** A person is one who decides, from now on. */
    name: async ({ id }: Person, role: Role): Promise<void> => {
      await ownerQuery('insert into bot_admins (bot_id, telegram_id, role) values ($1, $2, $3)', [
        botId,
        id,
        role,
      ]);
    },
    /** Or no more. */
    dismiss: async ({ id }: Person): Promise<void> => {
      await ownerQuery('delete from bot_admins where bot_id = $1 and telegram_id = $2', [botId, id]);
    },
    addCard: async (): Promise<string> => {
      cards += 1;
      const number = cardNumber(cards);
      const made = await tenant.db(() =>
        TenantPaymentCard.create({ cardNumber: number, cardHolderName: 'Sara Ahmadi' }),
      );
      return made.id;
    },
    newPayer: (firstName?: string): Promise<Customer> => newCustomer(driver, bot, firstName),
    /** A receipt of a top-up by a new person, before the reviewers. */
    async newReceipt(sent: SentReceipt = { pictures: 1 }, topUpToman = 50_000) {
      const payer = await newCustomer(driver, bot);
      const payment = await begin(payer, { topUpToman });
      await submit(payer, payment, sent);
      await driver.settle();
      return { payer, payment };
    },
    /** A person who has confirmed a plan; number of the order. */
    async newCart(payer: Customer, priceToman = 100_000): Promise<string> {
      await sellPlan(bot, { priceToman });
      await bot.send(payer.person, '/menu');
      await payer.chooses('Month');
      await payer.taps(payer.dataOf('Choose how to pay'));
      const [row] = await ownerQuery<{ id: string }>(
        `select id::text from orders where bot_id = $1 and user_id = $2 and state = 'waiting' order by orders.id desc limit 1`,
        [botId, await userOf(payer)],
      );
      return row!.id;
    },
    /** The last message of a chat with this button, by its text or the beginning of its data. */
    messageWith: (button: string, chatId: string = group): MessageView => {
      const found = said(chatId).findLast(holds(button));
      if (!found)
        throw new Error(`no message has ${button}: ${JSON.stringify(said(chatId).map(({ text }) => text))}`);
      return found;
    },
    /** Presses a button of a message in the group, by its text or the beginning of its data. */
    async tap(
      person: Person,
      button: string,
      message?: MessageView,
      chatId: string = group,
    ): Promise<CallbackAnswer> {
      const holder = message ?? said(chatId).findLast(holds(button))!;
      const found = holder.buttons
        .flat()
        .find(({ text, data }) => text === button || data?.startsWith(button));
      const place = chatId.startsWith('-') ? { chatId } : {};
      const tapped = telegram.tap(token, person, { messageId: holder.id, button: found!.data!, ...place });
      await settled();
      return tapped.answered;
    },
    /** Writes in the group. */
    async write(person: Person, text: string, replyTo?: number): Promise<void> {
      telegram.send(token, person, { text, chatId: group, ...(replyTo !== undefined && { replyTo }) });
      await settled();
    },
    /** The texts of the buttons of a message. */
    buttonsOf: (message: MessageView): string[] => message.buttons.flat().map(({ text }) => text),
    balanceOf: async (payer: Customer): Promise<number> => {
      const [row] = await ownerQuery<{ balance: string }>(
        'select balance_toman::text as balance from users where bot_id = $1 and telegram_id = $2',
        [botId, payer.person.id],
      );
      return Number(row!.balance);
    },
    audited: (): Promise<{ action: string; actor_id: string; actor_name: string }[]> =>
      ownerQuery(
        `select action, actor_id, actor_name from audit_log where bot_id = $1 and actor_kind = 'person' order by id`,
        [botId],
      ),
    setCard: async (cardId: string, change: string): Promise<void> => {
      await ownerQuery(`update tenant_payment_cards set ${change} where id = $1`, [cardId]);
    },
    countsOf: async (cardId: string) => {
      const [row] = await ownerQuery<{ success_count: number; failure_count: number }>(
        'select success_count, failure_count from tenant_payment_cards where id = $1',
        [cardId],
      );
      return [row!.success_count, row!.failure_count];
    },
  };
}

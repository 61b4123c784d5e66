import { expect } from 'chai';
import { enqueue } from '#jobs/enqueue.js';
import { forgettings } from '#services/bots/forget-numbers.js';
import { addPersonMessage } from '#services/tickets/add-person-message.js';
import { editTicketMessage } from '#services/tickets/edit-message.js';
import type { Tenant } from '#tenancy/scope.js';
import { showAnewHandler } from '../../../src/workers/handlers/bot-show-anew.js';
import type { DrivenBot } from '../../support/bot/drive-bot.js';
import { openReviewDesk } from '../../support/card-payments/open-review-desk.js';
import { ownerQuery } from '../../support/database.js';
import { openHelpDesk, type HelpDesk } from '../../support/help-desk.js';
import { partnersOf } from '../../support/partners/partners.js';

const showAnew = (tenant: Tenant, until = new Date()): Promise<void> =>
  showAnewHandler().run(tenant, { until: until.toISOString() }, undefined as never);

/** Numbers of messages that the rows of a bot have, by table and column, those of supergroups left out. */
async function numbersOf(botId: string): Promise<string[]> {
  const found: string[] = [];
  for (const { table, columns } of forgettings)
    for (const column of columns) {
      if (column === 'data' || column === 'update_id') continue;
      const isThere = column.endsWith('s') ? `${column} <> '{}'` : `${column} is not null`;
      const isOwn = table === 'ticket_messages' ? 'and source_chat_id > -1000000000000' : '';
      const [row] = await ownerQuery<{ count: number }>(
        `select count(*)::int as count from ${table} where bot_id = $1 and ${isThere} ${isOwn}`,
        [botId],
      );
      if (row!.count > 0) found.push(`${table}.${column}`);
    }
  return [...new Set(found)];
}

describe('a bot that becomes another one at Telegram', function () {
  this.timeout(60_000);

  describe('whose staff help in private', () => {
    let desk: HelpDesk;
    let old: DrivenBot;
    beforeEach(async () => {
      desk = await openHelpDesk({ hasGroup: false });
      old = desk.bot;
      await old.send(desk.reza, '/start');
    });
    afterEach(() => desk.driver.close());
    const sara = () => desk.sara.person;
    const meet = async (bot: DrivenBot): Promise<void> => {
      await bot.send(desk.reza, '/start');
      await bot.send(sara(), '/start');
    };
    const textsOf = (bot: DrivenBot, person: { id: string }) => bot.said(person).map(({ text }) => text);

    it('knows no number of the one of before, and shows staff each open ticket anew, once', async () => {
      const id = await desk.open('No connection', 'since today');
      expect(await numbersOf(old.botId)).to.include.members(['ticket_copies.message_id']);
      const bot = await desk.driver.becomeAnother(old);
      expect(await numbersOf(old.botId)).to.eql([]);
      await meet(bot);
      const until = new Date();
      await showAnew(old.tenant, until);
      await desk.driver.settle();
      const shown = textsOf(bot, desk.reza);
      expect(shown.filter((text) => text.includes('No connection'))).to.have.lengthOf(1);
      expect(shown.some((text) => text.includes('since today'))).to.equal(true);
      await Promise.all([1, 2, 3].map(() => showAnew(old.tenant, until)));
      await desk.driver.settle();
      expect(textsOf(bot, desk.reza)).to.eql(shown);
      expect((await desk.ticket(id)).status).to.equal('open');
    });

    it('takes what a person writes though the one of before had the same number in that chat', async () => {
      const id = await desk.open('No connection', 'since today');
      const [row] = await ownerQuery<{ number: string; user_id: string }>(
        `select source_message_id::text as number, user_id::text from ticket_messages
           join tickets on tickets.bot_id = $1 and tickets.id = ticket_id
         where ticket_messages.bot_id = $1 and ticket_id = $2`,
        [old.botId, id],
      );
      const { number, user_id: userId } = row!;
      const { tenant } = old;
      const write = (html: string) =>
        tenant.db((tx) =>
          addPersonMessage(tenant, tx, {
            ticketId: id,
            person: { id: userId, telegramId: sara().id, firstName: 'Sara' },
            message: { kind: 'text', html, source: { chatId: sara().id, messageId: number } },
            values: { open_tickets_per_user: 5 },
          }),
        );
      const words = async () =>
        (
          await ownerQuery<{ html: string }>(
            'select html from ticket_messages where bot_id = $1 order by ticket_messages.id',
            [old.botId],
          )
        ).map(({ html }) => html);
      await write('the same once more');
      expect(await words()).to.eql(['since today']);
      await desk.driver.becomeAnother(old);
      await write('another one');
      await write('another one once more');
      expect(await words()).to.eql(['since today', 'another one']);
      await tenant.db((tx) =>
        editTicketMessage(tenant, tx, { source: { chatId: sara().id, messageId: number }, html: 'changed' }),
      );
      expect(await words(), 'the edit is of the new one').to.eql(['since today', 'changed']);
    });

    it('changes no message of its own in place of one of the bot of before', async () => {
      const bot = await desk.driver.becomeAnother(old);
      await meet(bot);
      const own = bot.said(sara())[0]!;
      const of = old.token.split(':')[0]!;
      const place = { chat_id: Number(sara().id), message_id: own.id };
      const send = (method: string, params: object) =>
        enqueue(old.tenant, 'message.send', {
          chat_id: sara().id,
          method,
          params: { ...place, ...params },
          of,
        });
      const before = textsOf(bot, sara());
      await send('editMessageText', { text: 'of the one of before' });
      await send('deleteMessage', {});
      await enqueue(old.tenant, 'message.send', {
        ...{ chat_id: sara().id, method: 'sendMessage', of },
        params: { chat_id: place.chat_id, text: 'an answer', reply_parameters: { message_id: own.id } },
      });
      await desk.driver.settle();
      expect(textsOf(bot, sara())).to.eql([...before, 'of the one of before', 'an answer']);
      expect(bot.last(sara()).replyToId).to.equal(undefined);
      await enqueue(old.tenant, 'message.send', {
        ...{ chat_id: sara().id, method: 'editMessageText', of: bot.token.split(':')[0] },
        params: { ...place, text: 'of this one' },
      });
      await desk.driver.settle();
      expect(bot.said(sara())[0]!.text).to.equal('of this one');
    });

    it('does nothing of what was said to the bot of before', async () => {
      const of = old.token.split(':')[0]!;
      const bot = await desk.driver.becomeAnother(old);
      await meet(bot);
      const count = bot.said(sara()).length;
      const from = { id: Number(sara().id), is_bot: false, first_name: 'Sara' };
      const chat = { id: from.id, type: 'private', first_name: 'Sara' };
      const update = (update_id: number) => ({
        update_id,
        message: {
          message_id: 900,
          date: 1,
          chat,
          from,
          text: '/menu',
          entities: [{ type: 'bot_command', offset: 0, length: 5 }],
        },
      });
      await desk.driver.intake.updates(old.botId, [update(5)], of);
      await desk.driver.settle();
      expect(bot.said(sara())).to.have.lengthOf(count);
      await desk.driver.intake.updates(old.botId, [update(6)], bot.token.split(':')[0]);
      await desk.driver.settle();
      expect(bot.said(sara()).length).to.be.above(count);
    });

    it('says so where a person asks for a file that the bot of before was sent', async () => {
      await desk.open('A picture', { photo: true });
      const [row] = await ownerQuery<{ file: string }>(
        `select file_id as file from ticket_messages where bot_id = $1 and file_id is not null`,
        [old.botId],
      );
      const bot = await desk.driver.becomeAnother(old);
      await meet(bot);
      await enqueue(old.tenant, 'message.send', {
        ...{ chat_id: sara().id, method: 'sendPhoto', lost: 'It is lost.' },
        params: { chat_id: Number(sara().id), photo: row!.file },
      });
      await desk.driver.settle();
      expect(bot.last(sara()).text).to.equal('It is lost.');
      await showAnew(old.tenant);
      await desk.driver.settle();
      expect(textsOf(bot, desk.reza).some((text) => text.includes('A file that cannot be shown'))).to.equal(
        true,
      );
      expect(desk.driver.outcomes.filter((outcome) => outcome.endsWith(' fail'))).to.eql([]);
    });
  });

  it('shows reviewers each receipt anew, though its pictures are gone, and what partners ask for', async () => {
    const desk = await openReviewDesk({ hasGroup: false });
    try {
      await desk.bot.send(desk.reviewer, '/start');
      await desk.bot.send(desk.owner, '/start');
      const { payment } = await desk.newReceipt({ pictures: 2, words: 'Reference 123456' });
      const partners = partnersOf(desk.bot.tenant);
      await desk.bot.configure({ partner_min_payout_toman: 10_000 });
      const partner = await partners.add(50_000);
      await partners.ask(partner, 20_000);
      await desk.driver.settle();
      const bot = await desk.driver.becomeAnother(desk.bot);
      expect(await numbersOf(desk.bot.botId)).to.eql([]);
      for (const person of [desk.reviewer, desk.owner]) await bot.send(person, '/start');
      const until = new Date();
      for (const _ of [1, 2]) {
        await showAnew(desk.bot.tenant, until);
        await desk.driver.settle();
      }
      const texts = bot.said(desk.reviewer).map(({ text }) => text);
      expect(texts.filter((text) => text.includes(payment.reference))).to.have.lengthOf(1);
      expect(texts.join()).to.include('A part of the receipt could not be shown here');
      const ofOwner = bot.said(desk.owner).map(({ text }) => text);
      expect(ofOwner.filter((text) => text.includes('Payout'))).to.have.lengthOf(1);
    } finally {
      await desk.driver.close();
    }
  });

  it('keeps what it knows when it only gets a new token', async () => {
    const desk = await openHelpDesk({ hasGroup: false });
    try {
      await desk.bot.send(desk.reza, '/start');
      await desk.open();
      const before = await numbersOf(desk.bot.botId);
      expect(before).to.not.eql([]);
      await desk.driver.replaceToken(desk.bot, desk.bot.token);
      expect(await numbersOf(desk.bot.botId)).to.eql(before);
    } finally {
      await desk.driver.close();
    }
  });
});

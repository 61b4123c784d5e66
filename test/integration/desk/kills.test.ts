import { expect } from 'chai';
import { handleUpdate } from '#bot/handle-update.js';
import type { RawUpdate } from '#bot/read-update.js';
import { addStaffMessage } from '#services/tickets/add-staff-message.js';
import { putTicketHandler } from '../../../src/workers/handlers/ticket-put.js';
import { openWorkerDeps } from '../../../src/workers/worker-deps.js';
import { followDirectory } from '#directory/directory.js';
import { callTelegram } from '#platform/telegram/client.js';
import { ownerQuery } from '../../support/database.js';
import { SimulatedDeath } from '../../support/faulty-tx.js';
import type { Tenant } from '#tenancy/scope.js';
import { openHelpDesk, type HelpDesk } from '../../support/help-desk.js';

/** A tenant whose worker is killed before the `at`-th of its transactions is committed: what was called at Telegram stays. */
function dyingAt({ botId, db }: Tenant, at: number): Tenant {
  let count = 0;
  return {
    botId,
    db: (work) =>
      db(async (tx) => {
        const value = await work(tx);
        count += 1;
        if (count >= at) throw new SimulatedDeath(`before commit ${at}`);
        return value;
      }),
  };
}

describe('a kill while a ticket is relayed', function () {
  this.timeout(240_000);
  let desk: HelpDesk;
  beforeEach(async () => {
    desk = await openHelpDesk();
  });
  afterEach(() => desk.driver.close());

  /** The jobs of a ticket that wait in the outbox, in their order. */
  const waiting = () =>
    ownerQuery<{ chat: string; row: string }>(
      `select payload ->> 'chat_id' as chat, payload ->> 'row_id' as row from outbox
       where bot_id = $1 and job_name = 'ticket.put' order by outbox.id`,
      [desk.bot.botId],
    );
  const noted = async (): Promise<number> => {
    const [row] = await ownerQuery<{ count: number }>(
      `select count(*)::int + coalesce(sum(cardinality(rest_message_ids)), 0)::int as count from ticket_copies
       where bot_id = $1 and message_id is not null`,
      [desk.bot.botId],
    );
    return row!.count;
  };

  /** The ticket is over, and long ago: so many in so short a time would be a flood. */
  const letTimePass = async (): Promise<void> => {
    await ownerQuery(
      `update tickets set status = 'closed', closed_at = now(), closed_by = 'staff', waiting_since = null
       where bot_id = $1 and status <> 'closed'`,
      [desk.bot.botId],
    );
    for (const table of ['tickets', 'ticket_messages'])
      await ownerQuery(`update ${table} set created_at = created_at - interval '2 days' where bot_id = $1`, [
        desk.bot.botId,
      ]);
  };

  /** Takes in what waits at Telegram, without working off what follows from it. */
  async function hear(): Promise<void> {
    const call = { apiRoot: desk.driver.telegram.url, token: desk.bot.token, method: 'getUpdates' };
    const updates = await callTelegram<RawUpdate[]>({ ...call, params: {} });
    const last = updates.at(-1);
    if (!last) return;
    await callTelegram({ ...call, params: { offset: last.update_id + 1 } });
    for (const update of updates) await handleUpdate(desk.bot.tenant, update, desk.driver.means);
  }

  it('before each of its steps loses nothing, and doubles nothing that was noted', async () => {
    const { driver, bot, sara, reza } = desk;
    const { telegram, jobs, env, vault } = driver;
    const directory = followDirectory(jobs.redis, jobs.prefix);
    const deps = openWorkerDeps({ env, vault, jobs, directory });
    const handler = putTicketHandler(deps);
    const run = {
      outboxId: undefined,
      startsAgain: false,
      isOurs: () => Promise.resolve(true),
      withoutSlot: <T>(work: () => Promise<T>) => work(),
    };
    let deaths = 0;
    let strays = 0;
    for (let at = 1, isAlive = false; !isAlive; at += 1) {
      await letTimePass();
      const ticketId = await desk.open(`Round ${at} of many`, `first of ${at}`);
      const topicsBefore = desk.topics().length;
      // The topic is gone: the run makes another, shows the card and the last words again, and one word more.
      telegram.deleteTopic(desk.group, desk.topics().at(-1)!.id);
      telegram.send(bot.token, sara.person, `second of ${at}`);
      await hear();
      await bot.tenant.db((tx) =>
        addStaffMessage(bot.tenant, tx, {
          ticketId,
          staff: { telegramId: reza.id, name: 'Reza' },
          message: { kind: 'text', html: `answer ${at}` },
        }),
      );
      const todo = await waiting();
      expect(todo.length).to.be.greaterThan(1);
      const tenant = dyingAt(bot.tenant, at);
      isAlive = true;
      for (const { chat, row } of todo) {
        const before = {
          posted: telegram.calls({ method: 'sendMessage' }).filter(({ result }) => result).length,
          noted: await noted(),
        };
        try {
          await handler.run(tenant, { chat_id: chat, row_id: row }, run);
        } catch (error) {
          if (!(error instanceof SimulatedDeath)) throw error;
          isAlive = false;
          deaths += 1;
          const posted =
            telegram.calls({ method: 'sendMessage' }).filter(({ result }) => result).length - before.posted;
          strays += posted - Math.max(0, (await noted()) - before.noted) > 0 ? 1 : 0;
          break;
        }
      }
      await driver.settle();
      const texts = (chatId: string, what: string) =>
        telegram
          .chat(bot.token, chatId)
          .filter(({ from, isDeleted, text }) => from === 'bot' && !isDeleted && text.includes(what));
      expect(desk.topics().length - topicsBefore, `one stray topic at most, died at ${at}`).to.be.within(
        0,
        1,
      );
      const topic = desk.topics().at(-1)!.id;
      const shown = desk.shown(topic).map(({ text }) => text.split('\n').at(-1)!);
      for (const what of [`first of ${at}`, `second of ${at}`, `answer ${at}`])
        expect(shown.filter((text) => text === what).length, `${what}, died at ${at}`).to.be.within(1, 2);
      const order = shown.filter((text, index) => shown.indexOf(text) === index && text.endsWith(` ${at}`));
      expect(order, `died at ${at}`).to.deep.equal([`first of ${at}`, `second of ${at}`, `answer ${at}`]);
      expect(texts(sara.person.id, `answer ${at}`).length, `the person, died at ${at}`).to.be.within(1, 2);
    }
    expect(deaths).to.be.greaterThan(15);
    // Only a kill between Telegram's answer and its note can double, and each of these at most once.
    const doubled = telegram
      .chat(bot.token, desk.group)
      .filter(({ from, isDeleted }) => from === 'bot' && !isDeleted)
      .map(({ text, threadId }) => `${threadId} ${text}`);
    expect(doubled.length - new Set(doubled).size).to.be.at.most(strays);
    deps.snapshots.close();
    await directory.stop();
  });

  it('of the worker of an update or of a message keeps each word once', async () => {
    const { driver, bot, sara, reza } = desk;
    await desk.open('By whole workers', 'word 0');
    let count = 0;
    for (const queue of ['updates', 'messages'] as const)
      for (const point of ['before', 'after-commit', 'at-end'] as const) {
        count += 1;
        driver.telegram.send(bot.token, sara.person, `word ${count}`);
        await bot.takeIn();
        await driver.crash('updates', queue === 'updates' ? point : 'at-end');
        if (queue === 'messages') await driver.crash('messages', point);
        await driver.settle();
        await bot.send(reza, { chatId: desk.group, threadId: desk.topics()[0]!.id, text: `reply ${count}` });
      }
    const words = Array.from({ length: count + 1 }, (_, at) => `word ${at}`);
    expect(
      desk
        .shown()
        .map(({ text }) => text)
        .filter((text) => text.startsWith('word ')),
    ).to.deep.equal(words);
    const replies = desk.answers().map(({ text }) => text.split('\n').at(-1));
    expect(replies).to.deep.equal(words.slice(1).map((word) => word.replace('word', 'reply')));
  });
});

import { expect } from 'chai';
import { followTopic } from '#services/tickets/follow-topic.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';
import { openHelpDesk, type HelpDesk } from '../../support/help-desk.js';

describe('a topic that staff close or open by hand', function () {
  this.timeout(60_000);
  let desk: HelpDesk;
  let id: string;
  let topicId: number;
  beforeEach(async () => {
    desk = await openHelpDesk();
    id = await desk.open();
    topicId = desk.topics()[0]!.id;
  });
  afterEach(() => desk.driver.close());

  const turn = async (
    isClosed: boolean,
    more: { asGroup?: { signature?: string } } = {},
  ): Promise<number> => {
    const messageId = desk.driver.telegram.turnTopic(desk.reza, desk.group, { topicId, isClosed, ...more });
    await desk.settled();
    // What the bot did then comes back from Telegram.
    await desk.settled();
    return messageId;
  };
  const deeds = () =>
    ownerQuery<{ action: string; actor: string; subject: string; before: object; after: object }>(
      `select action, actor_id as actor, subject, value_before as before, value_after as after from audit_log
       where bot_id = $1 and action like 'ticket.%' order by audit_log.id`,
      [desk.bot.botId],
    );
  const actions = async () => (await deeds()).map(({ action }) => action);
  const turns = () =>
    desk.driver.telegram
      .calls({ token: desk.bot.token })
      .filter(({ method }) => method === 'closeForumTopic' || method === 'reopenForumTopic');
  /** Telegram's word of a turn, as it came. */
  const wordOf = (messageId: number) =>
    desk.driver.telegram.chat(desk.bot.token, desk.group).find((one) => one.id === messageId)!.raw;
  const feed = (message: Readonly<Record<string, unknown>>) => desk.bot.feed({ message });
  const status = async () => (await desk.ticket(id)).status;
  const heard = () => desk.bot.said(desk.sara.person).map(({ text }) => text);

  it('turns its ticket as the buttons do: the person is told alike, and the audit log has it', async () => {
    await turn(true);
    expect(await desk.ticket(id)).to.include({ status: 'closed', closed_by: 'staff', waiting_since: null });
    expect(desk.topics()[0]).to.include({ name: `✅ #${id} It does not work`, isClosed: true });
    expect(desk.shown()[0]!.text).to.contain('closed');
    const told = heard().at(-1);
    await turn(false);
    expect(await status()).to.equal('open');
    expect(desk.topics()[0]).to.include({ name: `#${id} It does not work`, isClosed: false });
    const byHand = await deeds();
    await desk.taps(desk.reza, 'desk-close');
    expect(heard().at(-1)).to.equal(told);
    expect(heard().filter((text) => text === told)).to.have.length(2);
    await desk.taps(desk.reza, 'desk-reopen');
    const byButton = (await deeds()).slice(byHand.length);
    expect(byHand.map(({ action }) => action)).to.deep.equal(['ticket.close', 'ticket.reopen']);
    expect(byButton).to.deep.equal(byHand);
    expect(byHand[0]).to.include({ actor: desk.reza.id, subject: `ticket ${id}` });
  });

  it('is no turn when the bot itself made it: what comes back of a button, or of a word of the person', async () => {
    await desk.taps(desk.reza, 'desk-close');
    await desk.settled();
    expect(await status()).to.equal('closed');
    await desk.says(desk.reza, 'one word more');
    await desk.settled();
    expect(await status()).to.equal('answered');
    await desk.taps(desk.reza, 'desk-close');
    await desk.taps(desk.reza, 'desk-reopen');
    await desk.settled();
    expect(await status()).to.equal('answered');
    expect(turns().map(({ method }) => method)).to.deep.equal([
      ...['closeForumTopic', 'reopenForumTopic', 'closeForumTopic', 'reopenForumTopic'],
    ]);
    expect(await actions()).to.deep.equal(['ticket.close', 'ticket.close', 'ticket.reopen']);
    expect(desk.topics()[0]).to.include({ isClosed: false });
  });

  it('is told of twice, or too late, and changes nothing then', async () => {
    const closed = await turn(true);
    await feed(wordOf(closed));
    const opened = await turn(false);
    await feed(wordOf(closed));
    await feed(wordOf(opened));
    expect(await status()).to.equal('open');
    await desk.taps(desk.reza, 'desk-close');
    await feed(wordOf(opened));
    expect(await status()).to.equal('closed');
    expect(await actions()).to.deep.equal(['ticket.close', 'ticket.reopen', 'ticket.close']);
    expect(desk.topics()[0]).to.include({ isClosed: true });
  });

  it('stands as its ticket does when staff and person turn it at once', async () => {
    const { telegram } = desk.driver;
    telegram.turnTopic(desk.reza, desk.group, { topicId, isClosed: true });
    telegram.turnTopic(desk.reza, desk.group, { topicId, isClosed: false });
    await desk.settled();
    expect(await status()).to.equal('open');
    await turn(true);
    telegram.turnTopic(desk.reza, desk.group, { topicId, isClosed: false });
    telegram.turnTopic(desk.reza, desk.group, { topicId, isClosed: true });
    telegram.send(desk.bot.token, desk.reza, { chatId: desk.group, threadId: topicId, text: 'not yet' });
    await desk.settled();
    expect(await status()).to.equal('answered');
    expect(desk.topics()[0]).to.include({ name: `#${id} It does not work`, isClosed: false });
  });

  it('is the deed of an admin who writes as the group as well, but of no bot and no channel', async () => {
    const closed = await turn(true, { asGroup: { signature: 'Boss' } });
    expect(await status()).to.equal('closed');
    const [row] = await ownerQuery<{ name: string }>(
      `select actor_name as name from audit_log where bot_id = $1 and action = 'ticket.close'`,
      [desk.bot.botId],
    );
    expect(row!.name).to.equal('Boss');
    await turn(false);
    const { reply_to_message: _, ...word } = wordOf(closed);
    const later = { ...word, message_id: 9_000, sender_chat: undefined };
    await feed({ ...later, from: { id: 4_242, is_bot: true, first_name: 'Other' } });
    await feed({ ...later, from: undefined, sender_chat: { id: -1_001_111, type: 'channel' } });
    expect(await status()).to.equal('open');
  });

  it('is nobody’s elsewhere: in another group, in a topic of no ticket, in the group of before', async () => {
    const closed = await turn(true);
    await turn(false);
    const { telegram } = desk.driver;
    const other = telegram.addGroup({ isForum: true, owner: desk.reza, adminBots: [desk.bot.token] });
    const word = { ...wordOf(closed), message_id: 9_000 };
    await feed({ ...word, chat: { id: Number(other), type: 'supergroup', is_forum: true } });
    await feed({ ...word, message_thread_id: 8_888 });
    await feed({ ...word, message_thread_id: undefined, is_topic_message: undefined });
    expect(await status()).to.equal('open');
    await desk.bot.configure({ ticket_group_id: other });
    await feed(word);
    expect(await status()).to.equal('open');
    expect(await actions()).to.deep.equal(['ticket.close', 'ticket.reopen']);
  });

  it('is followed once by two at the same time, and wholly or not at all by one that is killed', async () => {
    const { tenant } = desk.bot;
    const staff = { telegramId: desk.reza.id, name: 'Reza' };
    const word = { chatId: desk.group, topicId, messageId: 9_000, isClosed: true, staff };
    for (let at = 1; ; at += 1) {
      const fate = await dieBefore(tenant, at, (tx) => followTopic(tenant, tx, word));
      if (!fate.died) break;
      expect(await desk.ticket(id), `died at ${at}`).to.include({
        ...{ status: 'open', desk_turn_message_id: null },
      });
      expect(await actions()).to.deep.equal([]);
    }
    expect(await status()).to.equal('closed');
    const open = { ...word, messageId: 9_001, isClosed: false };
    const both = [0, 1].map(() => tenant.db((tx) => followTopic(tenant, tx, open)));
    expect((await Promise.all(both)).filter(Boolean)).to.have.length(1);
    expect(await actions()).to.deep.equal(['ticket.close', 'ticket.reopen']);
  });
});

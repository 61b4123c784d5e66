import { expect } from 'chai';
import { putCopy } from '#services/tickets/ticket-copies.js';
import { ownerQuery } from '../../support/database.js';
import { openHelpDesk, type HelpDesk } from '../../support/help-desk.js';

describe('tickets where Telegram makes trouble', function () {
  this.timeout(60_000);
  let desk: HelpDesk;
  afterEach(() => desk.driver.close());

  const open = async (shape: Parameters<typeof openHelpDesk>[0] = {}): Promise<void> => {
    desk = await openHelpDesk(shape);
    await desk.bot.send(desk.reza, '/start');
    await desk.bot.tap(desk.reza, 'English');
  };
  const status = (to: 'administrator' | 'kicked', missing?: string[]) => {
    const place = { chatId: desk.group, by: desk.reza };
    desk.driver.telegram.setBotStatus(desk.bot.token, place, to, missing);
  };
  const inPrivate = () => desk.bot.said(desk.reza).map(({ text }) => text);
  const troubles = () => inPrivate().filter((text) => text.includes('cannot show tickets in the group'));

  it('get their topic anew when it was deleted, with the card and the last messages', async () => {
    await open();
    await desk.open('A lost topic', 'first');
    await desk.bot.send(desk.sara.person, 'second');
    desk.driver.telegram.deleteTopic(desk.group, desk.topics()[0]!.id);
    await desk.bot.send(desk.sara.person, 'third');
    expect(desk.topics()).to.have.length(1);
    expect(desk.shown().map(({ text }) => text.split(/[:\n]/)[0])).to.deep.equal([
      ...[desk.shown()[0]!.text.split(/[:\n]/)[0]!, 'first', 'second', 'third'],
    ]);
    expect(desk.shown()[0]!.text).to.contain('🎫 Ticket');
    await desk.says(desk.reza, 'found');
    expect(desk.answers().at(-1)!.text).to.contain('found');
  });

  it('get it anew when it is noticed by an edit or by closing alone', async () => {
    await open();
    await desk.open('A lost topic', 'first');
    desk.driver.telegram.deleteTopic(desk.group, desk.topics()[0]!.id);
    const own = desk.driver.telegram.chat(desk.bot.token, desk.sara.person.id);
    const messageId = own.findLast(({ text }) => text === 'first')!.id;
    desk.driver.telegram.edit(desk.bot.token, desk.sara.person, { messageId, text: 'changed' });
    await desk.settled();
    await desk.bot.send(desk.sara.person, 'second');
    expect(
      desk
        .shown()
        .map(({ text }) => text)
        .slice(1),
    ).to.deep.equal(['changed', 'second']);
  });

  it('are in the chat of all without the right to manage topics; staff reply there, and one word says so', async () => {
    await open();
    status('administrator', ['can_manage_topics']);
    const id = await desk.open('Plain', 'first');
    expect(desk.topics()).to.deep.equal([]);
    const shown = desk.shown(undefined);
    expect(shown.map(({ text }) => text.split('\n').at(-1))).to.include('first');
    expect(shown.at(-1)!.text).to.contain(`ticket ${id}`).and.contain('Sara');
    expect(shown[0]!.text).to.contain('Reply to a message');
    await desk.says(desk.reza, 'only among us');
    await desk.says(desk.reza, { text: 'to you', replyTo: shown.at(-1)!.id });
    await desk.says(desk.mina, { text: '// to us', replyTo: shown.at(-1)!.id });
    expect(desk.answers().map(({ text }) => text.split('\n').at(-1))).to.deep.equal(['to you']);
    expect(troubles()).to.have.length(1);
  });

  it('are in one topic for all where the admins have set one', async () => {
    await open();
    await desk.bot.configure({ ticket_topic_id: 4_444 });
    await desk.open('Common', 'first');
    // The topic is not there: they are told, and nothing is lost.
    expect(desk.topics()).to.deep.equal([]);
    const said = desk.inGroup().map(({ text }) => text);
    expect(said.filter((text) => text.includes('first'))).to.have.length(1);
    expect(said.filter((text) => text.includes('ticket_topic_id'))).to.have.length(1);
  });

  it('go to each of the staff in private where the chat of the admins is a private one, whoever has it', async () => {
    await open();
    await ownerQuery('update bots set admin_chat_id = $2 where id = $1', [desk.bot.botId, desk.mina.id]);
    await desk.bot.publish();
    await desk.open('Alone', 'help me');
    const asked = desk.bot.said(desk.reza).findLast(({ text }) => text.includes('help me'));
    expect(asked, 'an owner has it').to.not.equal(undefined);
    await desk.bot.send(desk.reza, { text: 'by reply', replyTo: asked!.id });
    const heard = desk.bot.said(desk.sara.person).map(({ text }) => text.split('\n').at(-1));
    expect(heard).to.include('by reply');
    expect(desk.driver.telegram.calls({ token: desk.bot.token, chatId: desk.mina.id })).to.deep.equal([]);
  });

  it('go to the staff in private when the bot was thrown out, who answer there; and to the group again when it is back', async () => {
    await open();
    status('kicked');
    const id = await desk.open('Alone', 'help me');
    expect(troubles()).to.have.length(1);
    const asked = desk.bot.said(desk.reza).findLast(({ text }) => text.includes('help me'))!;
    expect(asked.text).to.contain(`ticket ${id}`);
    await desk.bot.tap(desk.reza, '✍️ Answer');
    await desk.bot.send(desk.reza, { photo: true, caption: 'by button' });
    expect(desk.bot.last(desk.reza).text).to.contain('on its way');
    await desk.bot.send(desk.reza, { text: 'by reply', replyTo: asked.id });
    const heard = desk.bot.said(desk.sara.person).map(({ text }) => text.split('\n').at(-1));
    expect(heard).to.include.members(['by button', 'by reply']);
    await desk.bot.send(desk.sara.person, 'again');
    expect(inPrivate().filter((text) => text.includes('again'))).to.have.length(1);
    status('administrator');
    await desk.bot.send(desk.sara.person, 'and now');
    expect(desk.shown().at(-1)!.text).to.contain('and now');
    expect(desk.shown()[0]!.text).to.contain('🎫 Ticket');
    expect(troubles()).to.have.length(1);
  });

  it('are not shown to who helps no more, whose edits change nothing', async () => {
    await open();
    status('kicked');
    const id = await desk.open('Alone', 'help me');
    const asked = desk.bot.said(desk.reza).findLast(({ text }) => text.includes('help me'))!;
    await desk.bot.send(desk.reza, { text: 'by reply', replyTo: asked.id });
    const { telegram } = desk.driver;
    const own = telegram.chat(desk.bot.token, desk.reza.id).findLast(({ text }) => text === 'by reply')!;
    await desk.driver.settle();
    // The message is on its way to them while they are dismissed.
    const [row] = await ownerQuery<{ id: string }>(
      `insert into ticket_copies (bot_id, ticket_id, kind, chat_id) values ($1, $2, 'card', $3)
       on conflict (bot_id, ticket_id, chat_id) where kind = 'card'
         do update set message_id = null, shown_revision = 0 returning id::text`,
      [desk.bot.botId, id, desk.reza.id],
    );
    await ownerQuery('delete from bot_admins where bot_id = $1', [desk.bot.botId]);
    const before = desk.bot.said(desk.reza).length;
    await desk.bot.send(desk.sara.person, 'a secret');
    const { tenant } = desk.bot;
    await tenant.db(() => putCopy(tenant, { id: row!.id, chatId: desk.reza.id }));
    telegram.edit(desk.bot.token, desk.reza, { messageId: own.id, text: 'changed' });
    await desk.settled();
    expect(desk.bot.said(desk.reza)).to.have.length(before);
    expect(desk.answers().map(({ text }) => text.split('\n').at(-1))).to.deep.equal(['by reply']);
    const [copy] = await ownerQuery<{ lost_reason: string }>(
      'select lost_reason from ticket_copies where id = $1',
      [row!.id],
    );
    expect(copy!.lost_reason).to.equal('helps no more');
  });

  it('follow a group that became a supergroup, with what was on its way', async () => {
    await open({ isBasic: true });
    const id = await desk.open('Moving', 'before');
    expect(desk.shown(undefined).at(-1)!.text).to.contain('before');
    const next = desk.driver.telegram.migrateGroup(desk.group, desk.reza);
    await desk.bot.send(desk.sara.person, 'after');
    const moved = desk.inGroup(next).filter(({ from }) => from === 'bot');
    expect(moved.map(({ text }) => text.split('\n').at(-1))).to.include('after');
    const reply = { chatId: next, replyTo: moved.at(-1)!.id };
    await desk.bot.send(desk.reza, { text: 'we moved', ...reply });
    expect(desk.answers().at(-1)!.text).to.contain('we moved');
    expect((await desk.ticket(id)).desk_chat_id).to.equal(next);
  });

  it('tell staff once that their answers do not arrive, until one does', async () => {
    await open();
    const id = await desk.open();
    desk.driver.telegram.block(desk.bot.token, desk.sara.person);
    await desk.settled();
    await desk.says(desk.reza, 'one');
    await desk.says(desk.reza, 'two');
    const lost = () => desk.shown().filter(({ text }) => text.includes('did not arrive'));
    expect(lost().map(({ text }) => text)).to.deep.equal([
      `⚠️ The answer in ticket ${id} did not arrive: the person cannot be reached now.`,
    ]);
    desk.driver.telegram.unblock(desk.bot.token, desk.sara.person);
    await desk.settled();
    await desk.says(desk.reza, 'three');
    expect(desk.answers().map(({ text }) => text.split('\n').at(-1))).to.deep.equal(['three']);
    expect(lost()).to.have.length(1);
  });

  it('say that there is a file where Telegram does not know it any more, and send words whose marks it refuses', async () => {
    await open();
    await desk.open();
    const { telegram } = desk.driver;
    const error = (description: string) => ({ code: 400, description: `Bad Request: ${description}` });
    telegram.failNext({ method: 'sendDocument', error: error('wrong remote file identifier specified') });
    await desk.bot.send(desk.sara.person, { document: Buffer.from('x'), name: 'log.txt', caption: 'my log' });
    expect(desk.shown().at(-1)!.text)
      .to.contain('my log')
      .and.contain('cannot be shown')
      .and.contain('log.txt');
    telegram.failNext({ method: 'sendMessage', error: error("can't parse entities: unsupported start tag") });
    await desk.bot.send(desk.sara.person, {
      text: 'bold',
      entities: [{ type: 'bold', offset: 0, length: 4 }],
    });
    expect(desk.shown().at(-1)).to.include({ text: 'bold', html: 'bold' });
  });

  it('go to another group as soon as that is set, when the next word comes', async () => {
    await open();
    const id = await desk.open('Elsewhere', 'first');
    const other = desk.driver.telegram.addGroup({
      ...{ isForum: true, title: 'Other', owner: desk.reza, adminBots: [desk.bot.token] },
    });
    await desk.bot.configure({ ticket_group_id: other });
    await desk.bot.send(desk.sara.person, 'second');
    expect(desk.topics(other).map(({ name }) => name)).to.deep.equal([`#${id} Elsewhere`]);
    const there = desk.inGroup(other).map(({ text }) => text);
    expect(there.slice(1)).to.deep.equal(['first', 'second']);
    expect(desk.shown().map(({ text }) => text)).not.to.include('second');
  });
});

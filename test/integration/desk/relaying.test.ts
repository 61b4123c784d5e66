import { expect } from 'chai';
import { openHelpDesk, type HelpDesk } from '../../support/help-desk.js';

describe('tickets between people and staff in a forum', function () {
  this.timeout(60_000);
  let desk: HelpDesk;
  beforeEach(async () => {
    desk = await openHelpDesk();
  });
  afterEach(() => desk.driver.close());

  it('have a topic each, with a card on top and all that the person wrote', async () => {
    const id = await desk.open('No connection', {
      text: 'see bold',
      entities: [{ type: 'bold', offset: 4, length: 4 }],
    });
    expect(desk.topics().map(({ name }) => name)).to.deep.equal([`#${id} No connection`]);
    const [card, first, ...rest] = desk.shown();
    expect(card!.text).to.contain(`Ticket ${id}`).and.contain('Sara').and.contain('waits for an answer');
    expect(card!.buttons.flat().map(({ data }) => data?.split(':')[0])).to.include.members([
      ...['desk-close', 'desk-take', 'desk-priority', 'desk-person', 'desk-block', 'desk-pending'],
    ]);
    expect(first!.html).to.equal('see <b>bold</b>');
    expect(rest).to.deep.equal([]);
    await desk.bot.send(desk.sara.person, 'and more');
    expect(
      desk
        .shown()
        .map(({ text }) => text)
        .slice(1),
    ).to.deep.equal(['see bold', 'and more']);
  });

  it('carry words of staff to the person with their marks, and keep the order of both sides', async () => {
    const id = await desk.open();
    await desk.says(desk.reza, { text: 'try again', entities: [{ type: 'italic', offset: 4, length: 5 }] });
    await desk.says(desk.mina, 'or restart');
    expect(desk.answers().map(({ html }) => html)).to.deep.equal([
      `💬 <b>Support</b>, ticket ${id}\ntry <i>again</i>`,
      `💬 <b>Support</b>, ticket ${id}\nor restart`,
    ]);
    expect(await desk.ticket(id)).to.include({ status: 'answered', message_count: 3 });
    expect(desk.shown()[0]!.text).to.contain('answered');
    await desk.bot.send(desk.sara.person, 'one');
    await desk.bot.send(desk.sara.person, 'two');
    expect(
      desk
        .shown()
        .slice(-2)
        .map(({ text }) => text),
    ).to.deep.equal(['one', 'two']);
    expect(await desk.ticket(id)).to.include({ status: 'open' });
  });

  it('carry every kind of file both ways by its id', async () => {
    await desk.open();
    const kinds = ['voice', 'video', 'audio', 'animation', 'video_note', 'sticker'] as const;
    for (const media of kinds) {
      await desk.bot.send(desk.sara.person, { media });
      expect(desk.shown().at(-1)!.media?.kind, media).to.equal(media);
      await desk.says(desk.reza, { media });
      expect(desk.bot.last(desk.sara.person).media?.kind, media).to.equal(media);
    }
    await desk.bot.send(desk.sara.person, { photo: true, caption: 'the screen' });
    expect(desk.shown().at(-1)).to.include({ text: 'the screen' }).and.have.property('photo');
    await desk.says(desk.reza, { document: Buffer.from('x'), name: 'a.conf', caption: 'use it' });
    const got = desk.bot.last(desk.sara.person);
    expect(got.text).to.contain('use it');
    expect(got.document).to.be.a('string');
  });

  it('follow edits of both sides, of words and of files', async () => {
    await desk.open('It does not work', 'before');
    const { telegram } = desk.driver;
    const { token } = desk.bot;
    const edit = async (person: { id: string }, what: Parameters<typeof telegram.edit>[2]): Promise<void> => {
      telegram.edit(token, person as typeof desk.reza, what);
      await desk.settled();
    };
    const own = telegram.chat(token, desk.sara.person.id).findLast(({ text }) => text === 'before')!;
    await edit(desk.sara.person, { messageId: own.id, text: 'after' });
    expect(desk.shown().slice(1)).to.have.length(1);
    expect(desk.shown()[1]).to.include({ text: 'after', isEdited: true });
    const messageId = await desk.says(desk.reza, 'an answer');
    await edit(desk.reza, { messageId, chatId: desk.group, text: 'a better answer' });
    expect(desk.answers()).to.have.length(1);
    expect(desk.answers()[0]!.text).to.contain('a better answer');
    const picture = await desk.says(desk.reza, { photo: true, caption: 'look' });
    await edit(desk.reza, { messageId: picture, chatId: desk.group, photo: true, caption: 'look there' });
    expect(desk.bot.last(desk.sara.person)).to.have.property('photo');
    expect(desk.bot.last(desk.sara.person).text).to.contain('look there');
  });

  it('keep notes among staff: by the mark, by /note, and when they are edited', async () => {
    const id = await desk.open();
    const before = desk.bot.said(desk.sara.person).length;
    const messageId = await desk.says(desk.reza, '// rude one');
    await desk.says(desk.mina, '/note was here before');
    desk.driver.telegram.edit(desk.bot.token, desk.reza, {
      messageId,
      chatId: desk.group,
      text: '// kind one',
    });
    await desk.settled();
    expect(desk.bot.said(desk.sara.person)).to.have.length(before);
    const notes = desk.driver.telegram.chat(desk.bot.token, desk.group);
    expect(notes.filter(({ from, text }) => from === 'bot' && text.includes('one'))).to.deep.equal([]);
    expect(await desk.ticket(id)).to.include({ status: 'open', message_count: 3 });
    await desk.says(desk.reza, { photo: true, caption: '/note their screen' });
    expect(desk.bot.said(desk.sara.person), 'the command below a picture').to.have.length(before);
    expect(await desk.ticket(id)).to.include({ status: 'open', message_count: 4 });
    await desk.says(desk.reza, { photo: true, caption: '/clsoe this' });
    expect(desk.shown().at(-1)!.text).to.contain('no such command');
    expect(await desk.ticket(id)).to.include({ message_count: 4 });
    const answer = await desk.says(desk.reza, 'an answer');
    for (const text of ['// rude', '/note rude', '/ rude']) {
      desk.driver.telegram.edit(desk.bot.token, desk.reza, { messageId: answer, chatId: desk.group, text });
      await desk.settled();
    }
    expect(desk.answers().map(({ text }) => text.split('\n').at(-1))).to.deep.equal(['an answer']);
  });

  it('say what cannot be passed on, and pass no unknown command on', async () => {
    await desk.open();
    const before = desk.bot.said(desk.sara.person).length;
    await desk.says(desk.reza, { fields: { location: { latitude: 1, longitude: 2 } } });
    expect(desk.shown().at(-1)!.text).to.contain('cannot be passed on');
    await desk.says(desk.reza, '/dance');
    expect(desk.shown().at(-1)!.text).to.contain('no such command');
    expect(desk.bot.said(desk.sara.person)).to.have.length(before);
  });

  it('carry long texts in parts, and take parts away that an edit needs no more', async () => {
    await desk.open();
    const messageId = await desk.says(desk.reza, 'again '.repeat(682).trim());
    const texts = () => desk.bot.said(desk.sara.person).filter(({ text }) => text.includes('again'));
    expect(texts()).to.have.length(2);
    expect(
      texts()
        .map(({ text }) => text)
        .join(' ')
        .match(/again/g),
    ).to.have.length(682);
    await desk.bot.send(desk.sara.person, { text: 'to its end', replyTo: texts()[1]!.id });
    expect(desk.shown().at(-1)!.text).to.equal('to its end');
    desk.driver.telegram.edit(desk.bot.token, desk.reza, {
      messageId,
      chatId: desk.group,
      text: 'once again',
    });
    await desk.settled();
    expect(texts().map(({ text }) => text.split('\n').at(-1))).to.deep.equal(['once again']);
  });

  it('hear an admin of the group who writes as the group', async () => {
    await desk.open();
    await desk.says(desk.reza, { text: 'we help', asGroup: {} });
    expect(desk.answers().at(-1)!.text).to.contain('we help');
  });

  it('are closed with their topic, and open again with the next word', async () => {
    const id = await desk.open();
    expect((await desk.taps(desk.reza, 'desk-close')).text).to.equal('The ticket is closed.');
    expect(desk.topics()[0]).to.include({ name: `✅ #${id} It does not work`, isClosed: true });
    expect(
      desk
        .shown()[0]!
        .buttons.flat()
        .map(({ data }) => data?.split(':')[0]),
    ).to.include('desk-reopen');
    await desk.bot.send(desk.sara.person, '/menu');
    await desk.sara.taps('💬 Support');
    await desk.sara.taps('📁 Closed tickets');
    await desk.sara.taps(`ticket:${id}`);
    await desk.sara.taps('↩️ Write again');
    await desk.bot.send(desk.sara.person, 'still broken');
    expect(desk.topics()[0]).to.include({ name: `#${id} It does not work`, isClosed: false });
    expect(desk.shown().at(-1)!.text).to.equal('still broken');
  });
});

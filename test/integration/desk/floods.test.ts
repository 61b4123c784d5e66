import { expect } from 'chai';
import type { RecordedCall } from '../../../scripts/sandbox/telegram/types.js';
import { newCustomer, type Customer } from '../../support/bot/customer.js';
import { openHelpDesk, type HelpDesk } from '../../support/help-desk.js';

const megabyte = 2 ** 20;

describe('much at once in one ticket', function () {
  this.timeout(120_000);
  let desk: HelpDesk;
  let ali: Customer;
  /** Topics of the flooded ticket, and of the other one. */
  let flooded: number;
  let other: number;
  beforeEach(async () => {
    desk = await openHelpDesk();
    ali = await newCustomer(desk.driver, desk.bot, 'Ali');
    await desk.open('A flood', 'since today');
    flooded = desk.topics()[0]!.id;
    await desk.open('One question', 'how long?', ali);
    other = desk.topics()[1]!.id;
    desk.driver.telegram.clearCalls();
  });
  afterEach(() => desk.driver.close());

  const wordsOf = ({ params }: RecordedCall): string => {
    const { caption, text = '' } = params as { caption?: string; text?: string };
    return (caption ?? text).split('\n').at(-1)!;
  };
  /** What the bot sent that ends so, oldest first. */
  const sent = (pattern: RegExp): string[] =>
    desk.driver.telegram
      .calls({ token: desk.bot.token })
      .filter(({ method }) => method.startsWith('send'))
      .map(wordsOf)
      .filter((words) => pattern.test(words));
  /** All that came is heard before the first message leaves: as if the workers of messages stood still meanwhile. */
  const workOff = async (): Promise<void> => {
    await desk.bot.takeIn();
    await desk.driver.drain('updates');
    await desk.driver.settle();
  };
  const file = (count: number, caption: string) =>
    count % 2
      ? ({ photo: true, caption } as const)
      : { document: Buffer.from(caption), name: 'log.txt', caption };

  it('by a person comes in its order, and keeps nobody else’s message waiting', async () => {
    const { telegram } = desk.driver;
    for (let count = 1; count <= 24; count += 1)
      telegram.send(desk.bot.token, desk.sara.person, file(count, `flood ${count}`));
    telegram.send(desk.bot.token, ali.person, 'and me');
    await workOff();
    const order = sent(/^flood \d+$|^and me$/);
    // One message of the minute opened the ticket; what is above twenty is not taken, and she is told.
    expect(order.filter((words) => words !== 'and me')).to.deep.equal(
      Array.from({ length: 19 }, (_, at) => `flood ${at + 1}`),
    );
    expect(order.filter((words) => words === 'and me')).to.have.length(1);
    expect(order.indexOf('and me'), order.join(', ')).to.be.at.most(3);
    expect(desk.shown(other).at(-1)!.text).to.equal('and me');
    expect(desk.shown(flooded)).to.have.length(2 + 19);
  });

  it('by staff comes in its order, and keeps no answer to somebody else waiting', async () => {
    const { telegram } = desk.driver;
    const place = { chatId: desk.group, threadId: flooded };
    for (let count = 1; count <= 24; count += 1)
      telegram.send(desk.bot.token, desk.reza, { ...place, ...file(count, `answer ${count}`) });
    telegram.send(desk.bot.token, desk.mina, { chatId: desk.group, threadId: other, text: 'two days' });
    await workOff();
    const order = sent(/^answer \d+$|^two days$/);
    expect(order.filter((words) => words !== 'two days')).to.deep.equal(
      Array.from({ length: 24 }, (_, at) => `answer ${at + 1}`),
    );
    expect(order.filter((words) => words === 'two days')).to.have.length(1);
    expect(order.indexOf('two days'), order.join(', ')).to.be.at.most(3);
    expect(desk.bot.last(ali.person).text).to.contain('two days');
  });

  it('as one document, of 20 MB or more than a bot may read, goes both ways by its id alone', async () => {
    const { telegram } = desk.driver;
    const { token } = desk.bot;
    const idIn = (chatId: string, name: string): string => {
      const holder = telegram.chat(token, chatId).findLast(({ raw }) => {
        const { document, from } = raw as { document?: { file_name: string }; from?: { is_bot: boolean } };
        return document?.file_name === name && !from?.is_bot;
      })!;
      return (holder.raw.document as { file_id: string }).file_id;
    };
    for (const size of [20 * megabyte, 20 * megabyte + 1]) {
      const mine = `mine-${size}.log`;
      const yours = `yours-${size}.log`;
      await desk.bot.send(desk.sara.person, { document: Buffer.alloc(size, 'm'), name: mine, caption: mine });
      const place = { chatId: desk.group, threadId: flooded };
      const document = Buffer.alloc(size, 'y');
      await desk.bot.send(desk.reza, { ...place, document, name: yours, caption: yours });
      const calls = telegram.calls({ token, method: 'sendDocument' });
      const [toStaff, toPerson] = [mine, yours].map((name) => calls.find((call) => wordsOf(call) === name)!);
      expect(toStaff!.chatId).to.equal(desk.group);
      expect(toStaff!.params.document).to.equal(idIn(desk.sara.person.id, mine));
      expect(toPerson!.chatId).to.equal(desk.sara.person.id);
      expect(toPerson!.params.document).to.equal(idIn(desk.group, yours));
      for (const { error } of [toStaff!, toPerson!]) expect(error).to.equal(undefined);
    }
    // Nothing is read without the address that this method gives.
    expect(telegram.calls({ token, method: 'getFile' })).to.deep.equal([]);
  });
});

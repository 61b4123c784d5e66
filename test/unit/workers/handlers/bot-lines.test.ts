import { expect } from 'chai';
import { openBotLines } from '../../../../src/workers/handlers/bot-lines.js';

describe('the line of those who wait for a bot', () => {
  const atOnce = <T>(outside: () => Promise<T>): Promise<T> => outside();

  it('lets one after the other come, in the order in which they came, and other bots beside it', async () => {
    const lines = openBotLines();
    const came: string[] = [];
    const enter = async (bot: string, name: string) => {
      const leave = await lines.enter(bot, atOnce);
      came.push(name);
      return leave;
    };
    const leave = await enter('1', 'first');
    const second = enter('1', 'second');
    const third = enter('1', 'third');
    await enter('2', 'of another bot');
    expect(came).to.deep.equal(['first', 'of another bot']);
    leave();
    (await second)();
    (await third)();
    expect(came.slice(2)).to.deep.equal(['second', 'third']);
    await enter('1', 'later');
    expect(came.at(-1)).to.equal('later');
  });

  it('gives the place of whoever waits away meanwhile, and of nobody else', async () => {
    const lines = openBotLines();
    const waited: boolean[] = [];
    const withoutSlot = <T>(outside: () => Promise<T>): Promise<T> => {
      waited.push(true);
      return outside();
    };
    const leave = await lines.enter('1', withoutSlot);
    expect(waited).to.deep.equal([]);
    const next = lines.enter('1', withoutSlot);
    expect(waited).to.deep.equal([true]);
    leave();
    (await next)();
  });
});

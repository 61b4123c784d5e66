import { expect } from 'chai';
import { nextUpdate } from '../../../scripts/bench/people.js';

interface Sent {
  readonly update_id: number;
  readonly message?: { readonly text: string };
  readonly callback_query?: object;
}

describe('the updates of the bench', () => {
  it('are 80 % of known people, taps and commands alike, and spread over all bots', () => {
    const bots = 10;
    const made = Array.from({ length: 1_000 }, () => nextUpdate(bots));
    const updates = made.map(({ body }) => JSON.parse(body) as Sent);
    const count = (is: (update: Sent) => boolean) => updates.filter(is).length;
    expect(count(({ message }) => message?.text === '/start')).to.equal(200);
    expect(count(({ message }) => message?.text === '/help')).to.equal(400);
    expect(count((update) => update.callback_query !== undefined)).to.equal(400);
    expect(new Set(updates.map((update) => update.update_id))).to.have.property('size', 1_000);
    expect(new Set(made.map(({ chatId }) => chatId))).to.have.property('size', 1_000);
    for (let bot = 0; bot < bots; bot += 1)
      expect(made.filter((update) => update.bot === bot)).to.have.lengthOf.within(95, 105);
  });
});

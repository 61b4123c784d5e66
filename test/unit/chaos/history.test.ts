import { expect } from 'chai';
import { checkHistory, countZombies, type Effect, type Evidence } from '../../../scripts/chaos/history.js';
import type { Reply } from '../../../scripts/chaos/replies.js';
import type { SentUpdate } from '../../../scripts/chaos/traffic.js';

const bot = { botId: '1', token: 'token' };
const sent = (updateId: number, more: Partial<SentUpdate> = {}): SentUpdate => ({
  ...{ bot, chatId: '7', updateId, mischief: undefined, sentAt: updateId, ackedAt: updateId },
  ...more,
});
const effect = (updateId: number, outcome: Effect['outcome'] = 'done'): Effect => ({
  ...{ bot_id: '1', update_id: String(updateId), chat_id: '7', outcome },
});
const reply = (messageId: number, updateId: number | undefined): Reply => ({
  ...{ botToken: 'token', chatId: '7', messageId, updateId, at: messageId },
});

/** Three updates of one chat, done and answered as they should be, but for what is given. */
function check(given: { replies?: Reply[] } & Partial<Omit<Evidence, 'replies'>> = {}) {
  const { replies = [reply(1, 1), reply(2, 2), reply(3, 3)], ...others } = given;
  return checkHistory({
    sent: [sent(1), sent(2), sent(3)],
    effects: [effect(1), effect(2), effect(3)],
    isOpen: () => false,
    ...others,
    replies: {
      all: replies,
      firstAt: (_, updateId) => replies.find((one) => one.updateId === updateId)?.at,
    },
  });
}

describe('the history checker of the chaos harness', () => {
  it('finds nothing in a history that is right', () => {
    const { updates, ...faults } = check();
    expect(updates).to.equal(3);
    expect(Object.values(faults).every((count) => count === 0)).to.equal(true);
  });

  it('finds an update that was taken in and has no effect', () => {
    expect(check({ effects: [effect(1), effect(3)] })).to.include({ lost: 1, notAcknowledged: 0 });
  });

  it('tells what was never taken in from what was lost', () => {
    const history = check({ effects: [effect(1), effect(2)], isOpen: ({ updateId }) => updateId === 3 });
    expect(history).to.include({ lost: 0, notAcknowledged: 1 });
  });

  it('forgives only what was sent before Redis lost its memory', () => {
    expect(check({ effects: [effect(3)], forgotten: { from: 0, to: 2 } })).to.include({
      lost: 1,
      forgotten: 1,
    });
  });

  it('finds an effect that came twice', () => {
    expect(check({ effects: [effect(1), effect(2), effect(2), effect(3)] })).to.include({ twice: 1 });
  });

  it('finds effects out of order within a chat', () => {
    const history = check({ effects: [effect(2), effect(1), effect(3)] });
    expect(history).to.include({ effectsOutOfOrder: 1, twice: 0, lost: 0 });
  });

  it('forgives an update that was overtaken only when Redis forgot that it was at work', () => {
    const effects = [effect(2), effect(1), effect(3)];
    const replies = [reply(1, 2), reply(2, 1), reply(3, 3)];
    const forgiven = { effectsOutOfOrder: 0, repliesOutOfOrder: 0 };
    expect(check({ effects, replies, forgotten: { from: 0, to: 2 } })).to.include(forgiven);
    expect(check({ replies, forgotten: { from: 0, to: 2 } })).to.include({ repliesOutOfOrder: 1 });
    expect(check({ effects, forgotten: { from: 2, to: 3 } })).to.include({ effectsOutOfOrder: 1 });
  });

  it('finds replies out of order by the place they have in the chat', () => {
    const history = check({ replies: [reply(1, 1), reply(3, 2), reply(2, 3)] });
    expect(history).to.include({ repliesOutOfOrder: 1, unanswered: 0 });
  });

  it('counts a repeated reply as said twice, not as out of order', () => {
    const history = check({ replies: [reply(1, 1), reply(2, 2), reply(3, 1), reply(4, 3)] });
    expect(history).to.include({ saidTwice: 1, repliesOutOfOrder: 0 });
  });

  it('finds an effect that nobody was told of', () => {
    expect(check({ replies: [reply(1, 1), reply(3, 3)] })).to.include({ unanswered: 1 });
  });

  it('finds a poisoned update that took effect, and a sound one that failed', () => {
    const history = check({
      sent: [sent(1, { mischief: 'poison' }), sent(2), sent(3)],
      effects: [effect(1), effect(2, 'failed'), effect(3)],
    });
    expect(history).to.include({ wrong: 2, failed: 1 });
  });

  it('tells whose effect stands where a worker that stood still came back to its work', () => {
    const writer = (update: number, pid: number): Effect => ({
      ...effect(update),
      writer: `remnafleet worker ${pid}`,
    });
    const zombies = [
      { update: '1.1', pid: 10 },
      { update: '1.2', pid: 10 },
      { update: '1.3', pid: 10 },
    ];
    const counts = countZombies(zombies, [writer(1, 11), writer(2, 10), writer(3, 12)]);
    expect(counts).to.deep.equal({ refused: 2, first: 1 });
  });
});

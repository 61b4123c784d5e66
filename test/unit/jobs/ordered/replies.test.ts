import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { textOf } from '#jobs/ordered/items.js';
import { readReply } from '#jobs/ordered/replies.js';
import { orderedItem } from '../../../support/ordered-item.js';

const item = orderedItem('7', '70', 5);
const due = { botId: '7', chatId: '70', id: '5', rank: 3, name: item.name, data: item.data };

describe('a reply of the ordered queue', () => {
  it('to an offer says whether it is forgotten, fresh, taken or due', () => {
    const read = (...raw: (number | string)[]) => readReply('orderedOffer', raw, item);
    const nothing = {
      botId: '7',
      isForgotten: false,
      isFresh: false,
      isNeedless: false,
      takenAtRank: undefined,
      isPermitted: false,
      due: undefined,
    };
    expect(read(-1)).to.deep.equal({ ...nothing, isForgotten: true });
    expect(read(0)).to.deep.equal(nothing);
    expect(read(2)).to.deep.equal({ ...nothing, isFresh: true, isNeedless: true });
    const taken = { ...nothing, isFresh: true, takenAtRank: 2 };
    expect(read(1, '', '2', '')).to.deep.equal(taken);
    expect(read(1, '', '2', '1')).to.deep.equal({ ...taken, isPermitted: true });
    expect(read(1, '70', '3', '5', textOf(item))).to.deep.equal({ ...nothing, isFresh: true, due });
  });

  it('to an end says what is next: a job, one to be run under a token, a better rank, or nothing', () => {
    const read = (...raw: (number | string)[]) => readReply('orderedFinish', raw, item);
    const nothing = {
      botId: '7',
      hasActed: true,
      due: undefined,
      raised: undefined,
      token: undefined,
      isPermitted: false,
      isMore: false,
    };
    expect(read(0)).to.deep.equal({ ...nothing, hasActed: false });
    expect(read(1)).to.deep.equal(nothing);
    expect(read(1, '', '', '', '', '', '', '')).to.deep.equal(nothing);
    expect(read(1, '70', '3', '5', textOf(item), '', '1')).to.deep.equal({ ...nothing, due, isMore: true });
    const own = { ...nothing, due, token: '9123' };
    expect(read(1, '70', '3', '5', textOf(item), '9123', '', '')).to.deep.equal(own);
    expect(read(1, '70', '3', '5', textOf(item), '9123', '', '1')).to.deep.equal({
      ...own,
      isPermitted: true,
    });
    expect(read(1, '70', '1', '5', '')).to.deep.equal({ ...nothing, raised: { id: '5', rank: 1 } });
  });

  it('about an overdue chat says what its head is, and whether its mailbox still holds it', () => {
    const read = (...raw: string[]) => readReply('orderedInspect', raw, item);
    expect(read()).to.equal(undefined);
    expect(read('3', '5', textOf(item))).to.deep.equal({ id: '5', due });
    expect(read('3', '5', '')).to.deep.equal({ id: '5', due: undefined });
  });

  it('is read by its decoder only: no other file knows its positions', () => {
    const folder = 'src/jobs/ordered';
    const byPosition = /\b(?:answer|raw|reply)\[\d|\] = (?:await call|\(await call|answer|raw|reply)\b/;
    const wrong = readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && file !== 'replies.ts')
      .filter((file) => byPosition.test(readFileSync(`${folder}/${file}`, 'utf8')));
    expect(wrong).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { editedMessage, newMessages } from '#bot/outgoing-calls.js';

const chart = { upper: [1, 2], lower: [3, 4] };

describe('a screen with a chart', () => {
  it('is one picture with its words below, in its topic, with its buttons', () => {
    const keyboard = [[{ text: 'Week', callback_data: 'report:week' }]];
    const calls = newMessages('-100', { text: '<b>Report</b>', chart, keyboard }, 7);
    expect(calls).to.eql([
      {
        method: 'sendPhoto',
        params: {
          chat_id: -100,
          message_thread_id: 7,
          caption: '<b>Report</b>',
          parse_mode: 'HTML',
          reply_markup: { inline_keyboard: keyboard },
        },
        chart,
      },
    ]);
  });

  it('whose words are too long for a caption has them in a message before the picture', () => {
    const short = 'a'.repeat(1_024);
    expect(newMessages('5', { text: `<b>${short}</b>`, chart })).to.have.length(1);
    const calls = newMessages('5', { text: `${short}b`, chart });
    expect(calls.map(({ method, chart: bars }) => [method, bars])).to.eql([
      ['sendMessage', undefined],
      ['sendPhoto', chart],
    ]);
    expect(calls[1]!.params).to.eql({ chat_id: 5 });
  });

  it('never takes the place of a text', () => {
    const calls = editedMessage('5', 1, { text: 'Report', chart });
    expect(calls.map(({ method }) => method)).to.eql(['sendPhoto']);
  });
});

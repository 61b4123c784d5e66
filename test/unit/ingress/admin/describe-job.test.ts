import { expect } from 'chai';
import type { DirectoryEntry, DirectoryFollower } from '#directory/directory.js';
import { describeJobs } from '../../../../src/ingress/admin/describe-job.js';

const known: Record<string, Partial<DirectoryEntry>> = {
  '12': { name: 'Sarv shop', username: 'sarv_bot' },
  '13': { name: 'New shop', username: '' },
};
const directory = { get: (botId: string) => known[botId] } as unknown as DirectoryFollower;
const { title, data } = describeJobs(directory);
const update = (content: object, botId = '12') => ({
  name: 'telegram.update',
  data: { bot_id: botId, chat_id: '345', payload: { chat_id: '345', update: { update_id: 7, ...content } } },
});
const telegramToken = `123456789:${'A'.repeat(35)}`;

describe('a job as operators see it', () => {
  it('says in its title what it is, whose and where', () => {
    const bot = 'bot 12 @sarv_bot · chat 345';
    for (const [content, kind] of [
      [{ message: { text: '/start ref_9' } }, 'message /start'],
      [{ message: { text: 'hello' } }, 'message text'],
      [{ message: { photo: [{}], caption: 'x' } }, 'message photo'],
      [{ callback_query: { data: 'plan:3', message: {} } }, 'callback_query plan:3'],
      [{ my_chat_member: { chat: {} } }, 'my_chat_member'],
    ] as const)
      expect(title(update(content))).to.equal(`telegram.update: ${kind} · ${bot}`);
    const send = { bot_id: '13', chat_id: '345', payload: { method: 'sendMessage', params: {} } };
    expect(title({ name: 'message.send', data: send })).to.equal(
      'message.send: sendMessage · bot 13 New shop · chat 345',
    );
    const asked = { bot_id: '99', chat_id: '7001', payload: { endpoint: 'plans.list', job_id: '99.7001' } };
    expect(title({ name: 'admin.request', data: asked })).to.equal(
      'admin.request: plans.list · bot 99 · request 7001',
    );
    expect(data(asked)).to.include({ request: '7001', kind: 'plans.list' });
    expect(title({ name: 'fleet.clean-up', data: { payload: {} } })).to.equal('fleet.clean-up');
  });

  it('takes any payload, and keeps its title short', () => {
    for (const odd of [null, 'text', 7, [], { message: null }, { message: [] }])
      expect(title({ name: 'telegram.update', data: { payload: { update: odd } } })).to.equal(
        'telegram.update',
      );
    expect(title({ name: 'repeat' })).to.equal('repeat');
    expect(title(update({ callback_query: { data: 'x'.repeat(500) } })).length).to.be.below(150);
    expect(data(undefined)).to.deep.equal({ payload: {} });
  });

  it('shows the bot by name and times that can be read', () => {
    const shown = data({ ...update({}).data, offered_at: 1_700_000_000_000, failed_at: 1_700_000_001_000 });
    expect(shown).to.deep.include({
      bot: { id: '12', name: 'Sarv shop', username: '@sarv_bot' },
      chat: '345',
      taken_in: '2023-11-14T22:13:20.000Z',
      failed: '2023-11-14T22:13:21.000Z',
    });
  });

  it('masks numbers of bank cards, in what is sent to payers and in what people wrote', () => {
    const params = {
      chat_id: '345',
      text: 'کارت: <code>6037-9975-9981-2345</code>',
      copy_text: { text: '6037997599812345' },
    };
    const sent = { bot_id: '13', chat_id: '345', payload: { method: 'sendMessage', params } };
    const written = update({ message: { text: 'کارت من ۶۰۳۷۹۹۷۵۹۹۸۱۲۳۴۵ است' } });
    for (const shown of [data(sent), data(written.data)])
      expect(JSON.stringify(shown))
        .to.include('603799******2345')
        .and.not.match(/9981-?2345|۹۹۸۱۲۳۴۵/);
  });

  it('masks tokens wherever they stand: as fields, in what people wrote, in addresses', () => {
    const job = update({
      message: { text: `my token is ${telegramToken}` },
      callback_query: { data: telegramToken },
    });
    const payload = {
      ...job.data.payload,
      sealed_token: 'v1.abc',
      nested: [{ webhook_secret: 'abc', url: 'https://user:pass@host/x', api_token: `rf_${'b'.repeat(43)}` }],
    };
    const shown = JSON.stringify(data({ ...job.data, payload }));
    for (const secret of [telegramToken, 'v1.abc', '"abc"', ':pass@', 'rf_b'])
      expect(shown).to.not.include(secret);
    expect(title({ ...job, data: { payload: { method: telegramToken } } })).to.equal(
      'telegram.update: [token]',
    );
  });
});

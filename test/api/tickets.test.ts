import { expect } from 'chai';
import type { User } from '#models/user.js';
import { addPersonMessage } from '#services/tickets/add-person-message.js';
import { tenantOf } from '#tenancy/scope.js';
import { fileIdFor, storeFile } from '../../scripts/sandbox/telegram/files.js';
import { samplePhoto } from '../../scripts/sandbox/telegram/sample-photo.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';
import { deskChat, helpedBotOf, type HelpedBot } from '../support/helped-bot.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;
type Body = Record<string, unknown>;

describe('the admin API: tickets', () => {
  let api: AdminApi;
  let bot: Bot;
  let helped: HelpedBot;
  let person: User;
  let ticketId: string;
  before(async () => {
    api = await openAdminApi();
    bot = await api.addBot({ adminChatId: deskChat });
  });
  after(() => api.close());
  beforeEach(async () => {
    const tenant = tenantOf(bot.botId);
    person = await buildUser(tenant, { firstName: 'Mina' });
    helped = helpedBotOf(tenant, person);
    ticketId = (await helped.opened('اتصال كُند است')).id;
  });

  const ask = (method: string, path: string, body?: object, headers?: Record<string, string>) =>
    api.call(method, `/bots/${bot.botId}${path}`, {
      ...{ token: bot.apiToken, ...(body && { body }), ...(headers && { headers }) },
    });
  const list = async (query: string): Promise<unknown[]> =>
    ((await ask('GET', `/tickets?${query}`)).body as { items: Body[] }).items.map(({ id }) => id);
  const messages = async (): Promise<Body[]> =>
    (await ask('GET', `/tickets/${ticketId}/messages`)).body.items as Body[];

  it('lists and shows them, by state, person, wait and assignee', async () => {
    const { body } = await ask('GET', `/tickets/${ticketId}`);
    expect(body).to.include({
      ...{ id: ticketId, user_id: person.id, title: 'اتصال كُند است', status: 'open', priority: 'normal' },
      ...{ message_count: 1, assignee_name: null, closed_at: null, rating: null },
    });
    expect(await list(`user_id=${person.id}`)).to.eql([ticketId]);
    expect(await list(`user_id=${person.id}&is_waiting=false`)).to.eql([]);
    await helped.answer(ticketId, 'Try again');
    expect(await list(`user_id=${person.id}&is_waiting=false&status=answered`)).to.eql([ticketId]);
    expect((await list('sort=-last_message_at&limit=1'))[0]).to.equal(ticketId);
    expect((await ask('GET', '/tickets/999999')).status).to.equal(404);
    expect((await ask('GET', '/tickets?status=lost')).status).to.equal(422);
  });

  it('finds them by words of title and messages, however they are typed', async () => {
    await helped.say(ticketId, 'سرور <b>آلمان</b> با خطای ۴۰۴ Über 50% می‌افتد');
    const find = (search: string) => list(`user_id=${person.id}&search=${encodeURIComponent(search)}`);
    for (const search of ['اتصال کند', 'المان', '404', 'uber', 'میافتد', '50%'])
      expect(await find(search), search).to.eql([ticketId]);
    for (const search of ['فرانسه', '%', '500']) expect(await find(search), search).to.eql([]);
  });

  it('answers once by a repeated request, as the person gets it', async () => {
    const answer = () =>
      ask(
        'POST',
        `/tickets/${ticketId}/answers`,
        { html: 'Try <b>now</b>' },
        { 'idempotency-key': `a${ticketId}` },
      );
    const [one, two] = [await answer(), await answer()];
    expect([one.status, two.status, two.body.id]).to.eql([201, 201, one.body.id]);
    expect(one.body).to.include({ author: 'staff', html: 'Try <b>now</b>', author_telegram_id: null });
    expect((await ask('GET', `/tickets/${ticketId}`)).body).to.include({
      status: 'answered',
      waiting_since: null,
    });
    const copies = (await helped.copies(ticketId)).filter(({ html }) => html === 'Try <b>now</b>');
    expect(copies.map(({ chatId }) => chatId)).to.have.members([deskChat, person.telegramId]);
    expect((await ask('POST', `/tickets/${ticketId}/answers`, { html: '<b>' })).status).to.equal(422);
    expect((await ask('POST', `/tickets/${ticketId}/answers`, { html: ' ' })).status).to.equal(422);
  });

  it('takes a note that the person never sees', async () => {
    const note = await ask('POST', `/tickets/${ticketId}/notes`, { html: 'Asks often' });
    expect(note.body).to.include({ author: 'note', html: 'Asks often' });
    expect((await helped.copies(ticketId)).filter(({ chatId }) => chatId === person.telegramId)).to.eql([]);
    expect((await messages()).map(({ author }) => author)).to.eql(['person', 'note']);
  });

  it('closes, opens again, and changes what staff decide, each in the audit log', async () => {
    const closed = await ask('POST', `/tickets/${ticketId}/close`, { reason: 'Solved' });
    expect(closed.body).to.include({ status: 'closed', closed_by: 'staff' });
    expect((await ask('POST', `/tickets/${ticketId}/close`, {})).status).to.equal(200);
    expect((await ask('POST', `/tickets/${ticketId}/reopen`)).body).to.include({
      status: 'open',
      reopened: 1,
    });
    const { headers } = await ask('GET', `/tickets/${ticketId}`);
    const change = {
      priority: 'urgent',
      status: 'pending',
      assignee: { telegram_id: '777001', name: 'Sara' },
    };
    const match = { 'if-match': headers.get('etag')! };
    expect((await ask('PUT', `/tickets/${ticketId}`, change, match)).body).to.include({
      ...{ priority: 'urgent', status: 'pending', assignee_name: 'Sara', assignee_telegram_id: '777001' },
    });
    expect((await ask('PUT', `/tickets/${ticketId}`, { priority: 'low' }, match)).status).to.equal(412);
    expect(await list(`assignee_telegram_id=777001&user_id=${person.id}&priority=urgent`)).to.eql([ticketId]);
    expect((await ask('PUT', `/tickets/${ticketId}`, { assignee: null })).body).to.include({
      assignee_name: null,
    });
    expect((await ask('PUT', `/tickets/${ticketId}`, {})).status).to.equal(422);
    const log = JSON.stringify((await ask('GET', '/audit-log?limit=50')).body);
    for (const action of ['tickets.close', 'tickets.reopen', 'tickets.update'])
      expect(log).to.include(action);
    expect(log).to.include('Solved');
  });

  it('keeps a person from writing for a while, and lets them again', async () => {
    const path = `/users/${person.id}/ticket-block`;
    expect((await ask('GET', path)).body).to.include({ is_blocked: false, until: null });
    expect((await ask('GET', '/users/999999/ticket-block')).status).to.equal(404);
    const blocked = await ask('PUT', path, { minutes: 60, reason: 'Spam' });
    expect(blocked.body).to.include({ user_id: person.id, reason: 'Spam' });
    expect((await ask('GET', path)).body).to.eql(blocked.body);
    expect(await helped.say(ticketId, 'Hello')).to.have.property('refused', 'blocked');
    expect((await ask('PUT', path, { minutes: null })).body).to.include({ until: null });
    expect((await ask('DELETE', path)).status).to.equal(204);
    expect((await ask('DELETE', path)).status).to.equal(404);
    expect(await helped.say(ticketId, 'Hello')).to.have.property('isReopened', false);
    expect((await ask('PUT', '/users/999999/ticket-block', { minutes: 5 })).status).to.equal(404);
  });

  it('gives the file of a message, and says why it does not', async () => {
    const world = api.side.telegram.world;
    const account = [...world.bots.values()].find(({ token }) => token === bot.token)!;
    const bytes = samplePhoto();
    const stored = storeFile(world, { bytes, name: 'error.jpg', mimeType: 'image/jpeg' } as never);
    const send = async (fileId: string | undefined, messageId: number, fileSize?: number) => {
      const source = { chatId: person.telegramId, messageId };
      const file = { fileId, fileUniqueId: 'u', fileName: 'error.jpg', mimeType: 'image/jpeg', fileSize };
      const message = { kind: 'image' as const, html: '', ...file, source };
      const taken = await helped.run((tx) =>
        addPersonMessage(helped.tenant, tx, { ticketId, person, message, values: helped.values }),
      );
      if (!('message' in taken)) throw new Error(taken.refused);
      return ask('GET', `/tickets/${ticketId}/messages/${taken.message.id}/file`);
    };
    const given = await send(fileIdFor(account, 'photo', stored), 1);
    expect(given.body).to.include({ file_name: 'error.jpg', mime_type: 'image/jpeg' });
    expect(Buffer.from(given.body.base64 as string, 'base64').equals(bytes)).to.equal(true);
    const code = (answer: { body: Body }) => answer.body.code;
    expect(code(await send('gone', 2))).to.equal('ticket.file_gone');
    expect(code(await send(undefined, 3))).to.equal('ticket.file_gone');
    expect(code(await send('large', 4, 20_000_000))).to.equal('ticket.file_too_large');
    expect((await ask('GET', `/tickets/${ticketId}/messages/999999/file`)).status).to.equal(404);
    expect((await messages())[1]).to.include({ kind: 'image', has_file: true });
    const stranger = await api.addBot();
    const [, { id }] = (await messages()) as [Body, Body];
    const place = `tickets/${ticketId}/messages/${String(id)}/file`;
    const stolen = await api.call('GET', `/bots/${stranger.botId}/${place}`, { token: stranger.apiToken });
    expect([stolen.status, stolen.body.code], 'of another bot').to.eql([404, 'resource.unknown']);
    const foreign = await api.call('GET', `/bots/${bot.botId}/${place}`, { token: stranger.apiToken });
    expect(foreign.body.code).to.equal('bot.unknown');
  });

  it('counts them: opened, closed, the median time to the first answer, ratings, and who waits now', async () => {
    const own = await api.addBot();
    const tenant = tenantOf(own.botId);
    for (const [minutes, rating] of [
      [10, 5],
      [20, 4],
      [60, 4],
    ] as const) {
      const one = helpedBotOf(tenant, await buildUser(tenant));
      const { id } = await one.opened();
      await one.answer(id, 'Here');
      await ownerQuery(
        `update tickets set first_answered_at = created_at + make_interval(mins => $3), status = 'closed', closed_at = now(),
           closed_by = 'staff', rating = $4, rated_at = now() where bot_id = $1 and id = $2`,
        [own.botId, id, minutes, rating],
      );
    }
    const waiting = helpedBotOf(tenant, await buildUser(tenant));
    await waiting.opened();
    const { body } = await api.call('GET', `/bots/${own.botId}/tickets/statistics`, { token: own.apiToken });
    expect(body).to.deep.include({
      ...{ opened: 4, closed: 3, answered_first: 3, first_answer_seconds: 1_200 },
      ratings: { count: 3, average: 4.33, by_stars: [0, 0, 0, 2, 1] },
    });
    expect(body.now).to.include({ open: 1, answered: 0, pending: 0, waiting: 1 });
    const empty = await api.call(
      'GET',
      `/bots/${own.botId}/tickets/statistics?from=2020-01-01&to=2020-01-02`,
      {
        token: own.apiToken,
      },
    );
    expect(empty.body).to.deep.include({ opened: 0, first_answer_seconds: null });
    expect(empty.body.ratings).to.deep.include({ count: 0, average: null });
  });

  it('keeps answers ready: each word once, in any capitals', async () => {
    const wish = { word: 'Slow', title: 'Slow connection', texts: { fa: 'سرور دیگری را امتحان کنید.' } };
    const made = await ask('POST', '/canned-answers', wish);
    expect([made.status, made.body.word, made.body.is_shown]).to.eql([201, 'slow', true]);
    expect((await ask('POST', '/canned-answers', { ...wish, word: 'SLOW' })).body).to.include({
      code: 'canned_answer.exists',
    });
    const path = `/canned-answers/${String(made.body.id)}`;
    const changed = await ask('PUT', path, { is_shown: false, position: 3 });
    expect(changed.body).to.include({ is_shown: false, position: 3, title: 'Slow connection' });
    expect((await ask('GET', '/canned-answers?sort=position')).body.items).to.eql([changed.body]);
    for (const wrong of [{ word: 'two words' }, { texts: {} }, { texts: { fa: '<b>' } }, {}])
      expect((await ask('PUT', path, wrong)).status, JSON.stringify(wrong)).to.equal(422);
    await ownerQuery(
      `insert into canned_answers (bot_id, word, title, texts)
       select $1, 'w' || number, 'Title', '{"en": "Text"}' from generate_series(1, 199) as number`,
      [bot.botId],
    );
    expect((await ask('POST', '/canned-answers', { ...wish, word: 'more' })).body).to.include({
      code: 'canned_answer.too_many',
    });
    expect((await ask('DELETE', path)).status).to.equal(204);
    expect((await ask('GET', path)).status).to.equal(404);
  });
});

import { expect } from 'chai';
import { AuditLogEntry } from '#models/audit-log-entry.js';
import { botBounds } from '#platform/bounds.js';
import { buildUser } from '../factories/user.js';
import { ownerQuery } from '../support/database.js';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';

type Bot = Awaited<ReturnType<AdminApi['addBot']>>;

describe('the admin API: what a bot has to read', function () {
  this.timeout(60_000);
  let api: AdminApi;
  let bot: Bot;
  let other: Bot;
  before(async () => {
    api = await openAdminApi();
  });
  after(() => api.close());
  beforeEach(async () => {
    bot = await api.addBot();
    other = await api.addBot();
  });

  const path = (rest: string, owner = bot) => `/bots/${owner.botId}/${rest}`;
  const call = async (method: string, rest: string, body?: object) => {
    const answer = await api.call(method as 'GET', path(rest), body && { body });
    return { status: answer.status, body: answer.body };
  };
  const done = async (method: string, rest: string, body?: object) => {
    const answer = await call(method, rest, body);
    expect(answer.status, JSON.stringify(answer.body)).to.be.below(300);
    return answer.body;
  };
  const refusal = async (method: string, rest: string, body?: object) => {
    const answer = await call(method, rest, body);
    return [answer.status, answer.body.code];
  };

  describe('versions', () => {
    it('are kept with each change of a text, whoever makes it, and none where nothing changed', async () => {
      await done('PUT', 'config/rules_text', { value: { en: 'One' } });
      await done('PUT', 'config/rules_text', { value: { en: 'One' } });
      await done('PATCH', 'config/rules_text', { value: { fa: 'دو' } });
      await done('PATCH', 'config', { values: { welcome_text: { en: 'Hi {name}' }, trial_days: 4 } });
      await done('DELETE', 'config/rules_text');
      const { items } = await done('GET', 'pages/rules/versions?sort=-id');
      expect(items.map(({ number, texts }: { number: number; texts: object }) => [number, texts])).to.eql([
        [3, {}],
        [2, { en: 'One', fa: 'دو' }],
        [1, { en: 'One' }],
      ]);
      expect(items[0].written_by).to.include({ kind: 'master' });
      expect(await done('GET', 'pages/rules/versions/2')).to.deep.include({ number: 2 });
      expect(await refusal('GET', 'pages/rules/versions/4')).to.eql([404, 'resource.unknown']);
      expect(await refusal('GET', 'pages/nothing/versions')).to.eql([404, 'resource.unknown']);
      const { items: pages } = await done('GET', 'pages');
      expect(pages.map(({ kind, version }: { kind: string; version: number }) => [kind, version])).to.eql([
        ['privacy_policy', 0],
        ['public_offer', 0],
        ['rules', 3],
        ['welcome', 1],
      ]);
      expect((await api.call('GET', path('pages/rules/versions', other))).body.items).to.eql([]);
    });

    it('go beyond the newest fifty, but for those that somebody accepted', async () => {
      const user = await buildUser(bot.tenant);
      for (let number = 1; number <= 3; number += 1)
        await done('PUT', 'config/rules_text', { value: { en: `Rules ${number}` } });
      await ownerQuery(
        `insert into page_acceptances (bot_id, user_id, kind, version) values ($1, $2, 'rules', 2)`,
        [bot.botId, user.id],
      );
      await ownerQuery(
        `with page as (update pages set version = 60 where bot_id = $1 and kind = 'rules' returning bot_id)
         insert into page_versions (bot_id, kind, number, texts)
         select bot_id, 'rules', n, '{"en": "x"}' from page, generate_series(4, 60) n`,
        [bot.botId],
      );
      await done('PUT', 'config/rules_text', { value: { en: 'Rules 61' } });
      const { items } = await done('GET', 'pages/rules/versions?limit=200');
      const numbers = items.map(({ number }: { number: number }) => number);
      expect(numbers).to.eql([2, ...Array.from({ length: 50 }, (_, n) => n + 12)]);
      const { items: accepted } = await done('GET', `pages/rules/acceptances?user_id=${user.id}&version=2`);
      expect(accepted).to.have.length(1);
      expect(await done('GET', 'pages/rules')).to.deep.include({ accepted_count: 0, version: 61 });
    });

    it('many changes at once have one number each', async () => {
      await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          done('PUT', 'config/rules_text', { value: { en: `Rules ${n}` } }),
        ),
      );
      const { items } = await done('GET', 'pages/rules/versions');
      expect(items.map(({ number }: { number: number }) => number)).to.eql([1, 2, 3, 4, 5, 6, 7, 8]);
      const { value } = await done('GET', 'config/rules_text');
      expect(items.at(-1).texts).to.eql(value);
    });

    it('a document may be as long as it is read in pages, in every language', async () => {
      const long = 'ق'.repeat(12_000);
      for (const language of ['fa', 'en', 'ru'])
        await done('PATCH', 'config/rules_text', { value: { [language]: long } });
      expect((await done('GET', 'pages/rules')).texts.ru).to.have.length(12_000);
      expect(await refusal('PATCH', 'config/rules_text', { value: { fa: `${long}ق` } })).to.eql([
        422,
        'setting.refused',
      ]);
    });
  });

  it('everybody is asked again: for the present version, where it is required and written', async () => {
    expect(await refusal('POST', 'pages/rules/ask-again')).to.eql([409, 'page.not_required']);
    await done('PUT', 'config/rules_required', { value: true });
    expect(await refusal('POST', 'pages/rules/ask-again')).to.eql([409, 'page.no_text']);
    await done('PUT', 'config/rules_text', { value: { en: 'One' } });
    expect(await done('POST', 'pages/rules/ask-again')).to.deep.include({
      demanded_version: 1,
      is_required: true,
    });
    expect(await refusal('POST', 'pages/welcome/ask-again')).to.eql([404, 'resource.unknown']);
    const log = await bot.tenant.db(() =>
      AuditLogEntry.findAll({ where: { action: 'pages.ask-again' }, order: [['id', 'ASC']] }),
    );
    expect(log.map(({ subject }) => subject)).to.eql(['page rules']);
  });

  describe('frequent questions', () => {
    const add = (n: number) =>
      done('POST', 'faq', { title: { en: `Question ${n}` }, answer: { en: `Answer ${n}` } });
    const order = async (): Promise<string[]> =>
      (await done('GET', 'faq')).items.map(({ title }: { title: { en: string } }) => title.en);

    it('are made, read, changed, moved and deleted, and each change is in the log', async () => {
      const [one, two, three] = [await add(1), await add(2), await add(3)];
      expect(await order()).to.eql(['Question 1', 'Question 2', 'Question 3']);
      await done('POST', `faq/${three.id}/move`, { position: 1 });
      await done('POST', `faq/${one.id}/move`, { position: 200 });
      expect(await order()).to.eql(['Question 3', 'Question 2', 'Question 1']);
      const changed = await done('PUT', `faq/${two.id}`, {
        title: { en: 'Two', fa: 'دو' },
        answer: { en: '<b>Two</b>', fa: 'دو' },
        is_shown: false,
      });
      expect(changed).to.deep.include({ is_shown: false, title: { en: 'Two', fa: 'دو' } });
      expect((await done('GET', 'faq?is_shown=false')).items).to.have.length(1);
      expect((await call('DELETE', `faq/${two.id}`)).status).to.equal(204);
      expect(await refusal('GET', `faq/${two.id}`)).to.eql([404, 'resource.unknown']);
      expect(await refusal('POST', `faq/${two.id}/move`, { position: 1 })).to.eql([404, 'resource.unknown']);
      const log = await bot.tenant.db(() =>
        AuditLogEntry.findAll({ where: { subject: `faq entry ${two.id}` }, order: [['id', 'ASC']] }),
      );
      expect(log.map(({ action }) => action)).to.eql(['faq.create', 'faq.update', 'faq.delete']);
    });

    it('are refused with languages that differ, bad HTML and titles that nobody sees', async () => {
      const code = 'faq.languages';
      expect(await refusal('POST', 'faq', { title: { en: 'A' }, answer: { fa: 'ب' } })).to.eql([422, code]);
      expect(await refusal('POST', 'faq', { title: {}, answer: {} })).to.eql([422, code]);
      const entry = await add(1);
      expect(await refusal('PUT', `faq/${entry.id}`, { title: { fa: 'ب' } })).to.eql([422, code]);
      for (const wrong of [
        { title: { en: 'A' }, answer: { en: '<b>open' } },
        { title: { en: '\u200b' }, answer: { en: 'B' } },
        { title: { en: 'A' }, answer: { en: 'x'.repeat(12_001) } },
      ])
        expect(await refusal('POST', 'faq', wrong)).to.eql([422, 'request.invalid']);
    });

    it('moved and added by many at once keep one place each', async () => {
      const entries = [];
      for (let n = 1; n <= 6; n += 1) entries.push(await add(n));
      await Promise.all([
        ...entries.map(({ id }, n) => done('POST', `faq/${id}/move`, { position: 6 - n })),
        add(7),
        add(8),
      ]);
      const rows = await ownerQuery<{ position: number }>(
        'select position from faq_entries where bot_id = $1 order by position',
        [bot.botId],
      );
      expect(rows.map(({ position }) => position)).to.eql([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it('have a bound, and are nobody else’s', async () => {
      const entry = await add(1);
      const foreign = path(`faq/${entry.id}`, other);
      for (const method of ['GET', 'DELETE'] as const)
        expect((await api.call(method, foreign)).status).to.equal(404);
      await ownerQuery(
        `insert into faq_entries (bot_id, title, answer, position)
         select $1, '{"en": "x"}', '{"en": "x"}', n from generate_series(2, $2) n`,
        [bot.botId, botBounds.faqEntries],
      );
      expect(await refusal('POST', 'faq', { title: { en: 'A' }, answer: { en: 'B' } })).to.eql([
        409,
        'faq.too_many',
      ]);
    });
  });

  it('menu notes are made, read, changed and deleted, within a bound', async () => {
    const note = await done('POST', 'menu-notes', { body: '<i>News</i>', language: 'en' });
    expect(note).to.deep.include({ is_shown: true, language: 'en' });
    const changed = await done('PUT', `menu-notes/${note.id}`, { language: null, is_shown: false });
    expect(changed).to.deep.include({ body: '<i>News</i>', language: null, is_shown: false });
    expect((await done('GET', 'menu-notes?is_shown=false')).items).to.have.length(1);
    for (const body of ['', '<b>open', 'x'.repeat(501)])
      expect(await refusal('POST', 'menu-notes', { body })).to.eql([422, 'request.invalid']);
    await ownerQuery(`insert into menu_notes (bot_id, body) select $1, 'x' from generate_series(2, $2) n`, [
      bot.botId,
      botBounds.menuNotes,
    ]);
    expect(await refusal('POST', 'menu-notes', { body: 'x' })).to.eql([409, 'menu_note.too_many']);
    expect((await call('DELETE', `menu-notes/${note.id}`)).status).to.equal(204);
    expect(await refusal('GET', `menu-notes/${note.id}`)).to.eql([404, 'resource.unknown']);
  });

  describe('a preview', () => {
    interface Item {
      language: string;
      messages: { html: string; keyboard: { text: string; callback_data?: string }[][] }[];
    }
    const preview = async (body: object): Promise<Item[]> =>
      (await done('POST', 'pages/preview', body)).items;

    it('has the messages of each language as they are sent, and keeps nothing', async () => {
      const long = Array.from({ length: 60 }, (_, n) => `<b>${n}</b> ${'word '.repeat(20)}`).join('\n\n');
      const rules = await preview({ kind: 'rules', texts: { en: long } });
      expect(rules.map(({ language }) => language)).to.eql(['fa', 'en', 'ru']);
      expect(rules[1]!.messages).to.have.length(3);
      for (const { html } of rules[1]!.messages) expect(html.length).to.be.below(4_096);
      expect(rules[1]!.messages[0]!.keyboard[0]![0]).to.deep.include({ callback_data: 'rules-page:2' });
      await done('PUT', 'config/rules_required', { value: true });
      const [demanded] = await preview({ kind: 'rules', texts: { fa: 'مهربان باشید' } });
      expect(demanded!.messages[0]!.keyboard.flat().map((one) => one.callback_data)).to.eql([
        'accept-rules',
        'decline-rules',
      ]);
      expect((await done('GET', 'pages/rules')).version).to.equal(0);
    });

    it('fills in a welcome, in the languages that have one', async () => {
      const items = await preview({ kind: 'welcome', texts: { en: 'Hi {name}: {trial_days} days' } });
      expect(items.map(({ language }) => language)).to.eql(['en']);
      expect(items[0]!.messages[0]!.html.replace(/[\u2066-\u2069]/g, '')).to.equal('Hi Sara Jones: 3 days');
      expect(await refusal('POST', 'pages/preview', { kind: 'welcome', texts: { en: '{x}' } })).to.eql([
        422,
        'setting.refused',
      ]);
    });

    it('is of what the bot has where no text is given, and says when that is nothing', async () => {
      expect(await refusal('POST', 'pages/preview', { kind: 'public_offer' })).to.eql([409, 'page.no_text']);
      await done('PUT', 'config/public_offer_text', { value: { en: 'Sold as seen' } });
      const items = await preview({ kind: 'public_offer' });
      expect(items[2]!.messages[0]!.html).to.contain('Sold as seen').and.contain('Публичная оферта');
      const [, faq] = await preview({ kind: 'faq', title: { en: 'Why?' }, texts: { en: 'Because' } });
      expect(faq!.messages[0]!.html).to.contain('Why?').and.contain('Because');
      expect(await preview({ kind: 'menu_note', texts: { ru: 'Новость' } })).to.have.length(1);
      for (const text of ['<b>open', '<h1>no</h1>', 'x'.repeat(12_001)])
        expect(await refusal('POST', 'pages/preview', { kind: 'rules', texts: { en: text } })).to.eql([
          422,
          'request.invalid',
        ]);
    });
  });
});

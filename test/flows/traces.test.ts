import { expect } from 'chai';
import { startTelegram, type Person, type TelegramStandIn } from '../../scripts/sandbox/telegram.js';
import { openFleet, type FleetProcess, type TestFleet } from '../support/processes/fleet.js';
import { freePort } from '../support/servers/free-port.js';
import { startTraceReceiver, type ReceivedSpan, type TraceReceiver } from '../support/trace-receiver.js';
import { waitFor } from '../support/wait-for.js';

describe('the traces of a fleet', function () {
  this.timeout(120_000);
  let telegram: TelegramStandIn;
  let fleet: TestFleet;
  let receiver: TraceReceiver;
  let token: string;
  let processes: FleetProcess[] = [];

  async function open(mode: 'polling' | 'webhook', variables: Record<string, string> = {}): Promise<void> {
    receiver = await startTraceReceiver();
    telegram = await startTelegram({ allowHttpWebhooks: true });
    token = telegram.addBot({ firstName: 'Shop' }).token;
    const port = String(await freePort());
    fleet = await openFleet({
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.url,
      UPDATE_MODE: mode,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_BSP_SCHEDULE_DELAY: '100',
      ...variables,
    });
    const gate = mode === 'webhook' ? 'ingress' : 'poller';
    processes = [
      await fleet.start({ ROLES: 'worker', PORT: '', OTEL_SERVICE_NAME: 'workers' }),
      await fleet.start({ ROLES: gate, PORT: port, OTEL_SERVICE_NAME: 'gate' }),
    ];
  }
  afterEach(async () => {
    await fleet.close();
    await telegram.close();
    await receiver.close();
  });

  const said = (person: Person) => telegram.chat(token, person.id).filter(({ from }) => from === 'bot');
  const answered = (person: Person, count = 1) =>
    waitFor(() => said(person).length >= count, { timeoutMs: 60_000, what: 'the answer' });
  const roots = (name: string) => receiver.spans.filter((span) => span.name === name && !span.parentSpanId);
  const sent = () => receiver.spans.filter((span) => span.name === 'telegram sendMessage');
  /** The span and those above it, the first one last. */
  const lineOf = (span: ReceivedSpan | undefined): ReceivedSpan[] => {
    if (!span) return [];
    return [span, ...lineOf(receiver.spans.find(({ spanId }) => spanId === span.parentSpanId))];
  };
  /** Waits until the collector has the whole line up to a span without a parent. */
  const wholeLine = (find: () => ReceivedSpan | undefined) =>
    waitFor(
      () => {
        const line = lineOf(find());
        return line.length > 0 && !line.at(-1)?.parentSpanId ? line : undefined;
      },
      { what: 'a whole trace' },
    );

  it('hold an update from the webhook over queue, worker and PostgreSQL to the reply, in one', async () => {
    await open('webhook');
    const person = telegram.person({ firstName: 'Sara', languageCode: 'en' });
    telegram.send(token, person, '/start');
    await answered(person);
    const line = await wholeLine(() => sent()[0]);
    expect(line.map(({ name, kind, service }) => `${service}: ${name} (${kind})`)).to.deep.equal([
      'workers: telegram sendMessage (client)',
      'workers: process message.send (consumer)',
      'workers: process telegram.update (consumer)',
      'gate: publish updates (producer)',
      'gate: POST /telegram/:bot_id (server)',
    ]);
    const [call, , update, taken, request] = line as [
      ReceivedSpan,
      ReceivedSpan,
      ReceivedSpan,
      ReceivedSpan,
      ReceivedSpan,
    ];
    expect(new Set(line.map(({ traceId }) => traceId)).size).to.equal(1);
    expect(line.filter(({ isError }) => isError)).to.deep.equal([]);
    expect(call.attributes).to.include({
      'http.response.status_code': 200,
      'server.address': new URL(telegram.url).host,
    });
    expect(update.attributes).to.include({
      'job.outcome': 'complete',
      'messaging.destination.name': 'updates',
      'chat.id': person.id,
    });
    expect(taken.attributes).to.include({
      'update.result': 'accepted',
      'bot.id': update.attributes['bot.id'],
    });
    expect(request.attributes).to.include({
      'http.response.status_code': 200,
      'http.route': '/telegram/:bot_id',
    });

    await waitFor(() => receiver.below(update).some(({ name }) => name === 'hand over'), {
      what: 'the hand-over',
    });
    const names = receiver.below(update).map(({ name }) => name);
    // A transaction is two packets: it starts with the first statement, and the last one leaves with its end.
    expect(names).to.include.members(['WITH processed_updates', 'INSERT conversations']);
    const textOf = (named: string) =>
      String(receiver.below(update).find(({ name }) => name === named)?.attributes['db.query.text']);
    expect(textOf('INSERT conversations')).to.match(/insert into conversations.*; insert into outbox/);
    const admit = receiver.below(update).find(({ name }) => name === 'WITH processed_updates');
    expect(admit?.attributes['db.query.text']).to.match(/^with .*\$1/);
  });

  it('hold a request to the admin API from the route to its statements', async () => {
    await open('webhook');
    const [bot] = await fleet.query<{ id: string }>('select id from bots');
    const url = `http://127.0.0.1:${processes[1]?.port}/api/v1/bots/${bot?.id}`;
    const headers = {
      authorization: `Bearer ${fleet.masterToken}`,
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    };
    expect((await fetch(url, { headers })).status).to.equal(200);
    const line = await wholeLine(() => receiver.spans.find(({ name }) => name === 'process admin.request'));
    expect(line.map(({ name }) => name)).to.deep.equal([
      'process admin.request',
      'GET /api/v1/bots/{bot_id}',
    ]);
    expect(line[0]?.traceId, 'nobody outside chooses the trace').to.not.equal('a'.repeat(32));
    expect(receiver.below(line[0] as ReceivedSpan).map(({ name }) => name)).to.include('COMMIT');
    expect(receiver.text()).to.not.include(fleet.masterToken);
  });

  it('hold each update of a poll by itself, and begin with no poll and no idle look at Redis', async () => {
    await open('polling');
    const people = ['Sara', 'Amir', 'Olga'].map((firstName) =>
      telegram.person({ firstName, languageCode: 'en' }),
    );
    for (const person of people) telegram.send(token, person, '/start');
    await Promise.all(people.map((person) => answered(person)));
    await waitFor(() => roots('publish updates').length === 3 && sent().length >= 3, {
      what: 'three traces',
    });
    const traces = new Set(roots('publish updates').map(({ traceId }) => traceId));
    expect(traces.size).to.equal(3);
    const replies = sent().filter(({ traceId }) => traces.has(traceId));
    expect(new Set(replies.map(({ traceId }) => traceId))).to.deep.equal(traces);
    const beginnings = receiver.spans.filter(({ parentSpanId }) => !parentSpanId).map(({ kind }) => kind);
    expect(new Set(beginnings)).to.not.include.members(['client', 'internal']);
    expect(receiver.text()).to.not.include('getUpdates');
  });

  it('keep two updates of one chat apart, though the first one’s end releases the second', async () => {
    await open('polling');
    const person = telegram.person({ firstName: 'Sara', languageCode: 'en' });
    for (const text of ['/start', '/start', '/start', '/start']) telegram.send(token, person, text);
    await answered(person, 4);
    const updates = () => receiver.spans.filter(({ name }) => name === 'process telegram.update');
    await waitFor(() => updates().length === 4 && roots('publish updates').length === 4, {
      what: 'four updates',
    });
    for (const update of updates()) {
      const root = roots('publish updates').find(({ traceId }) => traceId === update.traceId);
      expect(update.parentSpanId).to.equal(root?.spanId);
    }
    expect(new Set(updates().map(({ traceId }) => traceId)).size).to.equal(4);
  });

  it('show no secret: not the bot’s token, not the webhook’s, not APP_SECRET, not what people wrote', async () => {
    await open('webhook');
    const person = telegram.person({ firstName: 'Sara', languageCode: 'en' });
    telegram.send(token, person, `here is my token ${token} and my words`);
    await answered(person);
    telegram.send(token, person, '/start');
    await answered(person, 2);
    await waitFor(() => sent().length >= 2, { what: 'the calls' });
    const all = receiver.text();
    const secret = token.split(':')[1] as string;
    for (const hidden of [secret, fleet.masterToken, fleet.env.APP_SECRET as string, 'my words', 'Sara'])
      expect(all).to.not.include(hidden);
  });

  it('mark what went wrong, with its code', async () => {
    await open('webhook');
    const person = telegram.person({ firstName: 'Sara', languageCode: 'en' });
    telegram.failNext({ method: 'sendMessage', error: { code: 502, description: 'Bad Gateway' } });
    telegram.send(token, person, '/start');
    await answered(person);
    const failed = await waitFor(
      () => receiver.spans.find(({ attributes }) => attributes['job.code'] === 'telegram.unavailable'),
      {
        what: 'the failed run',
      },
    );
    expect([failed.name, failed.isError, failed.attributes['job.outcome']]).to.deep.equal([
      'process message.send',
      true,
      'snooze',
    ]);
    const line = await wholeLine(() =>
      sent().find(({ attributes }) => attributes['http.response.status_code'] === 200),
    );
    expect(line.at(-1)?.traceId, 'the later try joins the same trace').to.equal(failed.traceId);
  });

  it('are as many as OTEL_TRACES_SAMPLER says, over all processes, and none when it says off', async () => {
    await open('webhook', { OTEL_TRACES_SAMPLER: 'parentbased_always_off' });
    const person = telegram.person({ firstName: 'Sara', languageCode: 'en' });
    telegram.send(token, person, '/start');
    await answered(person);
    for (const one of processes) expect(await one.stop()).to.equal(0);
    expect(receiver.spans).to.deep.equal([]);
  });
});

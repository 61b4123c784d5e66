import { expect } from 'chai';
import { startTelegram, type TelegramStandIn } from '../../scripts/sandbox/telegram.js';
import { allExpressions } from '../support/observability.js';
import { openFleet, type TestFleet } from '../support/processes/fleet.js';
import { readPromql } from '../support/promql.js';
import { waitFor } from '../support/wait-for.js';

/** What Prometheus itself puts on what it scrapes. */
const ofTheScrape = ['instance', 'job', 'role'];
const ofPrometheus = ['up'];

describe('what the dashboard and the alert rules ask for', function () {
  this.timeout(120_000);
  let telegram: TelegramStandIn;
  let fleet: TestFleet;

  before(async () => {
    telegram = await startTelegram();
    const { token } = telegram.addBot({ firstName: 'Shop' });
    fleet = await openFleet({ BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url, UPDATE_MODE: 'polling' });
    const person = telegram.person({ firstName: 'Sara', languageCode: 'en' });
    telegram.send(token, person, '/start');
    // More than a chat may get at once, so that jobs wait and are counted.
    for (let n = 0; n < 12; n += 1) telegram.send(token, person, '/help');
  });
  after(async () => {
    await fleet.close();
    await telegram.close();
  });

  it('is in /metrics of a running fleet: every metric, with every label', async () => {
    const { metricsPort } = await fleet.start();
    const scrape = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    const text = await waitFor(
      async () => {
        const now = await scrape();
        return (
          /telegram_calls_total\{[^}]*result="ok"/.test(now) &&
          /jobs_total\{queue="messages"/.test(now) &&
          /bot_jobs\{/.test(now) &&
          now
        );
      },
      { timeoutMs: 60_000, what: 'an update was answered and jobs wait' },
    );
    const labelsOf = new Map<string, Set<string>>();
    for (const [, name = '', inside = ''] of String(text).matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
      const labels = labelsOf.get(name) ?? new Set(ofTheScrape);
      for (const [, label = ''] of inside.matchAll(/(\w+)="/g)) labels.add(label);
      labelsOf.set(name, labels);
    }
    expect(labelsOf.size).to.be.above(40);
    for (const { where, expr } of allExpressions()) {
      const { metrics, groupedBy } = readPromql(expr);
      const own = metrics.filter(({ name }) => !ofPrometheus.includes(name));
      for (const { name, labels } of own) {
        expect([...labelsOf.keys()], `${where} asks for a metric that is not there`).to.include(name);
        expect([...(labelsOf.get(name) ?? [])], `${where}: labels of ${name}`).to.include.members([
          ...labels,
        ]);
        expect([...(labelsOf.get(name) ?? [])], `${where} groups ${name}`).to.include.members(groupedBy);
      }
    }
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { allExpressions, readAlerts, readDashboard } from '../../support/observability.js';
import { readPromql } from '../../support/promql.js';

const yaml = (file: string): unknown => parse(readFileSync(file, 'utf8'), { strict: true, merge: true });

describe('PromQL as the tests read it', () => {
  it('gives metrics, the labels they are selected by, and those they are grouped by', () => {
    const read = readPromql('sum by (le, a) (rate(x_bucket{b="1",c=~".*"}[$__rate_interval])) / max(y)');
    expect(read).to.deep.equal({
      metrics: [
        { name: 'x_bucket', labels: ['b', 'c'] },
        { name: 'y', labels: [] },
      ],
      groupedBy: ['le', 'a'],
    });
  });

  it('refuses what does not parse', () => {
    for (const broken of ['sum(rate(x[5m])', 'x{a=}', 'sum by a (x)', ''])
      expect(() => readPromql(broken), broken).to.throw('not PromQL');
  });
});

describe('the dashboard and the alert rules', () => {
  it('are PromQL that parses, each expression with a metric', () => {
    expect(allExpressions().length).to.be.above(30);
    for (const { where, expr } of allExpressions())
      expect(readPromql(expr).metrics.length, where).to.be.above(0);
  });

  it('have panels that neither overlap nor stand out, each with its own number and title', () => {
    const { panels } = readDashboard();
    expect(new Set(panels.map(({ id }) => id)).size).to.equal(panels.length);
    const taken = new Map<string, string>();
    for (const { title, gridPos } of panels) {
      expect(title).to.not.equal('');
      expect(gridPos.x + gridPos.w, title).to.be.at.most(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(taken.get(`${x} ${y}`), `${title} lies over another panel`).to.equal(undefined);
          taken.set(`${x} ${y}`, title);
        }
    }
  });

  it('ask for no variable that the dashboard does not define', () => {
    const text = JSON.stringify(readDashboard());
    const asked = [...text.matchAll(/\$\{?([a-z_]+)/g)].map(([, name]) => name ?? '');
    const defined = readDashboard().templating.list.map(({ name }) => name);
    const known = [...defined, '__rate_interval', '__all'];
    expect(asked.filter((name) => !known.includes(name))).to.deep.equal([]);
  });

  it('say for each alert how bad it is, what is wrong and what to look at', () => {
    const alerts = readAlerts();
    expect(new Set(alerts.map(({ alert }) => alert)).size).to.equal(alerts.length);
    for (const { alert, labels, annotations, expr, for: lasting } of alerts) {
      expect(alert).to.match(/^Remnafleet[A-Z]\w+$/);
      expect(labels.severity, alert).to.be.oneOf(['critical', 'warning']);
      for (const text of [annotations.summary, annotations.description])
        expect(text, alert).to.match(/^.{15,}/);
      if (lasting !== undefined) expect(lasting, alert).to.match(/^\d+m$/);
      const { groupedBy, metrics } = readPromql(expr);
      const shown = Object.values(annotations).flatMap((text) =>
        [...text.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label ?? ''),
      );
      const isWhole = !/^(sum|max|min|histogram_quantile)\b/.test(expr);
      for (const label of shown) {
        const has = isWhole ? ['role', 'instance', ...metrics.flatMap((metric) => metric.labels)] : groupedBy;
        expect(has, `${alert} shows ${label}`).to.include(label);
      }
    }
  });
});

interface Compose {
  readonly services: Readonly<
    Record<string, { profiles?: string[]; volumes?: string[]; ports?: string[]; environment?: object }>
  >;
}

describe('the profile observability of docker-compose.yml', () => {
  const { services } = yaml('docker-compose.yml') as Compose;
  const watching = Object.entries(services).filter(([, { profiles }]) => profiles?.includes('observability'));

  it('starts Prometheus, Grafana and Jaeger, and nothing of the fleet', () => {
    expect(watching.map(([name]) => name).sort()).to.deep.equal(['grafana', 'jaeger', 'prometheus']);
    expect(Object.values(services).filter(({ profiles }) => !profiles).length).to.equal(6);
  });

  it('opens them on this machine only, and mounts files that are there', () => {
    for (const [name, { ports = [], volumes = [] }] of watching) {
      for (const port of ports) expect(port, name).to.match(/^127\.0\.0\.1:/);
      const files = volumes
        .filter((volume) => volume.startsWith('./'))
        .map((volume) => volume.split(':')[0] ?? '');
      for (const file of files) expect(existsSync(file), file).to.equal(true);
    }
  });

  it('scrapes every role of the fleet and reads the rules, and Grafana finds both sources by the names it is given', () => {
    const prometheus = yaml('deploy/prometheus/prometheus.yml') as {
      rule_files: string[];
      scrape_configs: { job_name: string; dns_sd_configs: { names: string[]; port: number }[] }[];
    };
    expect(prometheus.rule_files).to.deep.equal(['alerts.yml']);
    const [job] = prometheus.scrape_configs;
    expect(job?.job_name).to.equal('remnafleet');
    const port = 9464;
    expect(job?.dns_sd_configs[0]).to.deep.include({ names: ['ingress', 'poller', 'worker'], port });
    for (const role of job?.dns_sd_configs[0]?.names ?? []) {
      expect(services[role]?.environment).to.include({ METRICS_PORT: String(port) });
      for (const opened of services[role]?.ports ?? []) expect(opened).to.not.include(String(port));
    }
    const { datasources } = yaml('deploy/grafana/provisioning/datasources/remnafleet.yml') as {
      datasources: { uid: string; url: string }[];
    };
    for (const { url } of datasources) expect(Object.keys(services)).to.include(new URL(url).hostname);
    const { providers } = yaml('deploy/grafana/provisioning/dashboards/remnafleet.yml') as {
      providers: { options: { path: string } }[];
    };
    expect(services.grafana?.volumes?.join(' ')).to.include(`:${providers[0]?.options.path}:`);
  });
});

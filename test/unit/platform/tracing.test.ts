import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT_CONTEXT, SpanKind, trace, TraceFlags } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace-base';
import { expect } from 'chai';
import { readEnv, type Env } from '#env/env.js';
import { sampleTraces } from '#platform/sample-traces.js';
import { sha256 } from '#platform/secrets.js';
import { traceStatement, withoutValues } from '#platform/trace-statement.js';
import {
  carriedTrace,
  inSpan,
  joinTrace,
  useTracing,
  type NewSpan,
  type OpenSpan,
} from '#platform/tracing.js';

const carried = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

describe('traces that are off', () => {
  it('run the work as it is and carry nothing', async () => {
    expect(
      await inSpan({ name: 'x', kind: 'internal' }, (span) => Promise.resolve(span ?? 'no span')),
    ).to.equal('no span');
    expect(carriedTrace()).to.equal(undefined);
    expect(joinTrace(undefined)).to.deep.equal({});
    expect(traceStatement((...sent) => sent, ['select 1'])).to.deep.equal(['select 1']);
  });

  it('load nothing of OpenTelemetry: one file asks for it, and only when traces are on', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const read = (file: string) => readFileSync(path.join('src', file), 'utf8');
    const ours = ['platform/mask-spans.ts', 'platform/open-telemetry.ts', 'platform/sample-traces.ts'];
    const users = files.filter((file) => /from '(@opentelemetry\/|bullmq-otel)/.test(read(file)));
    expect(users.sort()).to.deep.equal(ours);
    const loaders = files.filter((file) =>
      /^import .*(open-telemetry|mask-spans|sample-traces)\.js'/m.test(read(file)),
    );
    expect(loaders).to.deep.equal(['platform/open-telemetry.ts']);
    expect(read('main.ts')).to.match(/await import\('#platform\/open-telemetry\.js'\)/);
  });
});

describe('a statement in a trace', () => {
  it('is shown without the values that were written into it', () => {
    for (const [sql, shown] of [
      [
        `select * from "users" where "name" = 'O''Hara' and id = 12`,
        'select * from "users" where "name" = ? and id = ?',
      ],
      [`select set_config('app.bot_id', '4711', true)`, 'select set_config(?, ?, true)'],
      ['update t1 set a = $1, b = -3.5 where c2 = $22', 'update t1 set a = $1, b = ? where c2 = $22'],
      ['select\n  1', 'select ?'],
    ] as const)
      expect(withoutValues(sql)).to.equal(shown);
    expect(withoutValues(`select '${'x'.repeat(5_000)}', ${'a, '.repeat(2_000)}`).length).to.equal(2_000);
  });

  describe('of either kind of driver', () => {
    const spans: { name: string; ended?: unknown }[] = [];
    const active: OpenSpan = {
      carried,
      note: () => undefined,
      rename: () => undefined,
      fail: () => undefined,
      end: () => undefined,
    };
    const open = ({ name }: NewSpan): OpenSpan => {
      const span: { name: string; ended?: unknown } = { name };
      spans.push(span);
      return { ...active, end: (error) => void (span.ended = error ?? 'well') };
    };
    beforeEach(() => {
      spans.length = 0;
      useTracing({
        open,
        active: () => active,
        traceId: () => undefined,
        run: () => Promise.reject(new Error('no')),
        bullmq: {} as never,
        close: () => Promise.resolve(),
      });
    });
    afterEach(() => useTracing(undefined));

    it('ends its span when the promise does', async () => {
      const broken = new Error('broken');
      await traceStatement(() => Promise.resolve(1), [{ text: 'SELECT 1 FROM users' }]);
      await (traceStatement(() => Promise.reject(broken), ['COMMIT']) as Promise<void>).catch(
        () => undefined,
      );
      expect(spans).to.deep.equal([
        { name: 'SELECT users', ended: 'well' },
        { name: 'COMMIT', ended: broken },
      ]);
    });

    it('ends its span when the callback is called, and passes the answer on', () => {
      const send = (_sql: unknown, callback: unknown) =>
        (callback as (error: null, rows: number[]) => void)(null, [7]);
      let answer: unknown;
      traceStatement(send, [
        'insert into "bots" (a) values ($1)',
        (_error: unknown, rows: unknown) => (answer = rows),
      ]);
      expect(spans).to.deep.equal([{ name: 'INSERT bots', ended: 'well' }]);
      expect(answer).to.deep.equal([7]);
    });
  });
});

describe('which traces are kept', () => {
  const traces = (sampler: Env['traces']['sampler'], ratio = 1): Env['traces'] => ({
    isOn: true,
    sampler,
    ratio,
  });
  const below = (isRemote: boolean, traceFlags: TraceFlags) =>
    trace.setSpanContext(ROOT_CONTEXT, {
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      isRemote,
      traceFlags,
    });
  const asks = (
    sampler: Env['traces'],
    parent = ROOT_CONTEXT,
    kind = SpanKind.SERVER,
    traceId = 'a'.repeat(32),
  ) =>
    sampleTraces(sampler).shouldSample(parent, traceId, 'x', kind, {}, []).decision ===
    SamplingDecision.RECORD_AND_SAMPLED;

  it('begin with what comes in, never with what a process does by itself', () => {
    for (const sampler of ['always_on', 'parentbased_always_on'] as const) {
      for (const kind of [SpanKind.SERVER, SpanKind.CONSUMER, SpanKind.PRODUCER])
        expect(asks(traces(sampler), ROOT_CONTEXT, kind)).to.equal(true);
      for (const kind of [SpanKind.CLIENT, SpanKind.INTERNAL]) {
        expect(asks(traces(sampler), ROOT_CONTEXT, kind)).to.equal(false);
        expect(asks(traces(sampler), below(false, TraceFlags.NONE), kind)).to.equal(false);
        expect(asks(traces(sampler), below(false, TraceFlags.SAMPLED), kind)).to.equal(true);
      }
    }
  });

  it('are the share that is asked for, and of a trace all or nothing', () => {
    const some = traces('parentbased_traceidratio', 0.25);
    const ids = Array.from({ length: 400 }, (_, at) => sha256(String(at)).slice(0, 32));
    const kept = ids.filter((id) => asks(some, ROOT_CONTEXT, SpanKind.SERVER, id));
    expect(kept.length).to.be.within(80, 120);
    expect(asks(some, below(true, TraceFlags.SAMPLED), SpanKind.CONSUMER, 'f'.repeat(32))).to.equal(true);
    expect(asks(some, below(true, TraceFlags.NONE), SpanKind.CONSUMER, '0'.repeat(31) + '1')).to.equal(false);
    expect(asks(traces('always_off'))).to.equal(false);
  });

  const needed = { DATABASE_URL: 'postgres://x', REDIS_URL: 'redis://x', APP_SECRET: 'x'.repeat(32) };
  it('are on when the environment names a collector, and off by OTEL_SDK_DISABLED', () => {
    const read = (given: Record<string, string>) => readEnv({ ...needed, ...given }).traces;
    expect(read({})).to.deep.equal({ isOn: false, sampler: 'parentbased_always_on', ratio: 1 });
    const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
    expect(read(collector).isOn).to.equal(true);
    expect(read({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }).isOn).to.equal(
      true,
    );
    expect(read({ ...collector, OTEL_SDK_DISABLED: 'true' }).isOn).to.equal(false);
    expect(read({ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' })).to.include({
      sampler: 'traceidratio',
      ratio: 0.1,
    });
    expect(() => read({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' })).to.throw(
      'OTEL_EXPORTER_OTLP_ENDPOINT must be an http(s) address; a collector takes OTLP over HTTP',
    );
    expect(() => read({ OTEL_TRACES_SAMPLER_ARG: '10' })).to.throw('must be a share from 0 to 1');
  });
});

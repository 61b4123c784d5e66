import fc, { type Arbitrary } from 'fast-check';
import { json, type Headers } from './bodies.js';
import type { Operation } from './operations.js';
import { anyRequest, type Pools } from './requests.js';
import { often, type Source } from './values.js';

/** A request of a tenant gone mad, with one of its own tokens. */
export interface MadRequest {
  /** What it tries, for the table. */
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Headers>;
  readonly body: string | undefined;
  readonly scope: 'read' | 'write';
}

const later = { prefer: 'respond-async' };
const textKeys = ['rules_text', 'welcome_text', 'maintenance_text', 'support_text'];
const largest = [2 ** 53 - 1, 1_000_000, 3_650, 1_000_000_000_000, 2 ** 31 - 1, -1];

type Made = Partial<Pick<MadRequest, 'headers' | 'scope'>> & { readonly body?: unknown };

type Make = (kind: string, method: string, path: string, made: Made) => MadRequest;

/** Whatever can be made: as much of it as goes. */
function growing(make: Make): Arbitrary<MadRequest> {
  const number = fc.nat({ max: 1_000_000 });
  return fc.oneof(
    number.map((n) =>
      make('growth', 'POST', '/admins', { body: { telegram_id: String(n + 1), role: 'admin' } }),
    ),
    number.map((n) =>
      make('growth', 'POST', '/plans', {
        body: {
          name: `Plan ${n}`,
          period_days: 3_650,
          price_toman: 0,
          traffic_limit_gb: 1_000_000,
          device_limit: 1_000,
        },
      }),
    ),
    number.map((n) => make('growth', 'POST', '/api-tokens', { body: { name: `token ${n}`, scope: 'read' } })),
    number.map((n) =>
      make('growth', 'PUT', '/features/zarinpal', {
        body: { enabled: n % 2 === 0, config: { x: 'y'.repeat(n % 60_000) } },
      }),
    ),
  );
}

/** Everything that such a tenant does, each kind as often as its weight says. */
export function madRequest(
  operations: readonly Operation[],
  source: Source,
  pools: Pools,
): Arbitrary<MadRequest> {
  const at = `/api/v1/bots/${pools.bots.own}`;
  const make = (
    kind: string,
    method: string,
    path: string,
    { body, headers = {}, scope = 'write' }: Made,
  ) => ({
    kind,
    method,
    path: `${at}${path}`,
    headers: { ...(body !== undefined && json), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
    scope,
  });
  const longText = fc
    .tuple(fc.constantFrom('a', 'ب', '😀', '<b>x</b>', '://'), fc.integer({ min: 100, max: 3_500 }))
    .map(([sign, length]) => sign.repeat(Math.ceil(length / sign.length)).slice(0, length));
  const texts = fc.record({ fa: longText, en: longText, ru: longText });
  const anything = anyRequest(operations, source, pools).map(
    ({ operation, method, path, headers, body, bearer }): MadRequest => ({
      kind: operation.method === 'GET' ? 'any look' : 'any change',
      method,
      path,
      headers,
      body,
      scope: bearer === 'read' ? 'read' : 'write',
    }),
  );
  const storm = fc
    .tuple(fc.constantFrom(...textKeys), texts, fc.boolean())
    .map(([key, value, isLate]) =>
      make('storm of settings', 'PUT', `/config/${key}`, { body: { value }, headers: isLate ? later : {} }),
    );
  const many = fc
    .dictionary(fc.constantFrom(...textKeys), fc.oneof(texts, fc.constant(null)), { minKeys: 1 })
    .map((values) => make('storm of settings', 'PATCH', '/config', { body: { values } }));
  const bulk = fc
    .tuple(
      fc.constantFrom('x', '[', '{"a":', '\\u0000', '9'),
      fc.constantFrom(65_000, 65_600, 262_000, 1_000_000),
    )
    .map(([sign, bytes]) =>
      make('large bodies', 'PATCH', '/config', {
        body: { values: { rules_text: { en: sign.repeat(Math.floor(bytes / sign.length)) } } },
        headers: bytes % 2 ? {} : later,
      }),
    );
  const extreme = fc
    .tuple(
      fc.constantFrom('min_wallet_balance_toman', 'admin_topic_id', 'trial_days'),
      fc.constantFrom(...largest),
    )
    .map(([field, value]) =>
      field === 'trial_days'
        ? make('extremes', 'PUT', '/config/trial_days', { body: { value } })
        : make('extremes', 'PUT', '', { body: { [field]: field.endsWith('id') ? String(value) : value } }),
    );
  const token = fc.integer({ min: 100_000_000, max: 999_999_999 }).map((id) =>
    make('made-up Telegram tokens', 'PUT', '/telegram-token', {
      body: { telegram_token: `${id}:${'A'.repeat(35)}` },
    }),
  );
  const heavy = fc.constantFrom(
    make('heavy looks', 'GET', '/config/catalog', { headers: later, scope: 'read' }),
    make('heavy looks', 'GET', '/config', { headers: later, scope: 'read' }),
    make('heavy looks', 'GET', '/audit-log?limit=200', { scope: 'read' }),
    make('heavy looks', 'GET', '/config/changes?limit=200', { scope: 'read' }),
    make('heavy looks', 'GET', '/stats?from=2025-01-01&to=2025-12-31', { scope: 'read' }),
    make('heavy looks', 'POST', '/test', {}),
    make('heavy looks', 'POST', '/rotate-token', { headers: later }),
  );
  return often<MadRequest>(
    [6, anything],
    [4, storm],
    [2, many],
    [2, bulk],
    [3, growing(make)],
    [1, extreme],
    [1, token],
    [4, heavy],
  );
}

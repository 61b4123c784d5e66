import { publishBot } from '#services/bots/publish-bot.js';
import { tenantOf } from '#tenancy/scope.js';
import { ownerQuery } from '../../test/support/database.js';
import { fillBot, idsOf, rowHashes, type FilledBot } from '../../test/support/filled-bot.js';
import { openAdminApi, type AdminApi } from '../../test/support/open-admin-api.js';
import type { Operation } from './operations.js';
import type { Bearer, Pools, Whole } from './requests.js';

/** What requests are aimed at for a while; made anew again and again, for requests delete and revoke. */
export interface Target {
  readonly own: FilledBot;
  readonly pools: Pools;
  readonly known: readonly string[];
  readonly tokens: Readonly<Record<Bearer, Record<string, string>>>;
}

const noLimit = 100_000_000;
/** Card numbers whose check digit is right. */
const goodCards = ['6219861034529007', '5022291012345672', '6274123456789011'];

/** The admin API with three bots: the target, another tenant's, and one that must stay as it is. */
export async function openWorld() {
  const api = await openAdminApi({ ticks: false, limits: { perMinute: noLimit, masterPerMinute: noLimit } });
  const other = await fillBot(api);
  const untouched = await fillBot(api);
  const before = await rowHashes(untouched.botId);
  return {
    api,
    other,
    untouched,
    /** Tables with changed rows of the bot that no token of these requests may change. */
    touched: async (): Promise<string[]> => {
      const after = await rowHashes(untouched.botId);
      return [...after].filter(([table, hash]) => before.get(table) !== hash).map(([table]) => table);
    },
    aim: (operations: readonly Operation[]) => aim(api, operations, { other, untouched }),
    close: () => api.close(),
  };
}

async function aim(
  api: AdminApi,
  operations: readonly Operation[],
  { other, untouched }: { readonly other: FilledBot; readonly untouched: FilledBot },
): Promise<Target> {
  const own = await fillBot(api);
  const write = await api.addToken(own.botId, 'write');
  const read = await api.addToken(own.botId, 'read');
  const expired = await api.addToken(own.botId, 'write', new Date(Date.now() + 3_600_000).toISOString());
  await ownerQuery(
    `update api_tokens set expires_at = now() - interval '1 s' where bot_id = $1 and id = $2`,
    [own.botId, expired.id],
  );
  // The directory has not heard of that yet.
  await publishBot(tenantOf(own.botId), api.side.jobs, 'polling');
  await api.side.directory.refresh();
  const bot = `/bots/${own.botId}`;
  for (const n of [1, 2, 3]) await api.call('POST', `${bot}/plans`, { body: plan(n) });
  await api.call('POST', `${bot}/cards`, {
    body: { card_number: '6037991199999990', card_holder_name: own.mark },
  });
  const byName = await idsOf(api, operations, own.botId);
  const wholes = await wholesOf(api, operations, { ...byName, bot_id: [own.botId] });
  const later = { headers: { prefer: 'respond-async' }, token: write.secret };
  const { job_id: jobId } = await bodyOf(api, 'POST', `${bot}/test`, later);
  const hidden = new Set([write.id, read.id]);
  const pools: Pools = {
    wholes,
    byName: {
      ...byName,
      job_id: [String(jobId)],
      // Rarely right: without its bot the requests that follow try little.
      confirm: [own.mark, ...Array.from({ length: 19 }, (_, n) => `${own.mark} ${n}`)],
      token_id: (byName.token_id ?? []).filter((id) => !hidden.has(id)),
    },
    bots: { own: own.botId, foreign: [other.botId, untouched.botId, '999999999999'] },
  };
  const spare = [1, 2].map(() => api.side.telegram.addBot().token);
  const header = (token: string) => ({ 'x-api-token': token });
  return {
    own,
    pools,
    known: [...Object.values(pools.byName).flat(), own.mark, own.token, ...spare, ...goodCards],
    tokens: {
      own: header(write.secret),
      read: header(read.secret),
      expired: header(expired.secret),
      other: header(other.apiToken),
      master: { authorization: `Bearer ${api.masterToken}` },
      both: { ...header(write.secret), authorization: `Bearer ${api.masterToken}` },
      junk: header("x' or 1=1"),
      none: {},
    },
  };
}

/**
 * What `GET` shows at an address is what `PUT` takes there, as far as the body has a place for it: requests that go
 * through, which bodies by chance rarely do.
 */
async function wholesOf(
  api: AdminApi,
  operations: readonly Operation[],
  byName: Readonly<Record<string, readonly string[]>>,
): Promise<Record<string, Whole[]>> {
  const wholes: Record<string, Whole[]> = {};
  for (const { id, method, path, body: schema } of operations) {
    if (method !== 'PUT' || !schema) continue;
    const fields = Object.keys((schema.properties ?? {}) as object);
    const last = /\{(\w+)\}$/.exec(path)?.[1] ?? '';
    for (const value of (byName[last] ?? ['']).slice(0, mostWholes)) {
      const at = path
        .replace(`{${last}}`, value)
        .replace(/\{(\w+)\}/g, (_, name: string) => byName[name]?.[0] ?? '1');
      const body = await bodyOf(api, 'GET', at);
      if ('code' in body) continue;
      const present = fields.filter((field) => body[field] !== undefined);
      (wholes[id] ??= []).push({
        path: at,
        body: Object.fromEntries(present.map((field) => [field, body[field]])),
      });
    }
  }
  return wholes;
}
const mostWholes = 8;

const plan = (n: number) => ({ name: `Plan ${n}`, period_days: 30 * n, price_toman: 1_000 * n });

/** What the master token is answered. */
async function bodyOf(
  api: AdminApi,
  ...request: Parameters<AdminApi['call']>
): Promise<Readonly<Record<string, unknown>>> {
  return (await api.call(...request)).body as Record<string, unknown>;
}

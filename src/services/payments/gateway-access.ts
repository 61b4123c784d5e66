import { findGateway } from '#gateways/registry.js';
import type { AnyGateway } from '#gateways/gateway.js';
import type { GatewayAccess } from '#gateways/gateway-access.js';
import { PermanentError } from '#platform/errors.js';
import type { Vault } from '#platform/secrets.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { isSettingKey, isSecretKey } from '../settings/catalog.js';
import { openSecret } from '../settings/values.js';

/** What the process knows that a call to a gateway needs. */
export interface GatewayMeans {
  readonly vault: Vault;
  /** Addresses that take the place of gateways' own. */
  readonly gatewayRoots: Readonly<Record<string, string>>;
  readonly telegramApiRoot: string;
  /** May addresses that a tenant gave lead into private networks? */
  readonly mayCallPrivate: boolean;
  /** Where gateways and payers reach us; undefined: nowhere. */
  readonly publicUrl: string | undefined;
}

/** A gateway, and how a bot's account there is spoken to. */
export interface OpenedGateway {
  readonly gateway: AnyGateway;
  readonly access: GatewayAccess<never>;
  readonly account: string;
  /** Username of the bot, without @. */
  readonly username: string;
}

interface Row {
  readonly zarinpal_merchant_id: string | null;
  readonly zarinpal_sandbox: boolean;
  readonly sealed_token: string;
  readonly telegram_bot_id: string;
  readonly username: string | null;
  readonly configuration: Readonly<Record<string, unknown>> | null;
  /** Configuration of the gateway's feature, as it is stored. */
  readonly feature: unknown;
}

const accountText = `
  select zarinpal_merchant_id, zarinpal_sandbox, telegram_bot_token as sealed_token, telegram_bot_id::text, username,
    (select jsonb_object_agg(config_key, config_value) from bot_configurations
      where bot_id = bots.id and config_key = any($2::text[])) as configuration,
    (select config from bot_feature_flags where bot_id = bots.id and feature_key = $3) as feature
  from bots where id = $1`;

/**
 * Opens a bot's account at a gateway, whether the method is switched on or not: what was begun is settled. Call it right before
 * the gateway is called, and keep nothing of it. Throws PermanentError `gateway.unauthorized` where credentials are missing.
 */
export async function openGateway(
  tenant: Tenant,
  tx: Tx,
  { method, means }: { readonly method: string; readonly means: GatewayMeans },
): Promise<OpenedGateway> {
  const gateway = findGateway(method);
  const keys = Object.keys(gateway?.settings ?? {});
  const [row] = await tx.sql<Row>(accountText, [tenant.botId, keys, method]);
  if (!gateway || !row) throw new PermanentError('gateway.unauthorized', { context: { gateway: method } });
  const { success, data } = gateway.credentials.safeParse(given(tenant.botId, row, { keys, gateway, means }));
  if (!success) throw new PermanentError('gateway.unauthorized', { context: { gateway: method } });
  const credentials = data as never;
  return {
    gateway,
    account: gateway.accountOf(credentials),
    username: row.username ?? '',
    access: {
      credentials,
      root: rootOf(gateway, credentials, means),
      telegramRoot: means.telegramApiRoot,
      mayCallPrivate: means.mayCallPrivate,
    },
  };
}

function given(
  botId: string,
  row: Row,
  { keys, gateway, means }: { keys: readonly string[]; gateway: AnyGateway; means: GatewayMeans },
): Record<string, unknown> {
  const stored = row.configuration ?? {};
  const values = keys.map((key) => [key, valueOf(key)] as const);
  function valueOf(key: string): unknown {
    if (isSettingKey(key) && isSecretKey(key))
      return openSecret(means.vault, { botId, key, stored: stored[key] }) ?? undefined;
    return stored[key] ?? gateway.settings[key]?.default;
  }
  const { zarinpal_merchant_id, zarinpal_sandbox, sealed_token, telegram_bot_id } = row;
  return {
    zarinpal_merchant_id,
    zarinpal_sandbox,
    config: row.feature ?? {},
    telegram_token: means.vault.decrypt(sealed_token, telegram_bot_id),
    ...Object.fromEntries(values),
  };
}

function rootOf({ name, apiRoot }: AnyGateway, credentials: never, { gatewayRoots }: GatewayMeans): string {
  if (!apiRoot) return '';
  const { standard, sandbox, isSandbox } = apiRoot;
  const own = sandbox !== undefined && isSandbox?.(credentials) ? sandbox : standard;
  return gatewayRoots[name] ?? own;
}

import type { Tenant, Tx } from '#tenancy/scope.js';
import { pickSquads } from '../orders/pricing/pick-squads.js';
import type { BotSnapshot } from '../snapshots/bot-snapshot.js';
import type { SeenNodes } from './seen-nodes.js';

/** A server as people of a bot see it: never where it is reached. */
export interface ShownServer {
  readonly name: string;
  /** ISO 3166 in capitals; null: not known. */
  readonly country: string | null;
  readonly state: 'connecting' | 'offline' | 'online';
}

/** The servers of a bot, as they were seen then. */
export interface ShownServers {
  readonly servers: readonly ShownServer[];
  readonly seenAt: Date;
  /** Is that too long ago to say how they are now: the panel has not answered since? */
  readonly isStale: boolean;
}

type Snapshot = Pick<BotSnapshot, 'features' | 'settings'>;

/** Looks come once a minute; three that are missing are no accident. */
const freshMs = 200_000;

const findSquads = `
  select distinct plan.squads from bot_plans plan
  where plan.bot_id = $1 and plan.is_active`;

/**
 * The servers that serve what a bot sells or gives to try, in the order of the panel; where it offers nothing, or all that it may sell,
 * those of the squads that it may sell. All of them where that is every squad, or the panel tells of no squad which servers serve it.
 * Undefined: the panel never told of any.
 */
export async function listServers(
  { botId }: Tenant,
  tx: Tx,
  view: { readonly seen: SeenNodes | undefined; readonly snapshot: Snapshot; readonly at: Date },
): Promise<ShownServers | undefined> {
  const { seen, snapshot, at } = view;
  if (!seen) return undefined;
  const plans = await tx.sql<{ squads: string[] }>(findSquads, [botId]);
  const named = [...plans.map(({ squads }) => squads), ...besidePlans(snapshot)];
  const seenAt = new Date(seen.looked.seen_at);
  return {
    servers: nodesOf(seen, squadsOf(named, snapshot.settings.values.sellable_squads)).map(
      ({ name, country, state }) => ({
        name,
        country,
        state,
      }),
    ),
    seenAt,
    isStale: at.getTime() - seenAt.getTime() > freshMs,
  };
}

/** Squads of what is sold or given beside the plans. */
function besidePlans({ settings: { values }, features }: Snapshot): (readonly string[])[] {
  const { trial_squads: trial, simple_purchase_squad: simple } = values;
  return [
    ...(features.trial_subscription.isOn ? [trial] : []),
    ...(features.simple_purchase.isOn ? [simple === null ? [] : [simple]] : []),
  ];
}

/** The squads of offers, or of all that may be sold where nothing is offered; undefined: these are all that the panel has. */
function squadsOf(
  named: readonly (readonly string[])[],
  sellable: readonly string[],
): ReadonlySet<string> | undefined {
  const offers = named.length > 0 ? named : [[]];
  if (sellable.length === 0 && offers.some((squads) => squads.length === 0)) return undefined;
  return new Set(offers.flatMap((squads) => pickSquads(squads, sellable) ?? []));
}

/** The servers that serve these squads; all where the panel does not tell it of any squad. */
function nodesOf(
  { looked, squads }: SeenNodes,
  wanted: ReadonlySet<string> | undefined,
): SeenNodes['looked']['nodes'] {
  const isTold = squads.some((squad) => squad.inbounds.length > 0);
  if (!wanted || !isTold) return looked.nodes;
  const inbounds = new Set(squads.filter(({ uuid }) => wanted.has(uuid)).flatMap((squad) => squad.inbounds));
  return looked.nodes.filter((node) => node.inbounds.some((one) => inbounds.has(one)));
}

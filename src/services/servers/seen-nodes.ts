import { z } from 'zod';
import { now } from '#platform/clock.js';
import { assertNoScope, asFleet } from '#tenancy/scope.js';

/** Under this key of `fleet_settings` lies what the panel told of its servers; under the other its squads (reconcile/watch-squads). */
export const nodesKey = 'panel.nodes';
const squadsKey = 'panel.squads';

const looked = z.object({
  /** In ms since 1970. */
  seen_at: z.number(),
  nodes: z.array(
    z.object({
      name: z.string(),
      country: z.string().nullable(),
      state: z.enum(['connecting', 'offline', 'online']),
      /** Uuids of the inbounds that it serves. */
      inbounds: z.array(z.string()),
    }),
  ),
});
const squads = z.array(z.object({ uuid: z.string(), inbounds: z.array(z.string()).default([]) }));

/** The servers of the panel as they were seen last, and which inbounds its squads have. */
export interface SeenNodes {
  readonly looked: z.output<typeof looked>;
  readonly squads: z.output<typeof squads>;
}

/** A process's way to them. */
export interface NodeList {
  /** As they were seen last, some seconds late at most; undefined: the panel never told. No scope may be open. */
  read(): Promise<SeenNodes | undefined>;
}

const find = 'select key, value from fleet_settings where key = any($1::text[])';
const holdsMs = 10_000;

/** Opens the list; many readers at once are one question. */
export function openNodeList(): NodeList {
  let known: { readonly at: number; readonly seen: Promise<SeenNodes | undefined> } | undefined;
  return {
    read: () => {
      assertNoScope('reading the servers of the panel');
      if (known && Math.abs(now() - known.at) < holdsMs) return known.seen;
      const asked = { at: now(), seen: readSeen() };
      known = asked;
      asked.seen.catch(() => {
        if (known === asked) known = undefined;
      });
      return asked.seen;
    },
  };
}

const readSeen = (): Promise<SeenNodes | undefined> =>
  asFleet('read the servers of the panel', async (tx) => {
    const rows = await tx.sql<{ key: string; value: unknown }>(find, [[nodesKey, squadsKey]]);
    const valueOf = (key: string): unknown => rows.find((row) => row.key === key)?.value;
    const seen = looked.safeParse(valueOf(nodesKey)).data;
    return seen && { looked: seen, squads: squads.safeParse(valueOf(squadsKey)).data ?? [] };
  });

import type { Endpoint, EndpointInput, EndpointOutput } from '#api/endpoint.js';
import type { EndpointName, Endpoints } from '#api/index.js';
import type { Actor } from '#services/access/actor.js';
import type { Tenant, Tx } from '#tenancy/scope.js';

/** What the audit log keeps of a change; secrets in it are masked. */
export interface Change {
  /** To what: a kind and a number, such as `user 12`. */
  readonly subject?: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** The bot that a change of the fleet is about. */
  readonly botId?: string;
}

/** A checked request as its handler gets it. */
export interface Call<E extends Endpoint = Endpoint> extends EndpointInput<E> {
  readonly actor: Actor;
  /** Names this request, the same in its repeats (by `Idempotency-Key`, or after a crash); for the ledgers' unique keys. */
  readonly requestKey: string;
  /** Says what the request changes; the audit log has it from here, in the same transaction. */
  note(change: Change): void;
  /**
   * Compares `If-Match` with the resource as `get` would answer it now; read it under a lock first. Throws a refusal
   * (412) when the client saw another version. Endpoints with `etag: 'checks'` must call it before they change anything.
   */
  requireMatch<N extends EndpointName>(get: N, current: EndpointOutput<Endpoints[N]>): void;
}

/** Runs in a transaction of its own bot, which commits when it is done. */
type BotRun<E extends Endpoint> = (tenant: Tenant, tx: Tx, call: Call<E>) => Promise<EndpointOutput<E>>;
/** Runs in a transaction over all bots. */
type FleetRun<E extends Endpoint> = (tx: Tx, call: Call<E>) => Promise<EndpointOutput<E>>;
type Work<E extends Endpoint> = (tx: Tx) => Promise<EndpointOutput<E>>;

/** `ask` calls the outside while no transaction is open; what it returns runs in one. It may be asked again. */
export type BotHandler<E extends Endpoint> =
  BotRun<E> | { ask(tenant: Tenant, call: Call<E>): Promise<Work<E>> };
export type FleetHandler<E extends Endpoint> = FleetRun<E> | { ask(call: Call<E>): Promise<Work<E>> };

type HandlerOf<E extends Endpoint> = E extends { readonly scope: 'bot' } ? BotHandler<E> : FleetHandler<E>;
type RunByWorkers<C> = { [N in keyof C]: C[N] extends { readonly scope: 'ingress' } ? never : N }[keyof C];

/** The handlers of a part of the contract: a missing, misspelt or mistyped one does not compile. */
export type HandlersOf<C extends Readonly<Record<string, Endpoint>>> = {
  readonly [N in RunByWorkers<C>]: HandlerOf<C[N]>;
};

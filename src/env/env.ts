import { z } from 'zod';
import { gatewaysEnv } from '#gateways/env.js';
import { panelEnv } from '#panels/env.js';
import { addressesEnv } from '#platform/env-addresses.js';
import { EnvError } from '#platform/env-part.js';
import { tracesEnv } from '#platform/env-traces.js';
import { ingressEnv } from './ingress.js';
import { processEnv } from './process.js';
import { secretsEnv } from './secrets.js';
import { serversEnv } from './servers.js';
import { telegramEnv } from './telegram.js';

/** Every part of the environment, one a line. To add one: its file beside what it is for, a line here. */
export const envParts = {
  servers: serversEnv,
  telegram: telegramEnv,
  secrets: secretsEnv,
  ingress: ingressEnv,
  process: processEnv,
  panel: panelEnv,
  gateways: gatewaysEnv,
  traces: tracesEnv,
  addresses: addressesEnv,
} as const;

type Part = (typeof envParts)[keyof typeof envParts];
/** All of a union at once. */
type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer All) => void
  ? All
  : never;
type Variables = Together<Part['variables']>;

/** The settings of the process, checked. */
export type Env = Readonly<Together<ReturnType<Part['read']>>>;

const together = (parts: readonly object[]): object => Object.assign({}, ...parts) as object;
const all: readonly Part[] = Object.values(envParts);

/** Every variable of the process, with its default; `.env.example` is held against this by a test. */
export const envSchema = z.object(together(all.map(({ variables }) => variables)) as Variables);

/** Reads and checks the environment; an empty variable counts as not set. Throws EnvError with every fault. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = envSchema.safeParse(given);
  if (result.success) return together(all.map(({ read }) => read(result.data as never))) as Env;
  const lines = result.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  throw new EnvError([...new Set(lines)].join('\n'));
}

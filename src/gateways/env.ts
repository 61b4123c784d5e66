import type { z } from 'zod';
import { root, webUrl } from '#platform/env-kinds.js';
import { envPart } from '#platform/env-part.js';
import { listGateways } from './registry.js';

interface GatewaysEnv {
  /** Addresses that take the place of gateways' own, by the names of the gateways. */
  readonly gatewayRoots: Readonly<Record<string, string>>;
}

const roots = listGateways().flatMap(({ name, apiRoot }) => (apiRoot ? [{ name, ...apiRoot }] : []));

/** A variable a gateway that has an address, declared by the gateway. */
export const gatewaysEnv = envPart({
  variables: Object.fromEntries(
    roots.map(({ variable, standard }) => [
      variable,
      webUrl(`the official one is ${standard}`).transform(root).optional(),
    ]),
  ) as Record<string, z.ZodOptional<z.ZodType<string>>>,
  read: (values): GatewaysEnv => ({
    gatewayRoots: Object.fromEntries(
      roots.flatMap(({ name, variable }) => {
        const given = (values as Readonly<Record<string, string | undefined>>)[variable];
        return given === undefined ? [] : [[name, given]];
      }),
    ),
  }),
});

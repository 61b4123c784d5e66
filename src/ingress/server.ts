import { openAllRoutes } from './routes/all-routes.js';
import { startServer, type Ingress, type IngressOptions } from './start-server.js';

export type { Ingress, IngressLimits, IngressOptions } from './start-server.js';

/** Starts the servers of a process with the ingress role; only such a process loads this file and what is behind it. */
export function startIngress(options: IngressOptions): Promise<Ingress> {
  return startServer(options, options.routes === 'full' ? openAllRoutes : undefined);
}

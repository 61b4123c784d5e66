import type { PanelWorld } from './world.js';

const resources: Readonly<Record<string, string>> = {
  '/users': 'users',
  '/hwid': 'hwid-user-devices',
  '/internal-squads': 'internal-squads',
  '/nodes': 'nodes',
  '/subscription-settings': 'subscription-settings',
  '/system': 'system',
};

/** May the token make this call? A scope is `*`, `resource:*`, `resource:read` or `resource:write`. */
export function isAllowed(world: PanelWorld, method: string, path: string): boolean {
  const resource = resources[/^\/[a-z-]+/.exec(path)?.[0] ?? ''];
  if (resource === undefined) return true;
  const action = method === 'GET' ? 'read' : 'write';
  const enough = ['*', `${resource}:*`, `${resource}:${action}`];
  return world.scopes.some((scope) => enough.includes(scope));
}

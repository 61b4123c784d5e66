import { dropSquad } from './drop-squad.js';
import { coded } from './panel-error.js';
import { ok, type PanelReply, type PanelRequest } from './reply.js';
import { nodesView } from './nodes.js';
import { settingsView, squadsView } from './views.js';
import type { PanelWorld } from './world.js';

/** Answers what is asked of the panel itself, its squads and its settings; undefined: it is about something else. */
export function aboutPanel(world: PanelWorld, { method, path }: PanelRequest): PanelReply | undefined {
  const route = `${method} ${path}`;
  if (route === 'GET /internal-squads') return ok(squadsView(world));
  if (route === 'GET /nodes') return ok(nodesView(world));
  if (route === 'GET /subscription-settings') return ok(settingsView(world));
  const [, squad] = /^DELETE \/internal-squads\/([^/]+)$/.exec(route) ?? [];
  if (squad !== undefined) {
    if (!dropSquad(world, squad)) throw coded(404, 'A118', 'Internal squad not found');
    return { status: 204 };
  }
  if (route !== 'GET /system/metadata' || world.version === null) return undefined;
  const build = { time: '2026-08-20T00:00:00.000Z', number: '1' };
  const commit = { commitSha: '0'.repeat(40), branch: 'main', commitUrl: 'https://panel.invalid/commit' };
  return ok({ version: world.version, build, git: { backend: commit, frontend: commit } });
}

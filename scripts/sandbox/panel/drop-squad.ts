import type { PanelWorld } from './world.js';

/** Removes a squad: its accounts lose it, and nobody is told. False: there is none of that uuid. */
export function dropSquad(world: PanelWorld, uuid: string): boolean {
  if (!world.squads.some((squad) => squad.uuid === uuid)) return false;
  world.squads = world.squads.filter((squad) => squad.uuid !== uuid);
  for (const account of world.accounts.values())
    account.squads = account.squads.filter((one) => one !== uuid);
  return true;
}

import { readMaintenance } from '#services/maintenance/read-maintenance.js';
import {
  turnByHand,
  type MaintenanceReason,
  type MaintenanceTurn,
} from '#services/maintenance/turn-by-hand.js';
import { RefusedValueError } from '#services/settings/refused-value.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { maintenanceAsk, maintenanceState } from '../screens/maintenance-state.js';

/** How the bot's maintenance stands; `reason`: why, where that was changed just now. */
export async function openMaintenance(
  { tenant, tx, voice, settings }: BotContext,
  reason: MaintenanceReason = settings.values.maintenance_reason,
): Promise<Screen> {
  const stands = await readMaintenance(tenant, tx);
  const words = voice.own(reason) || Object.values(reason).find(Boolean);
  return maintenanceState(voice, { ...stands, reason: words ?? '' });
}

/** Asks why maintenance is switched on; `isNone`: what came cannot be the reason. */
export function askReason(ctx: BotContext, isNone = false): Screen {
  ctx.leave({ asked: { input: 'maintenance-reason', about: '' } });
  return maintenanceAsk(ctx.voice, isNone);
}

/** Switches maintenance on for the reason that this message gives to who reads the language of its owner, and shows how it stands. */
export async function takeReason(ctx: BotContext): Promise<Screen> {
  const { incoming, voice } = ctx;
  const content = incoming.kind === 'message' ? incoming.content : undefined;
  if (content?.kind !== 'text') return askReason(ctx, true);
  const reason: MaintenanceReason = { [voice.language]: content.html };
  try {
    await turn(ctx, { isOn: true, reason });
  } catch (error) {
    // Refused before anything was written: nobody could read it.
    if (error instanceof RefusedValueError) return askReason(ctx, true);
    throw error;
  }
  return openMaintenance(ctx, reason);
}

/** Switches maintenance on without a reason, or off, and shows how it stands. */
export async function switchMaintenance(ctx: BotContext, isOn: boolean): Promise<Screen> {
  await turn(ctx, isOn ? { isOn, reason: {} } : { isOn });
  return openMaintenance(ctx, {});
}

async function turn({ tenant, tx, person, vault }: BotContext, wanted: MaintenanceTurn): Promise<void> {
  const actor = { kind: 'person', id: person.telegramId, name: person.firstName } as const;
  await turnByHand(tenant, tx, wanted, { actor, vault });
}

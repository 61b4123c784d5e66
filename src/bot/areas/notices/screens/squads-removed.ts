import type { SquadLoss } from '#services/reconcile/read-squad-loss.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Tells a bot's admins that servers they sell or sold are gone from the panel, and what becomes of their buyers. */
export function squadsRemoved(
  voice: Voice,
  { names, loss }: { readonly names: readonly string[]; readonly loss: SquadLoss },
): Screen {
  const words = voice.texts.notices.squads;
  const list = (all: readonly string[]): string => all.map((name) => voice.foreign(name)).join(', ');
  const lines = [
    voice.say(words.subscriptions, { count: loss.subscriptions }),
    loss.plans.length > 0 && voice.say(words.plans, { plans: list(loss.plans) }),
  ];
  return {
    text: paragraphs(
      voice.say(words.removed, { squads: list(names) }),
      lines.filter(Boolean).join('\n'),
      words.follows,
    ),
  };
}

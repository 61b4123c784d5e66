import type { BotContext } from '../context.js';
import type { Screen } from '../screen.js';
import type { Input } from '../input.js';
import { renameSubscriptionInput } from '../areas/subscriptions/inputs/rename-subscription.js';

/** Every input, alphabetical. To add one: a file here that exports `input({ … })`, and a line here. */
const inputs: readonly Input[] = [renameSubscriptionInput];

const byName: ReadonlyMap<string, Input> = new Map(inputs.map((input) => [input.name, input]));

/** The answer to words that the person was asked for; undefined when these are none. */
export async function takeInput(ctx: BotContext): Promise<Screen | undefined> {
  const { asked } = ctx.oneShot;
  const found = asked && byName.get(asked.input);
  if (!found || ctx.incoming.kind !== 'message' || ctx.incoming.command) return undefined;
  return found.run(ctx, asked.about, ctx.incoming.text ?? '');
}

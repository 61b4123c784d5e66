import { keepAction, keepPayload } from '#services/people/update-person.js';
import { findStartLink } from '../../areas.js';
import type { BotContext } from '../../context.js';
import { noteVisit } from '../campaigns/note-visit.js';
import { isStartPayload } from './start-payload.js';

/** Keeps by which link a person came who is not registered, until they are; any other update is left alone. */
export async function keepStartPayload(ctx: BotContext): Promise<void> {
  const command = ctx.incoming.kind === 'message' ? ctx.incoming.command : undefined;
  if (command?.name !== 'start' || !isStartPayload(command.argument)) return;
  const { argument: payload } = command;
  const opens = findStartLink(payload) !== undefined;
  await (opens ? keepAction : keepPayload)(ctx.tenant, ctx.tx, { person: ctx.person, payload });
  if (!opens) await noteVisit(ctx, payload);
}

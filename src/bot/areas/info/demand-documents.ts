import type { AcceptedKind } from '#services/settings/page-texts.js';
import type { BotContext } from '../../context.js';
import { findAction, findStartLink } from '../../areas.js';
import { readCallbackData } from '../../callback-data.js';
import { staysOpen } from '../../stays-open.js';
import { takeOwed } from '../../take-owed.js';
import { takeKeptLink } from './kept-link.js';
import { demandedOf, openDemand } from './open/open-demand.js';

/** Is it an answer to what is demanded? */
function isAnswer({ incoming }: BotContext): boolean {
  const data = incoming.kind === 'tap' ? readCallbackData(incoming.data) : undefined;
  const step = data && findAction(data.action)?.step;
  return step === 'rules' || step === 'privacy';
}

/** Keeps the link that a person opens who must accept something first; the newest one counts. */
function keepLink(ctx: BotContext): void {
  const command = ctx.incoming.kind === 'message' ? ctx.incoming.command : undefined;
  if (command?.name !== 'start' || !findStartLink(command.argument)) return;
  const { state, data } = ctx.conversation;
  ctx.conversation = { state, data: { ...data, keptLink: command.argument } };
}

/**
 * Asks a registered person to accept a text anew, since an admin asked everybody again; false: they need not, or what they do goes on all
 * the same: an answer to it, what they have, payments under way, receipts, answers to the support, words that were asked for. A link that they open is kept.
 */
export function demandDocuments(ctx: BotContext): Promise<boolean> | boolean {
  const kind = demandedOf(ctx);
  // When nothing is demanded any more, a link from then opens by an answer to the demand, or never: it would come as a surprise later.
  if (!kind && !isAnswer(ctx)) takeKeptLink(ctx);
  if (!kind || isAnswer(ctx) || staysOpen(ctx)) return false;
  return demand(ctx, kind);
}

async function demand(ctx: BotContext, kind: AcceptedKind): Promise<true> {
  if (await takeOwed(ctx)) return true;
  keepLink(ctx);
  ctx.show(openDemand(ctx, { kind }));
  return true;
}

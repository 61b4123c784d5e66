import { demandedDocument } from '#services/pages/demanded-document.js';
import { textFor } from '#services/pages/text-for.js';
import type { AcceptedKind } from '#services/settings/page-texts.js';
import type { NewerText } from '#services/people/accept-document.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { readingOf, rulesFor } from '../document-of.js';
import { demandScreen, type DemandView } from '../screens/demand.js';

/** What the person, who is registered, must accept before they go on; undefined: nothing. */
export const demandedOf = ({ person, settings, snapshot }: BotContext): AcceptedKind | undefined =>
  person.registeredAt ? demandedDocument(person.accepted, settings.values, snapshot.pages) : undefined;

/** A text that the person must accept, as the bot has it now, or as it was just found to be. */
export function openDemand(
  ctx: BotContext,
  wish: {
    readonly kind: AcceptedKind;
    readonly page?: number;
    readonly note?: DemandView['note'];
    readonly newer?: NewerText;
  },
): Screen {
  const { voice, settings, snapshot } = ctx;
  const { kind, page = 1, newer } = wish;
  const texts = newer?.texts ?? settings.values[`${kind}_text`];
  const reading = readingOf(ctx);
  return demandScreen(voice, {
    kind,
    page,
    html: kind === 'rules' ? rulesFor(voice, texts, reading) : textFor(texts, reading),
    version: newer?.version ?? snapshot.pages.documents[kind].version,
    note: wish.note ?? (ctx.person.registeredAt ? 'renewed' : undefined),
  });
}

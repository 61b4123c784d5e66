import { acceptDocument } from '#services/people/accept-document.js';
import type { RegistrationStep } from '#services/people/next-registration-step.js';
import type { AcceptedKind } from '#services/settings/page-texts.js';
import type { Action, Actions, Followed } from '../../action.js';
import type { BotContext } from '../../context.js';
import { openMenu } from '../menu/open/open-menu.js';
import { hasKeptLink, takeKeptLink } from './kept-link.js';
import { demandedOf, openDemand } from './open/open-demand.js';
import { readPageNumber } from './screens/paged.js';

/** Must the person accept it now: as a step of their registration, or since everybody was asked again? */
const isDemanded = (ctx: BotContext, kind: AcceptedKind): boolean =>
  ctx.person.registeredAt === undefined || demandedOf(ctx) === kind;

/** Which version a button names; '' is our own words, what is no number none that there is. */
const readVersion = (argument: string): number =>
  argument === '' ? 0 : /^[1-9]\d{0,8}$/.test(argument) ? Number(argument) : -1;

async function accept(ctx: BotContext, kind: AcceptedKind, argument: string): Promise<Followed | undefined> {
  const { tenant, tx, person } = ctx;
  if (!isDemanded(ctx, kind)) return hasKeptLink(ctx) ? goOn(ctx) : undefined;
  const newer = await acceptDocument(tenant, tx, { person, kind, version: readVersion(argument) });
  if (newer) return openDemand(ctx, { kind, newer, note: 'changed' });
  return person.registeredAt ? goOn(ctx, ctx.voice.texts.info.demand.thanks) : 'next';
}

/** What is demanded next, or the menu, and what a link opens that came in between. */
async function goOn(ctx: BotContext, notice?: string): Promise<Followed> {
  const next = demandedOf(ctx);
  if (next) return openDemand(ctx, { kind: next });
  const { tapKey } = ctx;
  if (tapKey !== undefined) ctx.leave({ finishedBy: tapKey });
  const payload = takeKeptLink(ctx);
  ctx.show(await openMenu(ctx, notice));
  const opened = payload === undefined ? undefined : await ctx.openLink(payload);
  if (opened) ctx.send(opened);
  return 'nothing';
}

const accepting = (kind: AcceptedKind, step: RegistrationStep): Action => ({
  step,
  isForRegistered: true,
  run: (ctx, argument) => accept(ctx, kind, argument),
});

// They stay, and so does the demand.
const declining = (kind: AcceptedKind, step: RegistrationStep): Action => ({
  step,
  isForRegistered: true,
  run: (ctx) => (isDemanded(ctx, kind) ? openDemand(ctx, { kind, note: 'declined' }) : undefined),
});

const reading = (kind: AcceptedKind, step: RegistrationStep): Action => ({
  step,
  isForRegistered: true,
  run: (ctx, argument) => {
    if (!isDemanded(ctx, kind)) return undefined;
    const [version = '', page] = argument.split('.');
    const isPresent = Number(version) === ctx.snapshot.pages.documents[kind].version;
    return openDemand(ctx, isPresent ? { kind, page: readPageNumber(page) } : { kind, note: 'changed' });
  },
});

/** The answers to what must be accepted. */
export const demandActions: Actions<
  'accept-privacy' | 'accept-rules' | 'decline-privacy' | 'decline-rules' | 'read-privacy' | 'read-rules'
> = {
  'accept-privacy': accepting('privacy_policy', 'privacy'),
  'accept-rules': accepting('rules', 'rules'),
  'decline-privacy': declining('privacy_policy', 'privacy'),
  'decline-rules': declining('rules', 'rules'),
  'read-privacy': reading('privacy_policy', 'privacy'),
  'read-rules': reading('rules', 'rules'),
};

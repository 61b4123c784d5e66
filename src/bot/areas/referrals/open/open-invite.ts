import { dayMs } from '#platform/units.js';
import { readOverview } from '#services/referrals/read-overview.js';
import { percentOf } from '#services/referrals/weigh-rewards.js';
import type { BotContext } from '../../../context.js';
import type { Screen } from '../../../screen.js';
import { invite, notInviting, inviteQrCaption, type InviteView } from '../screens/invite.js';

/** What was earned in so many days stands on the screen beside what was earned in all. */
const lateDays = 30;

/** How the person of this update stands as an inviter; undefined: they may invite nobody, or the programme is off. */
async function readView(ctx: BotContext): Promise<InviteView | undefined> {
  const { tenant, tx, person, settings, snapshot, at } = ctx;
  if (!snapshot.features.referral_program.isOn) return undefined;
  const { values } = settings;
  const since = new Date(at.getTime() - lateDays * dayMs);
  const overview = await readOverview(tenant, tx, { userId: person.id, since });
  if (!overview || overview.isOff) return undefined;
  const { percent: ownPercent, paidCount } = overview;
  const higher = values.referral_levels
    .filter(({ from }) => ownPercent === null && from > paidCount)
    .toSorted((one, other) => one.from - other.from);
  return {
    link: `https://t.me/${settings.username}?start=${overview.code}`,
    overview,
    lateDays,
    percent: percentOf(values, { ownPercent, paidCount }),
    nextLevel: higher[0],
    inviterBonusToman: values.referral_inviter_bonus_toman,
    newcomerBonusToman: values.referral_newcomer_bonus_toman,
    minTopUpToman: values.referral_min_topup_toman,
    inviteText: ctx.voice.own(values.referral_invite_text),
  };
}

/** The screen from which a person invites others. */
export async function openInvite(ctx: BotContext): Promise<Screen> {
  const view = await readView(ctx);
  return view ? invite(ctx.voice, view) : notInviting(ctx.voice);
}

/** Sends the person's link as a QR code. */
export async function openQr(ctx: BotContext): Promise<Screen | 'nothing'> {
  const view = await readView(ctx);
  if (!view) return notInviting(ctx.voice);
  ctx.sendQr(view.link, inviteQrCaption(ctx.voice, view));
  return 'nothing';
}

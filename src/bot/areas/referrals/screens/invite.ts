import { shownText } from '#platform/telegram/html.js';
import type { ReferralOverview } from '#services/referrals/read-overview.js';
import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { shareAddress } from './share-link.js';

/** How a person stands as an inviter, and what their bot gives for it; toman. */
export interface InviteView {
  readonly link: string;
  readonly overview: ReferralOverview;
  /** Of how many days what was earned lately is. */
  readonly lateDays: number;
  /** What they get of a payment now. */
  readonly percent: number;
  /** The next level; undefined: there is none. */
  readonly nextLevel: { readonly from: number; readonly percent: number } | undefined;
  readonly inviterBonusToman: number;
  readonly newcomerBonusToman: number;
  readonly minTopUpToman: number;
  /** HTML that the bot's admins wrote for the invitation; '': none. */
  readonly inviteText: string;
}

/** What the bot gives, a line each. */
function termLines(voice: Voice, view: InviteView): string {
  const { terms } = voice.texts.referrals;
  const { percent, nextLevel, inviterBonusToman, newcomerBonusToman, minTopUpToman } = view;
  const hasBonus = inviterBonusToman > 0 || newcomerBonusToman > 0;
  return [
    percent > 0 && voice.say(terms.percent, { percent }),
    nextLevel && voice.say(terms.next, { count: nextLevel.from, percent: nextLevel.percent }),
    inviterBonusToman > 0 && voice.say(terms.inviter, { amount: voice.toman(inviterBonusToman) }),
    newcomerBonusToman > 0 && voice.say(terms.newcomer, { amount: voice.toman(newcomerBonusToman) }),
    hasBonus && minTopUpToman > 0 && voice.say(terms.least, { amount: voice.toman(minTopUpToman) }),
  ]
    .filter(Boolean)
    .join('\n');
}

function figureLines(voice: Voice, { overview, lateDays }: InviteView): string {
  const { figures } = voice.texts.referrals;
  return [
    voice.say(figures.invited, { count: overview.invitedCount }),
    voice.say(figures.paid, { count: overview.paidCount }),
    voice.say(figures.earned, { amount: voice.toman(overview.earnedToman) }),
    voice.say(figures.lately, { days: lateDays, amount: voice.toman(overview.earnedSinceToman) }),
    overview.owedToman > 0 && voice.say(figures.owed, { amount: voice.toman(overview.owedToman) }),
  ]
    .filter(Boolean)
    .join('\n');
}

/** What is sent with the link: the words of the bot's admins, their {link} and {bonus} filled in, else ours. */
function invitationOf(
  voice: Voice,
  { inviteText, link, newcomerBonusToman }: Pick<InviteView, 'inviteText' | 'link' | 'newcomerBonusToman'>,
): string {
  const { invitation } = voice.texts.referrals;
  const bonus = voice.toman(newcomerBonusToman);
  if (inviteText) return shownText(inviteText).replaceAll('{link}', link).replaceAll('{bonus}', bonus);
  return newcomerBonusToman > 0 ? invitation.withBonus.replace('{bonus}', bonus) : invitation.plain;
}

/** From here a person invites others, and sees what came of it. */
export function invite(voice: Voice, view: InviteView): Screen {
  const { title, link, buttons } = voice.texts.referrals;
  return {
    text: paragraphs(
      `<b>${title}</b>`,
      termLines(voice, view),
      figureLines(voice, view),
      voice.say(link, { link: { html: `<code>${view.link}</code>` } }),
    ),
    keyboard: [
      [{ text: buttons.share, url: shareAddress(view.link, invitationOf(voice, view)) }],
      [{ text: buttons.copy, copy_text: { text: view.link } }, tapButton(buttons.qr, 'invite-qr')],
      [tapButton(buttons.people, 'invite-people'), tapButton(buttons.earnings, 'invite-earnings')],
      [menuButton(voice)],
    ],
  };
}

/** The person's link as a picture: the words below it. */
export const inviteQrCaption = (voice: Voice, view: InviteView): Screen => ({
  text: voice.say(voice.texts.referrals.qrCaption, { link: voice.foreign(view.link) }),
  keyboard: [
    [
      {
        text: voice.texts.referrals.buttons.share,
        url: shareAddress(view.link, invitationOf(voice, view)),
      },
    ],
  ],
});

/** The programme is off, or not for this person. */
export const notInviting = (voice: Voice): Screen => ({
  text: voice.texts.referrals.off,
  keyboard: [[backButton(voice, 'menu')]],
});

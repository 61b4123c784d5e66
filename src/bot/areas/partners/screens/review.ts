import type { PartnerFace } from '#services/partners/read-partner-face.js';
import { payoutReasons, type Payout } from '#services/partners/payout-rows.js';
import { inColumn, inRows, paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { tailText, whyText } from './payouts.js';

const personLine = (voice: Voice, face: PartnerFace): string => {
  const handle = face.username ? ` (@${face.username})` : '';
  const person = `${voice.name(face)} ${voice.foreign(`${face.telegramId}${handle}`)}`;
  return voice.say(voice.texts.partners.review.person, { person });
};

const byLine = (voice: Voice, name: string | null): string | undefined =>
  name === null ? undefined : voice.say(voice.texts.partners.review.by, { name: voice.foreign(name) });

const lines = (...parts: readonly (string | undefined | null | false)[]): string =>
  parts.filter(Boolean).join('\n');

/** An application before those who decide. */
export function applicationReview(voice: Voice, face: PartnerFace): Screen {
  const { review: texts, buttons } = voice.texts.partners;
  const { standing, registeredAt, userId } = face;
  const isOpen = standing.state === 'asked';
  return {
    text: paragraphs(
      texts.asks,
      lines(
        personLine(voice, face),
        registeredAt && voice.say(texts.since, { date: voice.date(registeredAt) }),
        voice.say(texts.people, { count: face.people }),
      ),
      standing.state !== 'asked' && lines(texts[standing.state], byLine(voice, face.decidedByName)),
    ),
    ...(isOpen && {
      keyboard: [
        [
          tapButton(buttons.accept, 'partner-accept', userId),
          tapButton(buttons.refuse, 'partner-refuse', userId),
        ],
      ],
    }),
  };
}

/** A payout before those who decide. */
export interface PayoutView {
  readonly payout: Payout;
  readonly face: PartnerFace;
  /** `unsent`: is it certain that nothing was sent? `why`: why it is rejected. */
  readonly asks?: 'unsent' | 'why' | undefined;
  /** Telegram id of who has said that nothing was sent; absent: nobody has. */
  readonly saidBy?: string;
}

/** A payout with its partner, and the buttons of what can be done. */
export function payoutReview(voice: Voice, view: PayoutView): Screen {
  const { review: texts, payouts } = voice.texts.partners;
  const { payout, face } = view;
  const asks = isOpen(payout) ? view.asks : undefined;
  const isGone = face.standing.personStatus !== 'active';
  return {
    text: paragraphs(
      voice.say(texts.payout, { number: voice.digits(payout.id), state: payouts.states[payout.state] }),
      lines(
        voice.say(texts.amount, { amount: voice.toman(payout.amountToman) }),
        personLine(voice, face),
        payout.tail !== '' && voice.say(texts.to, { tail: tailText(voice, payout) }),
        voice.say(texts.balance, { balance: voice.toman(face.standing.balanceToman) }),
        byLine(voice, payout.decidedByName),
        shownLine(voice, payout),
      ),
      whyText(voice, payout),
      isGone && isOpen(payout) && payout.shownAt === null && texts.blocked,
      asks && texts[asks],
    ),
    keyboard: keyboardOf(voice, { ...view, asks }),
  };
}

/** Who was shown where it shall go: whoever comes next asks them before anything is sent twice. */
const shownLine = (voice: Voice, { shownAt, shownByName }: Payout): string | undefined => {
  if (shownAt === null) return undefined;
  const { shown, shownElsewhere } = voice.texts.partners.review;
  const date = voice.date(shownAt);
  return shownByName === null
    ? voice.say(shownElsewhere, { date })
    : voice.say(shown, { date, name: voice.foreign(shownByName) });
};

function keyboardOf(voice: Voice, { payout, asks, saidBy }: PayoutView): Button[][] {
  if (asks === 'why') return reasonRows(voice, payout, saidBy);
  if (asks !== 'unsent') return stepRows(voice, payout);
  const { buttons } = voice.texts.partners;
  return inColumn([
    tapButton(buttons.unsent, 'payout-unsent', `${payout.id}.${payout.showings}`),
    tapButton(buttons.back, 'payout-back', payout.id),
  ]);
}

const isOpen = ({ state }: Payout): boolean => state === 'requested' || state === 'approved';

function stepRows(voice: Voice, { id, state, hasRequisites }: Payout): Button[][] {
  const { buttons } = voice.texts.partners;
  const reject = tapButton(buttons.reject, 'payout-reject', id);
  if (state === 'requested') return [[tapButton(buttons.approve, 'payout-approve', id), reject]];
  if (state !== 'approved') return [];
  return [
    ...(hasRequisites ? [[tapButton(buttons.show, 'payout-show', id)]] : []),
    [tapButton(buttons.paid, 'payout-paid', id), reject],
  ];
}

/** The word that nothing was sent is good for who gave it, and for the showings that they knew of. */
function reasonRows(voice: Voice, { id, showings }: Payout, saidBy: string | undefined): Button[][] {
  const { buttons } = voice.texts.partners;
  const said = saidBy === undefined ? '' : `.${showings}.${saidBy}`;
  return [
    ...inRows(
      payoutReasons.map((reason) =>
        tapButton(buttons.reasons[reason], 'payout-because', `${id}.${reason}${said}`),
      ),
    ),
    [tapButton(buttons.back, 'payout-back', id)],
  ];
}

import type { Cabinet } from '#services/partners/read-cabinet.js';
import { inColumn, inRows, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';
import { menuButton } from '../../shared/screens/menu-button.js';

/** A partner's cabinet. */
export interface CabinetView {
  readonly cabinet: Cabinet;
  /** The bot's @name without @; '': it is not known. */
  readonly botName: string;
}

/** What a partner has, and how it came. */
export function cabinetScreen(voice: Voice, view: CabinetView): Screen {
  const { cabinet: texts, buttons } = voice.texts.partners;
  const { cabinet, botName } = view;
  const { availableToman, open } = cabinet;
  const canAsk = open === undefined && availableToman >= cabinet.leastToman;
  const link = `https://t.me/${botName}?start=${cabinet.referralCode}`;
  return {
    text: paragraphs(
      `<b>${texts.title}</b>`,
      cabinet.standing.state === 'ended' && texts.ended,
      balanceLines(voice, cabinet),
      [
        voice.say(texts.people, { people: cabinet.people, payers: cabinet.payers }),
        voice.say(texts.revenue, { amount: voice.toman(cabinet.revenueToman) }),
        voice.say(texts.earned, { amount: voice.toman(cabinet.earnedToman) }),
        voice.say(texts.paidOut, { amount: voice.toman(cabinet.paidOutToman) }),
        voice.say(texts.percent, { percent: cabinet.percent }),
      ].join('\n'),
      botName !== '' &&
        cabinet.standing.state === 'accepted' &&
        voice.say(texts.link, { link: { html: `<code>${voice.isolate(link)}</code>` } }),
    ),
    keyboard: [
      ...inColumn([
        canAsk ? tapButton(buttons.ask, 'partner-payout') : undefined,
        open?.state === 'requested' ? tapButton(buttons.cancel, 'partner-cancel', open.id) : undefined,
        availableToman > 0 ? tapButton(buttons.wallet, 'partner-wallet') : undefined,
      ]),
      ...inRows([
        tapButton(buttons.earnings, 'partner-earnings'),
        tapButton(buttons.payouts, 'partner-payouts'),
      ]),
      [menuButton(voice)],
    ],
  };
}

function balanceLines(voice: Voice, cabinet: Cabinet): string {
  const { cabinet: texts } = voice.texts.partners;
  const { availableToman, heldToman, nextAt, standing } = cabinet;
  const lines = [
    voice.say(texts.available, { amount: voice.toman(availableToman) }),
    availableToman < 0 && texts.below,
    heldToman !== 0 && voice.say(texts.held, { amount: voice.toman(heldToman) }),
    heldToman > 0 && nextAt && voice.say(texts.nextFree, { date: voice.date(nextAt) }),
    standing.owedToman > 0 && voice.say(texts.owed, { amount: voice.toman(standing.owedToman) }),
    standing.reservedToman > 0 && voice.say(texts.reserved, { amount: voice.toman(standing.reservedToman) }),
  ];
  return lines.filter(Boolean).join('\n');
}

/** What was earned month by month, by the calendar of the language. */
export function earningsScreen(voice: Voice, { days }: Pick<Cabinet, 'days'>): Screen {
  const { earnings: texts } = voice.texts.partners;
  const months = new Map<string, number>();
  for (const { day, toman } of days) {
    const month = voice.month(day);
    months.set(month, (months.get(month) ?? 0) + toman);
  }
  const lines = [...months].map(([month, toman]) =>
    voice.say(texts.line, { month, amount: voice.isolate(voice.toman(toman)) }),
  );
  return {
    text: paragraphs(`<b>${texts.title}</b>`, lines.length > 0 ? lines.join('\n') : texts.none),
    keyboard: [[backButton(voice, 'partner')], [menuButton(voice)]],
  };
}

import type { WalletStatement } from '#services/billing/read-statements.js';
import { paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** A month of the bot's account, and the months beside it; null: there is none. */
export interface StatementView {
  readonly statement: WalletStatement;
  /** For consumed traffic, not charged yet; told of the month that is not over. */
  readonly owedToman: number;
  readonly earlier: string | null;
  readonly later: string | null;
}

/** A month of the bot's account with the fleet, as its owner reads it; what did not move is left out. */
export function statementScreen(
  voice: Voice,
  { statement, owedToman, earlier, later }: StatementView,
): Screen {
  const { statement: texts, buttons } = voice.texts.billing;
  const { from, to, isOver } = statement;
  const line = (text: (typeof texts)['opening' | 'topUps'], amount: number): string =>
    voice.say(text, { amount: voice.toman(amount) });
  const moved = [
    [texts.topUps, statement.topUpsToman],
    [texts.sales, statement.salesToman],
    [texts.refunds, statement.refundsToman],
    [texts.traffic, statement.trafficToman],
    [texts.adjustments, statement.adjustmentsToman],
  ] as const;
  const days = { from: voice.date(new Date(from)), to: voice.date(new Date(to - 1)) };
  const pager = [
    ...(earlier === null ? [] : [tapButton(buttons.earlier, 'statement', earlier)]),
    ...(later === null ? [] : [tapButton(buttons.later, 'statement', later)]),
  ];
  return {
    text: paragraphs(
      `<b>${voice.say(texts.title, days)}</b>`,
      !isOver && texts.soFar,
      [
        line(texts.opening, statement.openingToman),
        ...moved.filter(([, amount]) => amount !== 0).map(([text, amount]) => line(text, amount)),
        voice.say(texts.closing, { amount: voice.toman(statement.closingToman) }),
      ].join('\n'),
      !isOver && owedToman > 0 && line(texts.owed, owedToman),
    ),
    keyboard: pager.length > 0 ? [pager] : [],
  };
}

/** There is no account for the month that was asked for. */
export const noStatement = (voice: Voice, example: string): Screen => ({
  text: voice.say(voice.texts.billing.statement.none, {
    example: { html: `<code>/statement ${example}</code>` },
  }),
  keyboard: [],
});

import { expect } from 'chai';
import { allStartLinks, areas, listActions, type ActionName, type Area } from '#bot/areas.js';
import { writeCallbackData } from '#bot/callback-data.js';
import { textsOf } from '#bot/texts/index.js';
import { isErrorCode } from '#platform/error-codes/error-codes.js';
import { findBotUses, type BotUses } from '../support/find-bot-uses.js';

/** Buttons that stand in chats: their names have been sent, so each must lead somewhere for as long as messages last. */
const sentNames = [
  [
    'accept-rules',
    'add-devices',
    'add-traffic',
    'autopay',
    'autopay-agree',
    'autopay-set',
    'cart',
    'cart-drop',
    'cart-drop-yes',
  ],
  ['choose-language', 'clear-name', 'connect', 'connect-app', 'connect-system', 'decline-rules'],
  [
    'desk-answer',
    'desk-answers',
    'desk-back',
    'desk-block',
    'desk-block-for',
    'desk-close',
    'desk-open',
    'desk-pending',
    'desk-person',
    'desk-priority',
    'desk-priority-set',
    'desk-queue',
    'desk-release',
    'desk-reopen',
    'desk-reply',
    'desk-take',
    'desk-take-yes',
    'desk-unblock',
  ],
  [
    'device-remove',
    'device-remove-yes',
    'devices',
    'devices-refresh',
    'devices-remove',
    'devices-remove-all',
  ],
  [
    'extra-devices',
    'gift',
    'gift-anybody',
    'gift-card',
    'gift-plain',
    'gift-plan',
    'gift-plans',
    'gift-qr',
    'gift-return',
    'gift-return-yes',
    'gift-take',
    'gift-whom',
    'gift-words',
    'gifts',
    'happ',
    'help',
    'joined',
    'language',
    'leave-out',
    'levels',
    'maintenance',
    'maintenance-off',
    'maintenance-on',
    'maintenance-plain',
    'manage',
    'menu',
    'order',
    'pay',
    'plan',
  ],
  [
    'partner',
    'partner-accept',
    'partner-apply',
    'partner-cancel',
    'partner-cancel-yes',
    'partner-earnings',
    'partner-payout',
    'partner-payout-of',
    'partner-payout-sum',
    'partner-payouts',
    'partner-refuse',
    'partner-wallet',
    'partner-wallet-yes',
  ],
  [
    'payout-approve',
    'payout-back',
    'payout-because',
    'payout-paid',
    'payout-reject',
    'payout-show',
    'payout-unsent',
  ],
  [
    'pay-again',
    'pay-by',
    'pay-repeating',
    'payment',
    'payment-cancel',
    'payment-check',
    'payments',
    'repeat-end',
    'top-up-amount',
    'top-up-by',
    'top-up-type',
  ],
  [
    'plans',
    'profile',
    'qr',
    'refresh',
    'reissue',
    'reissue-yes',
    'reminders',
    'renamed',
    'rename',
    'reset-traffic',
    'simple',
  ],
  [
    'statement',
    'subscription',
    'subscriptions',
    'top-up',
    'traffic',
    'trial',
    'trial-start',
    'wallet',
    'wallet-history',
  ],
  ['accept-privacy', 'decline-privacy', 'faq', 'faq-entry', 'faq-search', 'info'],
  ['offer-page', 'privacy-page', 'read-privacy', 'read-rules', 'rules-page'],
  ['my-offers', 'take-offer'],
  ['servers'],
  ['promo-code'],
  ['invite', 'invite-earnings', 'invite-people', 'invite-qr', 'skip-code'],
  ['receipt', 'receipt-for', 'report', 'report-chart'],
  [
    'review-approve',
    'review-back',
    'review-because',
    'review-block',
    'review-block-yes',
    'review-more',
    'review-open',
    'review-page',
    'review-parts',
    'review-picture',
    'review-receipts',
    'review-reject',
    'review-sum',
    'review-sum-yes',
    'review-undo',
    'review-undo-yes',
    'review-words',
  ],
].flat();

/** What a text is called from its area down; the forms of a counted word are one. */
function pathsOf(node: object, path: string): string[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    const here = path ? `${path}/${key}` : key;
    return typeof value === 'string' || 'other' in (value as object)
      ? [here]
      : pathsOf(value as object, here);
  });
}

const list: readonly (readonly [string, Area])[] = Object.entries(areas);

describe('the areas of the bot', () => {
  const names = listActions().map(([name]) => name);
  let uses: BotUses;

  before(function () {
    this.timeout(120_000);
    uses = findBotUses();
  });

  it('are written in the sequence of the alphabet, as are their texts', () => {
    expect(Object.keys(areas)).to.deep.equal(Object.keys(areas).sort());
    expect(Object.keys(textsOf.en)).to.deep.equal(Object.keys(areas));
  });

  it('name each button once, whichever area it is of', () => {
    expect(names.filter((name, index) => names.indexOf(name) !== index)).to.deep.equal([]);
  });

  it('have names that fit a button beside what it is about', () => {
    for (const name of names)
      expect(writeCallbackData(name as ActionName, 'x'.repeat(39)).length, name).to.be.at.most(64);
  });

  it('serve every button that was ever sent', () => {
    expect(sentNames.filter((name) => !names.includes(name))).to.deep.equal([]);
  });

  it('say for each action when it counts', () => {
    for (const [name, action] of listActions()) expect(action.isForRegistered || action.step, name).to.be.ok;
  });

  it('offer every action on some screen', () => {
    expect(uses.offered.size).to.be.above(40);
    expect(names.filter((name) => !uses.offered.has(name))).to.deep.equal([]);
  });

  it('have links whose prefixes are none the beginning of another, and none that of a code', () => {
    const prefixes = ['ref', ...allStartLinks().map(({ prefix }) => prefix)];
    for (const one of prefixes.slice(1)) expect(one).to.match(/^[a-z]{2,12}_$/);
    for (const [index, one] of prefixes.entries())
      expect(prefixes.filter((other, at) => at !== index && other.startsWith(one))).to.deep.equal([]);
  });

  it('name each input once', () => {
    const inputs = list.flatMap(([, area]) => Object.keys(area.inputs ?? {}));
    expect(inputs).to.include('rename');
    expect(new Set(inputs).size).to.equal(inputs.length);
  });

  it('have no text that nobody reads', () => {
    const paths = pathsOf(textsOf.en, '');
    expect(paths.length).to.be.above(300);
    // What a person is told of an error is found by its code (texts/index.ts).
    const isOfError = (path: string): boolean => isErrorCode(path.split('/errors/')[1] ?? '');
    expect(paths.filter((path) => !uses.readsText(path) && !isOfError(path))).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { giftWords } from '#bot/areas/campaigns/screens/gift-words.js';
import { voiceOf } from '#bot/voice.js';
import { languages } from '#platform/language.js';
import type { GivenBonus } from '#services/campaigns/give-bonus.js';

const validUntil = new Date('2026-12-24T12:00:00Z');
const discount = (more: Partial<Extract<GivenBonus, { kind: 'discount' }>>): GivenBonus => ({
  ...({ kind: 'discount', percent: null, amountToman: 40_000, validUntil } as const),
  ...({ isForSomePlans: false, appliesTo: 'any' } as const),
  ...more,
});

describe('what the welcome says of a gift', () => {
  const said = (given: GivenBonus) => giftWords(voiceOf('en'), given);

  it('is how much comes off what, and until when', () => {
    expect(said(discount({ appliesTo: 'renewal' }))).to.equal(
      '🎁 A welcome gift for you: 40,000 toman off your next renewal, until 24 December 2026.',
    );
    expect(said(discount({ percent: 30, appliesTo: 'purchase' }))).to.include(
      '30 percent off your next purchase',
    );
    expect(said(discount({ isForSomePlans: true }))).to.match(/2026\. It is for some of our plans/);
  });

  it('is of unlimited traffic where the subscription is', () => {
    const given = { kind: 'subscription', days: 1, trafficGb: 0, devices: 1 } as const;
    expect(said(given)).to.include('a subscription for 1 day, with unlimited traffic on 1 device.');
  });

  it('has no sentence that ends twice, in any language', () => {
    for (const language of languages)
      for (const appliesTo of ['any', 'purchase', 'renewal'] as const)
        for (const percent of [15, null])
          for (const isForSomePlans of [true, false]) {
            const words = giftWords(voiceOf(language), discount({ appliesTo, percent, isForSomePlans }));
            expect(words)
              .to.match(/\.$/)
              .and.not.match(/\.\.|\{|undefined|null/);
          }
  });
});

import { expect } from 'chai';
import type { Membership } from '#services/people/check-channel.js';
import { nextRegistrationStep } from '#services/people/next-registration-step.js';
import { standardValues as defaults } from '#services/settings/values.js';

const newcomer = { hasChosenLanguage: false, hasAcceptedRules: false, hasAcceptedPrivacy: false };
const member: Membership = { kind: 'member', isNew: false };
const stranger: Membership = { kind: 'stranger', missing: [], troubles: [] };

describe('the next step of registration', () => {
  const everything = { ...defaults, rules_required: true, channel_required: true };

  it('is the language, then the rules, then the channel, then none', () => {
    expect(nextRegistrationStep(newcomer, everything, stranger)).to.equal('language');
    const chosen = { ...newcomer, hasChosenLanguage: true };
    expect(nextRegistrationStep(chosen, everything, stranger)).to.equal('rules');
    const accepted = { ...chosen, hasAcceptedRules: true };
    expect(nextRegistrationStep(accepted, everything, stranger)).to.equal('channel');
    expect(nextRegistrationStep(accepted, everything, member)).to.equal(undefined);
  });

  it('is the code of whoever invited them after the rules, where they are asked for it', () => {
    const accepted = { ...newcomer, hasChosenLanguage: true, hasAcceptedRules: true, isCodeWanted: true };
    expect(nextRegistrationStep({ ...accepted, hasAcceptedRules: false }, everything, stranger)).to.equal(
      'rules',
    );
    expect(nextRegistrationStep(accepted, everything, stranger)).to.equal('code');
  });

  it('is the privacy policy after the rules, where it is required and there is one in any language', () => {
    const accepted = { ...newcomer, hasChosenLanguage: true, hasAcceptedRules: true };
    const demanding = { ...defaults, rules_required: true, privacy_policy_required: true };
    const written = { ...demanding, privacy_policy_text: { en: 'We keep little.' } };
    expect(nextRegistrationStep({ ...accepted, hasAcceptedRules: false }, written, member)).to.equal('rules');
    expect(nextRegistrationStep(accepted, written, member)).to.equal('privacy');
    expect(nextRegistrationStep({ ...accepted, hasAcceptedPrivacy: true }, written, member)).to.equal(
      undefined,
    );
    expect(nextRegistrationStep(accepted, demanding, member)).to.equal(undefined);
    expect(nextRegistrationStep(accepted, { ...written, privacy_policy_required: false }, member)).to.equal(
      undefined,
    );
  });

  it('asks for no language where there is no choice', () => {
    expect(nextRegistrationStep(newcomer, { ...defaults, language_selection: false }, member)).to.equal(
      undefined,
    );
    expect(nextRegistrationStep(newcomer, { ...defaults, offered_languages: ['en'] }, member)).to.equal(
      undefined,
    );
  });

  it('lets people pass when Telegram would not tell, or nobody asked', () => {
    const values = { ...defaults, language_selection: false };
    for (const membership of [{ kind: 'unknown', troubles: [] }, { kind: 'not-asked' }] as const)
      expect(nextRegistrationStep(newcomer, values, membership)).to.equal(undefined);
  });
});

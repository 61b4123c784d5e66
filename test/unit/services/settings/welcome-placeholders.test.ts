import { expect } from 'chai';
import { checkSetting, valuesOf } from '#services/settings/values.js';

const faultOf = (text: string): string | undefined => {
  try {
    checkSetting('welcome_text', { fa: 'سلام {name}', en: text });
    return undefined;
  } catch (error) {
    return (error as { fault: string }).fault;
  }
};

describe('placeholders of a welcome', () => {
  it('are those that the bot fills in', () => {
    expect(faultOf('Hello {name}, {first_name}, I am {bot}')).to.equal(undefined);
    expect(faultOf('{trial_days} days, {trial_traffic}, {trial_devices}; {} { } {a b} {{name}}')).to.equal(
      undefined,
    );
  });

  it('are refused by their name where there is no such, and inside of tags', () => {
    expect(faultOf('Hello {naem}')).to.match(/^en: there is no \{naem\}; there are \{bot\}, \{first_name\}/);
    expect(faultOf('<a href="https://t.me/{bot}">we</a>')).to.match(/^en: placeholders cannot stand/);
  });

  it('that were stored before they were checked still count, as they stand', () => {
    const stored = { welcome_text: { en: 'Hello {naem}' } };
    expect(valuesOf('1', stored).welcome_text).to.eql({ en: 'Hello {naem}' });
  });
});

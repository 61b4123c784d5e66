import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { listGateways } from '#gateways/registry.js';
import { languages } from '#platform/language.js';
import { gatewaysFile, gatewaysPage } from '../../scripts/make-gateways-page.js';

describe('the page about payment gateways', () => {
  it('is as the registry has it: run npm run gateways-page after a change', () => {
    expect(readFileSync(gatewaysFile, 'utf8')).to.equal(gatewaysPage());
  });

  it('says of each gateway, in each language, what a seller sets and where it is found', () => {
    for (const { name, guide } of listGateways())
      for (const language of languages) {
        expect(guide[language].length, `${name} in ${language}`).to.be.above(40);
        if (language === 'fa') expect(guide.fa, name).to.match(/\p{Script=Arabic}/u);
        if (language === 'ru') expect(guide.ru, name).to.match(/\p{Script=Cyrillic}/u);
      }
  });
});

import { expect } from 'chai';
import { checkBotId, checkName, checkToken } from '../../../scripts/read-arguments.js';

const refused = (check: (text: string) => void, texts: readonly string[], line: RegExp) => {
  for (const text of texts) expect(() => check(text), JSON.stringify(text)).to.throw(line);
};

describe("the arguments of operators' scripts", () => {
  it('take tokens as BotFather gives them, and name the argument that holds another thing', () => {
    checkToken('123456789:AAHxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx');
    checkToken('7123456789:AA-_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx');
    const wrong = ['', 'token', '123456789', 'bot123456789:AAHxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', '1:2'];
    refused(
      checkToken,
      [...wrong, ' 123456789:AAHxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
      /^--token is not a token/,
    );
  });

  it('never repeat a token in the fault', () => {
    const almost = '123456789:AAHsecretsecretsecretsecretsecret!';
    expect(() => checkToken(almost))
      .to.throw()
      .with.property('message')
      .that.does.not.include('secret');
  });

  it('take names of 1 to 100 characters', () => {
    for (const name of ['a', 'فروشگاه', 'x'.repeat(100)]) checkName(name);
    refused(
      checkName,
      ['', '   ', '\u200b\u2060', 'x'.repeat(101)],
      /^--name must have 1 to 100 characters, and some that can be seen$/,
    );
  });

  it('take numbers of bots', () => {
    for (const id of ['1', '42', '999999999999999999']) checkBotId(id);
    refused(
      checkBotId,
      ['', '0', '-1', '1.5', 'one', '1 or 1=1', '9'.repeat(19)],
      /^--bot must be the number/,
    );
    expect(() => checkBotId(undefined)).to.throw(/^--bot must be the number/);
  });
});

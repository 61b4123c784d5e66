import { expect } from 'chai';
import { rawMembers } from '#gateways/raw-members.js';

describe('the members of a JSON object', () => {
  const told = (json: string) => rawMembers(json)?.map(({ name, text }) => [name, text]);

  it('come in the order in which they were sent, letter for letter, doubles too', () => {
    const json =
      ' { "b" : "x\\"y:,}" , "10":100.00,"2": 1e2 ,"a":true,"n":null,"o":{"p":[1, 2],"q":"}"},"b":"" } ';
    expect(told(json)).to.deep.equal([
      ['b', 'x"y:,}'],
      ['10', '100.00'],
      ['2', '1e2'],
      ['a', 'true'],
      ['n', 'null'],
      ['o', '{"p":[1, 2],"q":"}"}'],
      ['b', ''],
    ]);
    expect(told('{}')).to.deep.equal([]);
    expect(told('{"a":-1.50}')).to.deep.equal([['a', '-1.50']]);
    expect(told('{"\\u0061":"\\u0431"}')).to.deep.equal([['a', 'б']]);
  });

  it('are none of what is no object', () => {
    for (const json of ['', '[]', 'null', '"a"', '{', '{"a":}', '1'])
      expect(rawMembers(json), json).to.equal(undefined);
  });
});

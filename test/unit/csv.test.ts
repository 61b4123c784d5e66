import { expect } from 'chai';
import { csvLines } from '#api/csv.js';

describe('rows as CSV', () => {
  it('have a line of names, quotes where a value needs them, and nothing for null', () => {
    const rows = [
      { id: '1', name: 'a, "b"\r\nc', sum: -5 },
      { id: '2', name: null, sum: 1.5 },
    ];
    expect(csvLines(['id', 'name', 'sum'], rows)).to.equal(
      'id,name,sum\r\n1,"a, ""b""\r\nc",-5\r\n2,,1.5\r\n',
    );
  });

  it('run nothing in a program for tables', () => {
    const rows = ['=1+1', '+cmd', '-cmd', '@sum', '\t=1'].map((name) => ({ name }));
    expect(csvLines(['name'], rows).split('\r\n').slice(1, -1)).to.eql([
      "'=1+1",
      "'+cmd",
      "'-cmd",
      "'@sum",
      "'\t=1",
    ]);
  });
});

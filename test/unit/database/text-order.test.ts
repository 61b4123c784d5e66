import { expect } from 'chai';
import { sortedAsText } from '../../support/query-plans/text-order.js';

describe('numbers that are sorted as text', () => {
  it('are found where a bare name means the column of the answer', () => {
    for (const sql of [
      'select id::text from orders where bot_id = $1 order by id desc limit 5',
      'select name, id::text, at from orders order by at, id for no key update',
      'select (select count(*) from users) as n, id::text from orders order by id',
      'update orders set state = $1 where id = any(array(select id::text from orders order by id))',
    ])
      expect(sortedAsText(sql), sql).to.deep.equal(['id']);
  });

  it('are none where the table is named, or the column has another name', () => {
    for (const sql of [
      'select id::text from orders order by orders.id',
      'select id::text as number from orders order by id',
      'select id from orders order by id',
      `select jsonb_agg(jsonb_build_object('id', id::text) order by id) from orders`,
    ])
      expect(sortedAsText(sql), sql).to.deep.equal([]);
  });
});

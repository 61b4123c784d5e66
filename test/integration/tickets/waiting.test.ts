import { expect } from 'chai';
import { dayMs, minuteMs } from '#platform/units.js';
import { operator } from '#services/access/actor.js';
import { changeSettings } from '#services/settings/change-settings.js';
import { addPersonMessage } from '#services/tickets/add-person-message.js';
import { addStaffMessage } from '#services/tickets/add-staff-message.js';
import { enqueueDueTickets, lookAtDue, lookAtDueTickets } from '#services/tickets/look-at-due.js';
import { planTicketsAnew } from '#services/tickets/plan-anew.js';
import { openTicket } from '#services/tickets/open-ticket.js';
import { valuesOf } from '#services/settings/values.js';
import { namesOf, openShop, type Shop } from '../../support/bot/sales.js';
import { ownerQuery } from '../../support/database.js';
import { dieBefore } from '../../support/faulty-tx.js';

const staff = { telegramId: '777', name: 'Reza' };
const means = { actor: operator, vault: undefined as never };

describe('a ticket that waits', () => {
  let shop: Shop;
  let person: { id: string; telegramId: string; firstName: string };
  beforeEach(async () => {
    shop = await openShop();
    const { id, telegramId, firstName } = await shop.addBuyer();
    person = { id, telegramId, firstName };
  });

  const say = (html: string) => ({ kind: 'text', html }) as const;
  const values = valuesOf('1', { open_tickets_per_user: 20 });
  async function open(): Promise<string> {
    const opened = await shop.tenant.db((tx) =>
      openTicket(shop.tenant, tx, { person, title: 'No connection', message: say('Help'), values }),
    );
    if ('refused' in opened) throw new Error(opened.refused);
    return opened.ticket.id;
  }
  const answer = (ticketId: string) =>
    shop.tenant.db((tx) => addStaffMessage(shop.tenant, tx, { ticketId, staff, message: say('Try again') }));
  const add = (ticketId: string) =>
    shop.tenant.db((tx) =>
      addPersonMessage(shop.tenant, tx, { ticketId, person, message: say('And?'), values }),
    );
  interface Row {
    readonly status: string;
    readonly reminders: number;
    readonly due: number | null;
    readonly escalated: boolean;
  }
  /** When it is looked at next, in minutes from now. */
  async function look(ticketId: string): Promise<Row> {
    const [row] = await ownerQuery<Row>(
      `select status, reminders, round(extract(epoch from reminder_due_at - now()) / 60)::int as due,
         escalated_at is not null as escalated from tickets where bot_id = $1 and id = $2`,
      [shop.botId, ticketId],
    );
    return row as Row;
  }
  const pass = (ticketId: string, ms: number): Promise<unknown> =>
    ownerQuery(
      `update tickets set reminder_due_at = reminder_due_at - make_interval(secs => $3), waiting_since = waiting_since
         - make_interval(secs => $3), reminded_at = reminded_at - make_interval(secs => $3), last_message_at = last_message_at - make_interval(secs => $3) where bot_id = $1 and id = $2`,
      [shop.botId, ticketId, ms / 1_000],
    );
  const told = async (): Promise<string[]> =>
    namesOf(await shop.jobs()).filter((name) => name.startsWith('notice ticket'));

  it('is reminded of in time, again and again, and in the end its owners hear of it', async () => {
    await shop.configure({ ticket_escalate_after: 2 });
    const id = await open();
    expect(await look(id)).to.eql({ status: 'open', reminders: 0, due: 5, escalated: false });
    await lookAtDueTickets(shop.tenant);
    expect(await told()).to.eql([]);
    await pass(id, 6 * minuteMs);
    await lookAtDueTickets(shop.tenant);
    await lookAtDueTickets(shop.tenant);
    expect(await told()).to.eql(['notice ticket_waits']);
    expect(await look(id)).to.eql({ status: 'open', reminders: 1, due: 15, escalated: false });
    await add(id);
    expect(await look(id), 'more words change no pace').to.include({ reminders: 1, due: 15 });
    await pass(id, 16 * minuteMs);
    await lookAtDueTickets(shop.tenant);
    expect(await told()).to.eql(['notice ticket_waits', 'notice ticket_waits', 'notice ticket_escalated']);
    expect(await look(id)).to.include({ reminders: 2, escalated: true });
    await answer(id);
    expect(await look(id)).to.include({ status: 'answered', reminders: 0, due: 7 * 24 * 60 });
    await add(id);
    expect(await look(id), 'a new wait begins').to.include({ status: 'open', reminders: 0, due: 5 });
  });

  it('is closed a week after an answer that nobody answers, and its person is told', async () => {
    const id = await open();
    await answer(id);
    await pass(id, 7 * dayMs - minuteMs);
    await lookAtDueTickets(shop.tenant);
    expect(await look(id)).to.include({ status: 'answered' });
    await pass(id, 2 * minuteMs);
    await lookAtDueTickets(shop.tenant);
    expect(await look(id)).to.eql({ status: 'closed', reminders: 0, due: null, escalated: false });
    expect(await told()).to.eql(['notice ticket_closed']);
  });

  it('is reminded of once, whoever looks and wherever a worker dies', async () => {
    const id = await open();
    await pass(id, 6 * minuteMs);
    const at = new Date();
    for (let statement = 1; ; statement += 1) {
      const fate = await dieBefore(shop.tenant, statement, (tx) =>
        lookAtDue(shop.tenant, tx, { ticketId: id, at }),
      );
      if (!fate.died) break;
      expect(await told()).to.eql([]);
    }
    await Promise.all([1, 2, 3, 4].map(() => lookAtDueTickets(shop.tenant)));
    expect(await told()).to.eql(['notice ticket_waits']);
  });

  it('wakes its bot alone, and none where nothing is due', async () => {
    const id = await open();
    const woken = async (): Promise<number> => {
      await enqueueDueTickets();
      return (await shop.jobs()).filter(({ name }) => name === 'tickets.look-at-due').length;
    };
    expect(await woken()).to.equal(0);
    await pass(id, 6 * minuteMs);
    await ownerQuery('update bots set is_active = false where id = $1', [shop.botId]);
    expect(await woken(), 'switched off').to.equal(0);
    await ownerQuery('update bots set is_active = true where id = $1', [shop.botId]);
    expect(await woken()).to.equal(1);
  });

  it('waits for the reminder that the settings of now say', async () => {
    const id = await open();
    await shop.configure({ ticket_sla_minutes: 30 });
    await pass(id, 6 * minuteMs);
    await lookAtDueTickets(shop.tenant);
    expect(await told()).to.eql([]);
    expect(await look(id)).to.include({ reminders: 0, due: 24 });
    await pass(id, 19 * minuteMs);
    await shop.configure({ ticket_sla: false });
    await pass(id, 6 * minuteMs);
    await lookAtDueTickets(shop.tenant);
    expect(await told()).to.eql([]);
    expect(await look(id)).to.include({ due: null });
  });

  it('waits by the settings of now, whatever it waited by before', async () => {
    const first = await open();
    await pass(first, 6 * minuteMs);
    await lookAtDueTickets(shop.tenant);
    const second = await open();
    const answered = await open();
    await answer(answered);
    const dues = async () => Promise.all([first, second, answered].map(async (id) => (await look(id)).due));
    const planned = async (values: Record<string, unknown>): Promise<(number | null)[]> => {
      await shop.configure(values);
      await planTicketsAnew(shop.tenant);
      const once = await dues();
      await Promise.all([planTicketsAnew(shop.tenant), planTicketsAnew(shop.tenant)]);
      expect(await dues(), 'again').to.eql(once);
      return once;
    };
    const week = 7 * 24 * 60;
    expect(await dues()).to.eql([15, 5, week]);
    expect(await planned({ ticket_sla: false }), 'off').to.eql([null, null, week]);
    expect(await planned({ ticket_sla: true }), 'on again').to.eql([15, 5, week]);
    expect(await planned({ ticket_sla_minutes: 2, ticket_sla_repeat_minutes: 40 })).to.eql([40, 2, week]);
    expect(await planned({ ticket_close_days: 0 }), 'never closed').to.eql([40, 2, null]);
    expect(await planned({ ticket_close_days: 1 }), 'closed after all').to.eql([40, 2, 24 * 60]);
  });

  it('is not reminded of again by the pace of before', async () => {
    const id = await open();
    await pass(id, 6 * minuteMs);
    await lookAtDueTickets(shop.tenant);
    // Nothing has been planned anew yet.
    await shop.configure({ ticket_sla_repeat_minutes: 60 });
    await pass(id, 16 * minuteMs);
    await lookAtDueTickets(shop.tenant);
    expect(await told()).to.eql(['notice ticket_waits']);
    expect(await look(id)).to.include({ reminders: 1, due: 44 });
  });

  it('is told to its owners also when they want to hear of it sooner than it is by now', async () => {
    await shop.configure({ ticket_escalate_after: 0 });
    const id = await open();
    for (const wait of [6, 16]) {
      await pass(id, wait * minuteMs);
      await lookAtDueTickets(shop.tenant);
    }
    await shop.configure({ ticket_escalate_after: 2 });
    for (const wait of [16, 16]) {
      await pass(id, wait * minuteMs);
      await lookAtDueTickets(shop.tenant);
    }
    expect((await told()).filter((name) => name.endsWith('escalated'))).to.have.length(1);
    expect(await look(id)).to.include({ reminders: 4, escalated: true });
  });

  it('is planned anew after each change of what it waits by, and after no other', async () => {
    const plans = async () => (await shop.jobs()).filter(({ name }) => name === 'tickets.plan').length;
    await changeSettings(shop.tenant, [{ key: 'ticket_rating', put: false }], means);
    expect(await plans()).to.equal(0);
    await changeSettings(shop.tenant, [{ key: 'ticket_sla', put: false }], means);
    expect(await plans(), 'now, and for what was just being written').to.equal(2);
  });
});

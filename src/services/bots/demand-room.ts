import { botBounds } from '#platform/bounds.js';
import { PermanentError } from '#platform/errors.js';
import type { Tenant, Tx } from '#tenancy/scope.js';
import { lockBot } from './lock-bot.js';

const things = {
  bot_admin: {
    fault: 'bot_admin.too_many',
    most: botBounds.admins,
    count: 'select count(*)::int as count from bot_admins where bot_id = $1',
  },
  campaign: {
    fault: 'campaign.too_many',
    most: botBounds.campaigns,
    count: 'select count(*)::int as count from campaigns where bot_id = $1 and deleted_at is null',
  },
  canned_answer: {
    fault: 'canned_answer.too_many',
    most: botBounds.cannedAnswers,
    count: 'select count(*)::int as count from canned_answers where bot_id = $1',
  },
  card: {
    fault: 'card.too_many',
    most: botBounds.cards,
    count: 'select count(*)::int as count from tenant_payment_cards where bot_id = $1 and deleted_at is null',
  },
  faq_entry: {
    fault: 'faq.too_many',
    most: botBounds.faqEntries,
    count: 'select count(*)::int as count from faq_entries where bot_id = $1',
  },
  menu_note: {
    fault: 'menu_note.too_many',
    most: botBounds.menuNotes,
    count: 'select count(*)::int as count from menu_notes where bot_id = $1',
  },
  personal_offer_template: {
    fault: 'personal_offer.too_many',
    most: botBounds.personalOfferTemplates,
    count:
      'select count(*)::int as count from personal_offer_templates where bot_id = $1 and archived_at is null',
  },
} as const;

/**
 * Makes sure that a bot may have one more, and keeps others from adding any until the transaction ends. Throws
 * PermanentError('bot_admin.too_many' | 'campaign.too_many' | 'canned_answer.too_many' | 'card.too_many' | 'faq.too_many' | 'menu_note.too_many' |
 * 'personal_offer.too_many' | 'bot.unknown').
 */
export async function demandRoom(tenant: Tenant, tx: Tx, thing: keyof typeof things): Promise<void> {
  const { fault, most, count } = things[thing];
  await lockBot(tenant, tx);
  const [row] = await tx.sql<{ count: number }>(count, [tenant.botId]);
  if ((row?.count ?? 0) >= most) throw new PermanentError(fault);
}

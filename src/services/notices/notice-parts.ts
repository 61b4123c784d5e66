import { z } from 'zod';
import { rowNumber } from '#jobs/catalog/ids.js';
import type { SwitchKey } from './notice-contract.js';

/** What several kinds of notices are about, as their jobs carry it. */
export const aboutSubscription = z.object({ subscription_id: rowNumber });
export const aboutPayment = z.object({ payment_id: rowNumber });
export const aboutOwnPayment = aboutPayment.extend({ user_id: rowNumber });

/** What Telegram said, as admins read it. */
export const saidByTelegram = z.string().max(1_000);

export const toPerson = { to: ['person'], when: 'at_once' } as const;
export const toAdmins = { to: ['admins'], when: 'at_once', topic: 'admin_topic_id' } as const;

const newsSwitches: readonly SwitchKey[] = ['admin_notices'];
/** News, which the bot's admins may have in a group of their own, or not at all. */
export const news = { ...toAdmins, topic: 'notification_topic_id', switches: newsSwitches } as const;

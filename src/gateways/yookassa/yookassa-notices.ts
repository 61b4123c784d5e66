import { z } from 'zod';
import { parseJson } from '../call-gateway.js';
import type { CallbackContract } from '../callback.js';
import { namesOfYookassa } from './yookassa-payments.js';
import type { YookassaCredentials } from './yookassa-settings.js';

const noticeSchema = z.object({
  type: z.literal('notification'),
  event: z.string(),
  object: z.looseObject({ id: z.string().min(1).max(200) }),
});
const aboutPayment = /^payment\.\w+$/;
const aboutRefund = /^refund\.\w+$/;
const readNotice = (body: Buffer) => noticeSchema.safeParse(parseJson(body.toString())).data;
const ofPayment = z.object({
  id: z.string(),
  metadata: z.object({ reference: z.string() }).optional().catch(undefined),
});
const ofRefund = z.object({ payment_id: z.string().min(1).max(200) });

/**
 * Notifications of a shop: of payments, of refunds, and of what is not the fleet's. Nothing is signed, so each is asked about, that of a
 * settled payment too, since nothing else tells of money that went back.
 */
export const yookassaNotices = {
  headers: [],
  reply: { status: 200, type: 'text/plain', body: 'ok' },
  read({ method, body }) {
    const notice = method === 'POST' ? readNotice(body) : undefined;
    if (!notice) return undefined;
    const { event, object } = notice;
    if (aboutPayment.test(event)) return namesOfYookassa(ofPayment.parse(object));
    const refund = aboutRefund.test(event) ? ofRefund.safeParse(object).data : undefined;
    return { externalId: refund?.payment_id ?? object.id };
  },
  judge({ body }) {
    const { event = '' } = readNotice(body) ?? {};
    return aboutPayment.test(event) || aboutRefund.test(event) ? 'ask' : 'nothing';
  },
} as const satisfies CallbackContract<YookassaCredentials>;

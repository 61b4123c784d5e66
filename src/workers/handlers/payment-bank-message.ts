import { z } from 'zod';
import { RetryableError } from '#platform/errors.js';
import type { Vault } from '#platform/secrets.js';
import { takeBankMessage } from '#services/card-payments/take-bank-message.js';
import type { WorkerDeps } from '../worker-deps.js';
import type { Handler } from './handler.js';

/** What the ingress sealed. */
const forwarded = z.object({ from: z.string(), text: z.string(), sent_at: z.number() });

/** A bank's message that a phone of the tenant forwarded; of a bot that is gone, nothing is taken in any more. */
export const bankMessageHandler = ({
  snapshots,
  vault,
}: Pick<WorkerDeps, 'snapshots' | 'vault'>): Handler<'payment.bank-message'> => ({
  run: async (tenant, { sealed, arrived_at: arrivedAt }) => {
    const values = (await snapshots.read(tenant))?.settings.values;
    if (!values) return;
    const { from: sender, text, sent_at: sentAt } = forwarded.parse(openSealed(vault, tenant.botId, sealed));
    await takeBankMessage(tenant, { sender, text, sentAt, arrivedAt }, values);
  },
});

function openSealed(vault: Vault, botId: string, sealed: string): unknown {
  try {
    return JSON.parse(vault.decrypt(sealed, `bank message ${botId}`));
  } catch (error) {
    throw new RetryableError('bank_message.sealed_otherwise', { retryAfterMs: 10_000, cause: error });
  }
}

import { chargePayer } from '#services/payments/agreements/charge-payer.js';
import { enqueueAgreementBots, enqueueAgreements } from '#services/payments/agreements/enqueue-agreements.js';
import { runAgreement } from '#services/payments/agreements/run-agreement.js';
import { stopRepeating } from '#services/payments/agreements/stop-repeating.js';
import { gatewayMeansOf } from '../gateway-means.js';
import type { WorkerDeps } from '../worker-deps.js';
import { askingOf } from './asking.js';
import type { Handler } from './handler.js';

/** Finds bots with agreements that are due. */
export const agreementsOfFleetHandler = (): Handler<'fleet.repeat-payments'> => ({
  run: enqueueAgreementBots,
});

/** Enqueues a job for each agreement of a bot that is due. */
export const agreementsDueHandler = (): Handler<'payments.repeat-due'> => ({ run: enqueueAgreements });

/** Charges the payer of an agreement for the next period, or asks how it stands. */
export const agreementHandler = (deps: WorkerDeps): Handler<'payment.repeat'> => ({
  run: (tenant, { payment_id: paymentId }) =>
    runAgreement(tenant, { paymentId, means: gatewayMeansOf(deps) }),
});

/** Charges a payer who is not there. */
export const chargeHandler = (deps: WorkerDeps): Handler<'payment.charge'> => ({
  run: async (tenant, { payment_id: paymentId }) => {
    const asking = await askingOf(deps, tenant);
    if (asking) await chargePayer(tenant, { paymentId, ...asking });
  },
});

/** Tells a gateway that a payer is charged no more. */
export const stopRepeatingHandler = (deps: WorkerDeps): Handler<'payment.stop-repeating'> => ({
  run: (tenant, { payment_id: paymentId }) =>
    stopRepeating(tenant, { paymentId, means: gatewayMeansOf(deps) }),
});

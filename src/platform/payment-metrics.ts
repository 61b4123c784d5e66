import type { Registry } from 'prom-client';
import { metricMakers } from './metric-makers.js';

/** What a process counts of payments and their gateways. */
export interface PaymentMetrics {
  /** A payment gateway was asked; `result` is `ok` or the code of its fault. */
  gatewayAnswered(measure: { readonly gateway: string; readonly result: string }): void;
  /** A callback was worked on; `outcome` is `asked`, `forged`, `settled` or `unknown`. */
  paymentCallbackCame(measure: { readonly gateway: string; readonly outcome: string }): void;
  /** A forwarded message of a bank was worked on; `outcome` is what became of it. */
  bankMessageCame(outcome: string): void;
  /** A gateway failed so that a bot's people are no longer offered it. */
  gatewayHidden(gateway: string): void;
  /** The gateways that there are, so that an alert sees the first trouble of each. */
  gatewaysAre(gateways: readonly string[]): void;
  /** A payment was credited, so long after it was begun. */
  paymentSettled(measure: { readonly gateway: string; readonly seconds: number }): void;
}

/** The part of `Metrics` about payments. */
export function openPaymentMetrics(registry: Registry): PaymentMetrics {
  const { counter, histogram } = metricMakers(registry);
  const gatewayAnswers = counter(
    'gateway_answers_total',
    'Questions to payment gateways, by gateway and result',
    ['gateway', 'result'],
  );
  const callbacks = counter(
    'payment_callbacks_total',
    'Callbacks of payment gateways, by gateway and outcome',
    ['gateway', 'outcome'],
  );
  const bankMessages = counter('bank_messages_total', 'Forwarded messages of banks, by what became of them', [
    'outcome',
  ]);
  const hidings = counter(
    'gateway_hidings_total',
    'Times a payment gateway was hidden from the people of a bot, by gateway',
    ['gateway'],
  );
  const settled = histogram(
    'payment_settle_seconds',
    'From the beginning of a payment to its credit, by gateway',
    ['gateway'],
    [1, 5, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 21_600, 86_400],
  );
  return {
    bankMessageCame: (outcome) => bankMessages.inc({ outcome }),
    gatewayAnswered: (measure) => gatewayAnswers.inc(measure),
    gatewayHidden: (gateway) => hidings.inc({ gateway }),
    gatewaysAre: (gateways) => {
      for (const gateway of gateways) {
        hidings.inc({ gateway }, 0);
        callbacks.inc({ gateway, outcome: 'forged' }, 0);
      }
    },
    paymentCallbackCame: (measure) => callbacks.inc(measure),
    paymentSettled: ({ gateway, seconds: took }) => settled.observe({ gateway }, took),
  };
}

import type { ErrorKind } from './error-kind.js';

/** What goes wrong on the way of money, and at the payment gateways. Alphabetical. */
export const paymentCodes = {
  'gateway.aborted': { means: 'A call of a payment gateway was given up by its caller.', isOfGateway: true },
  'gateway.account_empty': {
    status: 422,
    means:
      'The payment gateway takes its fee from a prepaid wallet of the seller, and that is empty; fill it in the cabinet of the gateway.',
    isOfGateway: true,
  },
  'gateway.account_off': {
    status: 422,
    means: 'The payment gateway has switched the account off, or restricts it; its support knows more.',
    isOfGateway: true,
  },
  'gateway.amount': {
    status: 422,
    means: "The amount is outside of the payment gateway's own limits.",
    isOfGateway: true,
  },
  'gateway.flood': { means: 'A payment gateway asks for a pause (429).', isOfGateway: true },
  'gateway.garbage': {
    means: 'What a payment gateway answered makes no sense; the log has its beginning.',
    isOfGateway: true,
  },
  'gateway.misconfigured': {
    status: 422,
    means: 'The payment gateway refuses how the bot is set up there: domain, address, or terminal.',
    isOfGateway: true,
  },
  'gateway.refused': {
    status: 422,
    means: 'The payment gateway understood a request and refused it for good.',
    isOfGateway: true,
  },
  'gateway.timeout': {
    means:
      'A payment gateway did not answer in time; it is asked again. When it lasts, look at its status page and the way there.',
    isOfGateway: true,
  },
  'gateway.unauthorized': {
    status: 422,
    means: "The payment gateway refuses the bot's credentials; they must be entered again.",
    isOfGateway: true,
  },
  'gateway.unavailable': { means: 'A payment gateway is in trouble (5xx).', isOfGateway: true },
  'gateway.unreachable': {
    means:
      'A payment gateway does not answer, breaks off, or answers too much or elsewhere; it is asked again. When it lasts, check its `…_API_ROOT`, or the address that the tenant gave.',
    isOfGateway: true,
  },
  'payment.amount_needed': {
    status: 409,
    means: 'The money came without a rate, so that whoever settles the payment must say what it is worth.',
  },
  'payment.being_made': {
    means:
      'A callback came before the gateway had answered the request that made the payment; it waits for that.',
    isQuiet: true,
  },
  'payment.callback_flood': { status: 429, means: 'More callbacks came for one bot than any gateway sends.' },
  'payment.callback_malformed': {
    status: 400,
    means: 'What came to the address of a gateway is no callback of it.',
  },
  'payment.decided': {
    status: 409,
    means: 'Somebody has decided about this payment already; it is as they left it.',
  },
  'payment.email_needed': {
    status: 409,
    means: 'This way to pay needs the e-mail of the payer, for a receipt.',
  },
  'payment.method_off': {
    status: 409,
    means: 'This way to pay is switched off, not set up, or not possible for this amount.',
  },
  'payment.no_gateway': {
    status: 409,
    means: 'The payment went through no gateway, so this cannot be done to it.',
  },
  'payment.not_card': {
    status: 409,
    means: 'The payment went through a gateway, so nobody approves or rejects it.',
  },
  'payment.not_made': { means: 'The job that makes a payment at its gateway failed for good.' },
  'payment.not_open': { status: 409, means: 'The payment is not in a state in which this can be done.' },
  'payment.not_refundable': {
    status: 409,
    means: 'The money of this payment cannot be given back by the gateway; `detail` says why.',
  },
  'payment.not_under_review': {
    status: 409,
    means: 'No receipt of this payment waits for a decision.',
  },
  'payment.not_undoable': {
    status: 409,
    means:
      'There is no decision about this payment to undo: none was made within an hour, it was undone already, or another receipt came since.',
  },
  'payment.too_many_begun': {
    status: 429,
    means: 'The person has begun too many payments in the last hour.',
  },
  'payment.too_many_open': { status: 409, means: 'The person has too many open payments.' },
  'payment.too_soon': {
    status: 429,
    means: 'The person has begun a card-to-card payment within the last minute.',
  },
  'payment.unknown': { status: 404, means: 'The bot has no payment of this number.' },
} as const satisfies Readonly<Record<string, ErrorKind>>;

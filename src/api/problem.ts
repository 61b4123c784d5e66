import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';

interface ProblemKind {
  readonly status: number;
  /** What it means, for people who read the documentation. */
  readonly means: string;
}

/** Every refusal of the admin API, alphabetical by its stable code; workers and ingress take the status from here. */
export const problems = {
  'api_token.expiry_past': { status: 422, means: 'The time of expiry is over already.' },
  'api_token.too_many': {
    status: 409,
    means: `The bot has as many API tokens as it may: ${botBounds.liveTokens}. Revoke one first.`,
  },
  'billing_model.not_built': {
    status: 409,
    means: 'Consumed traffic is not counted yet: choose `none` or `subscription_sale`.',
  },
  'bot.exists': { status: 409, means: 'The fleet has this Telegram bot already.' },
  'bot.is_master': { status: 409, means: 'The master bot can be neither switched off nor deleted.' },
  'bot.name_mismatch': { status: 409, means: '`confirm` is not the name of the bot.' },
  'bot.other_bot': {
    status: 409,
    means: 'The Telegram token belongs to another bot; give `force` to change over.',
  },
  'bot.unknown': { status: 404, means: 'No bot that this token may reach has this id.' },
  'bot_admin.exists': { status: 409, means: 'The person runs this bot already.' },
  'bot_admin.too_many': {
    status: 409,
    means: `The bot has as many admins as it may: ${botBounds.admins}. Remove one first.`,
  },
  'card.exists': { status: 409, means: 'The bot has a card with this number already.' },
  'card.in_use': {
    status: 409,
    means: 'Payments were made on the card, and they keep naming it: deactivate it instead.',
  },
  'card.too_many': {
    status: 409,
    means: `The bot has as many cards as it may: ${botBounds.cards}. Delete one on which nobody paid first.`,
  },
  'cursor.invalid': {
    status: 422,
    means: 'The cursor is not one of this list, or goes with another `sort`.',
  },
  'feature.planned': {
    status: 404,
    means: 'The feature is planned: this version does nothing with it, so it can be neither set nor read.',
  },
  'feature.refused': {
    status: 422,
    means: 'The feature cannot be configured like this; `errors` says why.',
  },
  'feature.unknown': { status: 404, means: 'There is no feature of this key.' },
  'field.master_only': { status: 403, means: 'Only the master token may set one of the fields.' },
  'idempotency.mismatch': {
    status: 422,
    means: 'The `Idempotency-Key` was used for another request of this token.',
  },
  'idempotency.unreadable': {
    status: 409,
    means:
      'The first request with this `Idempotency-Key` had its effect, but its answer is no longer readable.',
  },
  'job.unknown': { status: 404, means: 'No job of this token has this id, or its result is no longer kept.' },
  'plan.in_use': {
    status: 409,
    means: 'Subscriptions were bought by the plan, and they keep naming it: deactivate it instead.',
  },
  'plan.order_incomplete': {
    status: 409,
    means: 'The order must name every plan of the bot once: read it again, then order anew.',
  },
  'plan.squads_not_sellable': {
    status: 422,
    means:
      'The plan names servers that the bot may not sell; the setting `sellable_squads` has those it may.',
  },
  'plan.too_many': {
    status: 409,
    means: `The bot has as many plans as it may: ${botBounds.plans}. Delete one first.`,
  },
  'plan.unknown': { status: 422, means: 'The bot has no plan of this id.' },
  'precondition.failed': { status: 412, means: 'The resource has changed: read it again, then change it.' },
  'precondition.unsupported': { status: 400, means: 'This endpoint takes no `If-Match`.' },
  'rate.limited': {
    status: 429,
    means:
      'The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds.',
  },
  'request.header': { status: 400, means: 'A header has a value that cannot be.' },
  'request.headers_too_large': {
    status: 431,
    means: 'The address and the headers are larger than is taken.',
  },
  'request.invalid': { status: 422, means: 'Fields are missing, unknown or wrong; `errors` names each.' },
  'request.malformed': {
    status: 400,
    means: 'The body is not JSON, is nested too deeply, or did not arrive.',
  },
  'request.refused': { status: 422, means: 'It cannot be done; `detail` says why.' },
  'request.too_large': {
    status: 413,
    means: 'The body is larger than is taken here; `detail` says how large.',
  },
  'request.too_slow': { status: 408, means: 'The request did not arrive in time.' },
  'request.type': { status: 415, means: 'The body must be `application/json`, in UTF-8.' },
  'request.url_too_long': { status: 414, means: 'The address with its query is longer than is taken.' },
  'resource.unknown': { status: 404, means: 'Nothing of this bot has this id.' },
  'route.method': {
    status: 405,
    means: 'The address does not know this method; `Allow` lists those it knows.',
  },
  'route.unknown': { status: 404, means: 'Nothing is at this address.' },
  'server.bug': { status: 500, means: 'A fault of ours; it is in the log under the `X-Request-Id`.' },
  'server.busy': { status: 503, means: 'Something that is needed does not answer; ask again later.' },
  'setting.conflict': { status: 409, means: 'The value does not fit another setting; `detail` says which.' },
  'setting.master_only': { status: 403, means: 'Only the master token may set this setting.' },
  'setting.no_room': {
    status: 409,
    means: `All settings of the bot together would be larger than they may: ${botBounds.settingBytes} bytes. Shorten or reset some.`,
  },
  'setting.planned': {
    status: 404,
    means: 'The setting is planned: this version does nothing with it, so it can be neither set nor read.',
  },
  'setting.refused': {
    status: 422,
    means: 'The value has the wrong type or is out of range; `errors` says why.',
  },
  'setting.unknown': { status: 404, means: 'There is no setting of this key.' },
  'stats.period': { status: 422, means: 'The period ends before it begins, or is longer than 366 days.' },
  'subscription.no_account': {
    status: 409,
    means: 'The panel has made no account for the subscription yet, so there is no link to replace.',
  },
  'subscription.pending': { status: 409, means: 'The subscription is not paid yet.' },
  'subscription.removed': {
    status: 409,
    means: 'The account on the panel was given up for good: the person needs a new subscription.',
  },
  'subscription.sale_open': {
    status: 409,
    means: 'The panel has not taken over yet what was sold of it last; ask again in a moment.',
  },
  'subscription.too_long': { status: 409, means: 'It would last longer than a hundred years.' },
  'subscription.unpriced': {
    status: 409,
    means:
      'So much traffic has no price: more than can be counted, or unlimited where the bot pays the fleet by the gigabyte. The master token may give it.',
  },
  'subscription.wallet_too_low': {
    status: 409,
    means: "The bot's wallet with the fleet does not pay for the traffic that this would give.",
  },
  'telegram.refused': { status: 422, means: 'Telegram refused it; `detail` has its words.' },
  'token.conflict': { status: 400, means: '`X-API-Token` and `Authorization` carry different tokens.' },
  'token.invalid': { status: 401, means: 'The API token is missing, unknown, revoked or expired.' },
  'token.master_only': { status: 403, means: 'Only the master token may do this.' },
  'token.read_only': { status: 403, means: 'The token may only read.' },
  'user.balance_too_large': {
    status: 409,
    means: 'The wallet would hold more than can be counted exactly.',
  },
  'user.balance_too_low': { status: 409, means: 'The wallet has less than that.' },
  'user.blocked': { status: 409, means: 'The person is blocked: unblock them first.' },
  'user.deleted': { status: 409, means: 'The data of the person are erased.' },
  'user.has_balance': {
    status: 409,
    means: 'The wallet is not empty: pay it out, or say `forfeit_balance=true`.',
  },
  'wallet.insufficient': { status: 409, means: 'The wallet has less than that.' },
  'wallet.too_large': { status: 409, means: 'The wallet would hold more than can be counted exactly.' },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problems;

/** Is it a code of the contract? */
export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

/** Problems that any request can meet, and that are not repeated at each endpoint. */
export const commonProblems: readonly ProblemCode[] = [
  'rate.limited',
  'request.headers_too_large',
  'request.invalid',
  'request.too_slow',
  'request.url_too_long',
  'server.bug',
  'server.busy',
  'token.invalid',
];

/** A refusal (RFC 9457), `application/problem+json`. */
export const problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().meta({ description: 'The status in words' }),
    status: z.int(),
    code: z.string().meta({ description: 'Stable name of the refusal', examples: ['request.invalid'] }),
    detail: z.string().optional().meta({ description: 'What is wrong, for people' }),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Each field that is wrong: `body.name`, `query.limit`' }),
  })
  .meta({ id: 'Problem', description: 'A refusal (RFC 9457)' });

import type { ErrorKind } from './error-kind.js';

/** What the doors refuse: requests of the admin API, webhooks, pages of operators. Alphabetical. */
export const requestCodes = {
  'api.sealed_otherwise': {
    means:
      'The body of a request was sealed under another `APP_SECRET`; a worker that has it does the request.',
  },
  'api.unknown_endpoint': {
    means: 'An ingress of a newer version asks for what this worker does not know; a newer worker does it.',
  },
  'bank_message.flood': {
    status: 429,
    means: 'More messages of banks came for one bot than its banks send.',
  },
  'bank_message.malformed': {
    status: 400,
    means: 'A forwarded message of a bank is not the JSON that docs/bank-messages.md asks for.',
  },
  'bank_message.sealed_otherwise': {
    means: 'A message of a bank was sealed under another `APP_SECRET`; a worker that has it takes it in.',
  },
  'bank_message.stale': {
    status: 401,
    means:
      'The timestamp of a signed message of a bank is more than five minutes away from now; look at the clock of the phone.',
  },
  'bank_message.unsigned': {
    status: 401,
    means: 'A forwarded message of a bank is not signed with `card_message_secret`, or not rightly.',
  },
  'cursor.invalid': {
    status: 422,
    means: 'The cursor is not one of this list, or goes with another `sort`.',
  },
  'directory.not_loaded': { status: 503, means: 'The list of bots is not loaded yet; it comes with Redis.' },
  'event.malformed': { status: 400, means: 'The webhook of the panel does not tell of an event.' },
  'event.stale': {
    status: 400,
    means: 'The timestamp of a webhook of the panel is more than ten minutes away from now.',
  },
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
  'login.too_many': { status: 429, means: 'Too many wrong tokens of operators came from one address.' },
  'menu.picture_refused': {
    status: 422,
    means:
      'Telegram knows no such photo of this bot: a file id is of one bot only. Send the photo to the bot with `/logo`.',
  },
  'origin.foreign': { status: 403, means: 'A change came from a page of another address.' },
  'precondition.failed': { status: 412, means: 'The resource has changed: read it again, then change it.' },
  'precondition.unsupported': { status: 400, means: 'This endpoint takes no `If-Match`.' },
  'rate.limited': {
    status: 429,
    means:
      'The token or its bot asks for too much, or too much of it waits: `detail` says which; wait for `Retry-After` seconds.',
  },
  'request.aborted': { status: 400, means: 'The body did not arrive.' },
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
  'request.pipelined': { means: 'A connection sent too many requests at once and was cut off.' },
  'request.refused': { status: 422, means: 'It cannot be done; `detail` says why.' },
  'request.too_large': {
    status: 413,
    means: 'The body is larger than is taken here; `detail` says how large.',
  },
  'request.too_old': {
    means: 'A request lay longer than the note that its effect was had; it is not done any more.',
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
  'stats.period': { status: 422, means: 'The period ends before it begins, or is longer than 366 days.' },
  'token.conflict': { status: 400, means: '`X-API-Token` and `Authorization` carry different tokens.' },
  'token.invalid': { status: 401, means: 'The API token is missing, unknown, revoked or expired.' },
  'token.master_only': { status: 403, means: 'Only the master token may do this.' },
  'token.missing': { status: 401, means: 'The request shows no token of an operator.' },
  'token.read_only': { status: 403, means: 'The token may only read.' },
  'token.wrong': { status: 401, means: 'This is no token of an operator.' },
  'update.malformed': {
    status: 400,
    means: 'The webhook of Telegram carries no update with a whole `update_id`.',
  },
  'webhook.secret': { status: 401, means: 'The secret or signature of a webhook is missing or wrong.' },
} as const satisfies Readonly<Record<string, ErrorKind>>;

import { badRequest } from '../api-error.js';
import type { CallContext, Method } from '../core.js';
import { completePayment } from '../payments.js';
import type { CallbackAnswer, OpenQuery } from '../types.js';

const tooOld = 'query is too old and response timeout expired or query ID is invalid';
const maxAnswerLength = 200;

/** The methods that answer what a person waits for. */
export const answeringMethods: Record<string, Method> = {
  answerCallbackQuery(context): boolean {
    const { params, core } = context;
    const text = params.text as string | undefined;
    if ((text ?? '').length > maxAnswerLength) throw badRequest('MESSAGE_TOO_LONG');
    const url = params.url as string | undefined;
    if (url !== undefined && !/^(https:\/\/t\.me\/\w+\?\w+=|tg:\/\/)/.test(url))
      throw badRequest('URL_INVALID');
    const query = takeQuery(context, { id: params.callback_query_id as string, kind: 'callback' });
    const answer: CallbackAnswer = { showAlert: params.show_alert === true };
    if (text) answer.text = text;
    if (url) answer.url = url;
    query.settle?.(answer);
    const whose = { chat: query.chatKey, person: query.personId, query: query.id };
    core.world.events.emit('change', { kind: 'answer', ...whose, answer });
    return true;
  },
  answerPreCheckoutQuery(context): boolean {
    const { params, core } = context;
    if (params.ok === false && !params.error_message) throw badRequest('ERROR_TEXT_EMPTY');
    const query = takeQuery(context, { id: params.pre_checkout_query_id as string, kind: 'pre_checkout' });
    completePayment(core, query, params.ok ? undefined : (params.error_message as string));
    return true;
  },
};

function takeQuery({ core, bot }: CallContext, wanted: { id: string; kind: OpenQuery['kind'] }): OpenQuery {
  const { queries } = core.world;
  const query = queries.get(wanted.id);
  const isOpen =
    query && query.botId === bot.id && query.kind === wanted.kind && query.expiresAt >= Date.now();
  if (!isOpen) throw badRequest(tooOld);
  queries.delete(wanted.id);
  return query;
}

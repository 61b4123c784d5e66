import { badRequest } from './api-error.js';
import type { Chat, Json } from './types.js';

const actions = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
];
const maxButtons = 100;
const maxRowButtons = 8;

/** Refuses a keyboard that Telegram would refuse, in Telegram's words; rows without buttons are dropped. */
export function checkMarkup(markup: Json | undefined, chat: Chat): Json | undefined {
  if (!markup) return undefined;
  if (Array.isArray(markup.inline_keyboard))
    return checkInlineKeyboard(markup.inline_keyboard as Json[][], chat);
  if (Array.isArray(markup.keyboard)) checkReplyKeyboard(markup.keyboard as unknown[][]);
  return markup;
}

function checkInlineKeyboard(rows: Json[][], chat: Chat): Json | undefined {
  const kept = rows.filter((row) => row.length > 0);
  checkSize(kept);
  for (const button of kept.flat()) checkButton(button, chat);
  return kept.length > 0 ? { inline_keyboard: kept } : undefined;
}

function checkSize(rows: unknown[][]): void {
  if (rows.flat().length > maxButtons) throw badRequest('reply markup is too long');
  if (rows.some((row) => row.length > maxRowButtons)) {
    throw badRequest(`a row of the keyboard has more than ${maxRowButtons} buttons`);
  }
}

function checkReplyKeyboard(rows: unknown[][]): void {
  checkSize(rows);
  for (const button of rows.flat()) {
    if (!(button as Json).text) throw badRequest("can't parse keyboard button: the text is empty");
  }
}

function checkButton(button: Json, chat: Chat): void {
  if (!button.text) throw badRequest("can't parse inline keyboard button: the text is empty");
  const used = actions.filter((action) => button[action] !== undefined);
  if (used.length === 0) {
    const words = 'Text buttons are unallowed in the inline keyboard';
    throw badRequest(`can't parse inline keyboard button: ${words}`);
  }
  if (used.length > 1) {
    throw badRequest(
      `can't parse inline keyboard button: exactly one action is allowed, not ${used.join(' and ')}`,
    );
  }
  checkAction(button, chat);
}

function checkAction(button: Json, chat: Chat): void {
  if (button.callback_data !== undefined) checkCallbackData(button.callback_data as string);
  if (button.url !== undefined) checkUrl(button.url as string);
  if (button.web_app !== undefined) checkWebApp((button.web_app as Json).url as string, chat);
  if (button.copy_text !== undefined) checkCopyText((button.copy_text as Json).text as string);
}

function checkCallbackData(data: string): void {
  const bytes = Buffer.byteLength(data);
  if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
}

function checkUrl(url: string): void {
  const refuse = (why: string): Error => badRequest(`inline keyboard button URL '${url}' is invalid: ${why}`);
  if (url.length > 2048 || /\s/.test(url)) throw badRequest('BUTTON_URL_INVALID');
  if (/^tg:\/\/\S+/.test(url)) return;
  const full = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `http://${url}`;
  if (!URL.canParse(full)) throw refuse('Wrong HTTP URL');
  const { protocol, hostname } = new URL(full);
  if (!['http:', 'https:', 'ton:', 'tonsite:'].includes(protocol)) throw refuse('Unsupported URL protocol');
  if (!hostname.includes('.')) throw refuse('Wrong HTTP URL');
}

function checkWebApp(url: string, chat: Chat): void {
  if (chat.type !== 'private') throw badRequest('BUTTON_TYPE_INVALID');
  if (url.startsWith('https://') && URL.canParse(url)) return;
  throw badRequest(`inline keyboard button Web App URL '${url}' is invalid: Only HTTPS links are allowed`);
}

function checkCopyText(text: string): void {
  if (text.length < 1 || text.length > 256) throw badRequest('BUTTON_COPY_TEXT_INVALID');
}

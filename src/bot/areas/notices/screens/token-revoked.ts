import type { Language } from '#platform/language.js';
import { voiceOf } from '../../../voice.js';

/** Tells the admins of a bot, in its language, that Telegram refuses its token; HTML. */
export function tokenRevokedScreen(bot: { name: string; username: string; language: Language }): string {
  const voice = voiceOf(bot.language, 'UTC');
  const called = bot.username ? `${bot.name} (@${bot.username})` : bot.name;
  return voice.say(voice.texts.notices.tokenRevoked, { bot: voice.foreign(called) });
}

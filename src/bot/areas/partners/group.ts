import { findReviewer } from '#services/card-payments/reviewers.js';
import { readCallbackData } from '../../callback-data.js';
import {
  answeredTap,
  editedMessage,
  enqueueCalls,
  numberedChat,
  type OutgoingCall,
} from '../../outgoing-calls.js';
import { reviewerName } from '../reviews/actions.js';
import type { GroupDoing } from '../reviews/group.js';
import { voiceOf } from '../../voice.js';
import { isPartnerAct, runPartnerAct } from './acts.js';

/**
 * What a tap on a button of ours in a group does; undefined: the button is of another area. The answer is for who tapped; the tapped
 * message, which all see, follows in the bot's language.
 */
export async function tapPartnerInGroup(
  doing: GroupDoing,
  tap: {
    readonly callbackId: string;
    readonly data: string | undefined;
    readonly messageId: number | undefined;
  },
): Promise<OutgoingCall | undefined> {
  const data = readCallbackData(tap.data);
  if (!data || !isPartnerAct(data.action)) return undefined;
  const { tenant, tx, settings, voice, profile, chatId } = doing;
  const { telegramId } = profile;
  const reviewer = await findReviewer(tenant, tx, { telegramId, name: reviewerName(profile) });
  if (!reviewer) return answeredTap(tap.callbackId, voice.texts.partners.alerts.notForYou, true);
  const acted = await runPartnerAct({ tenant, tx, voice, reviewer }, data.action, data.argument);
  if (acted?.screen && tap.messageId !== undefined) {
    const screen = acted.screen(voiceOf(settings.defaultLanguage, settings.values.time_zone));
    const chat = numberedChat(chatId, settings);
    await enqueueCalls(tenant, chat, editedMessage(chatId, tap.messageId, screen));
  }
  return answeredTap(tap.callbackId, acted?.say, acted?.isAlert);
}

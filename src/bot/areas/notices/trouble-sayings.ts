import { readCardFace } from '#services/cards/read-card-face.js';
import { readBotFace } from '#services/notices/read-bot-face.js';
import { readSquadLoss } from '#services/reconcile/read-squad-loss.js';
import { readDifference } from '#services/audits/read-difference.js';
import { moneyDiffers } from './screens/money-differs.js';
import { channelTrouble } from './screens/channel-trouble.js';
import { nodeNotice } from './screens/node-notice.js';
import { squadsRemoved } from './screens/squads-removed.js';
import { tokenRevoked } from './screens/token-revoked.js';
import { menuRefused } from './screens/menu-refused.js';
import { topicTrouble } from './screens/topic-trouble.js';
import type { Saying } from './saying.js';

/** No card is left for a sum today. */
export const sayCardsFull: Saying<'cards_full'> = async (
  _scene,
  { amount_toman: amount, card_count: cards, full_count: full },
) => ({
  screen: (voice) => ({
    text: voice.say(voice.texts.notices.cardsFull, { amount: voice.toman(amount), cards, full }),
  }),
});

/** The number of a card cannot be read. */
export const sayCardUnreadable: Saying<'card_unreadable'> = async ({ tenant, tx }, { card_id: cardId }) => {
  const card = await readCardFace(tenant, tx, cardId);
  return (
    card && {
      screen: (voice) => ({
        text: voice.say(voice.texts.notices.cardUnreadable, {
          card: voice.foreign(`•••• ${card.lastFour}`),
          holder: voice.foreign(card.holder),
        }),
      }),
    }
  );
};

/** Telegram does not tell who is a member of the bot's channel. */
export const sayChannelTrouble: Saying<'channel_trouble'> = async (
  _scene,
  { channel_id: channelId, reason },
) => ({
  screen: (voice) => channelTrouble(voice, { channelId, reason }),
});

/** Telegram refuses something of the main menu. */
export const sayMenuRefused: Saying<'menu_refused'> = async (_scene, about) => ({
  screen: (voice) => menuRefused(voice, about),
});

/** A server of the panel went or came back. */
export const sayNode =
  (isBack: boolean): Saying<'node_back' | 'node_lost'> =>
  async (_scene, { name }) => ({ screen: (voice) => nodeNotice(voice, { name, isBack }) });

/** Servers that the bot sells or sold are gone from the panel. */
export const saySquadsRemoved: Saying<'squads_removed'> = async ({ tenant, tx }, { squads }) => {
  const loss = await readSquadLoss(
    tenant,
    tx,
    squads.map(({ uuid }) => uuid),
  );
  return { screen: (voice) => squadsRemoved(voice, { names: squads.map(({ name }) => name), loss }) };
};

/** Telegram refuses the bot's token. */
export const sayTokenRevoked: Saying<'token_revoked'> = async ({ tenant, tx }) => {
  const bot = await readBotFace(tenant, tx);
  return bot && { screen: (voice) => tokenRevoked(voice, bot) };
};

/** A topic takes no messages. */
export const sayTopicTrouble: Saying<'topic_trouble'> = async (
  _scene,
  { name, topic_id: topicId, reason },
) => ({
  screen: (voice) => topicTrouble(voice, { name, topicId, reason }),
});

/** A ledger and what it must agree with differ: for those who run the fleet. */
export const sayMoneyDiffers: Saying<'money_differs'> = async ({ tenant, tx }, { difference_id }) => {
  const bot = await readBotFace(tenant, tx);
  const difference = await readDifference(tenant, tx, difference_id);
  return bot && difference && { screen: (voice) => moneyDiffers(voice, { bot: bot.called, difference }) };
};

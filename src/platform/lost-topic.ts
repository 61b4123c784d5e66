/** Telegram's words when a forum topic is gone, or closed for the bot. */
export const lostTopic = /message thread not found|TOPIC_(CLOSED|DELETED|ID_INVALID)/i;

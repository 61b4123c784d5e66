import { z } from 'zod';
import { languages } from '#platform/language.js';
import { sha256 } from '#platform/secrets.js';
import { botJob, type JobContract } from '../job-contract.js';
import { chatNumber, rowNumber, telegramBotNumber } from './ids.js';

/** An edit leaves its message as its parameters say. Nothing but an edit changes what a message shows. */
const leaves = ({ method, params, of }: Readonly<Record<string, unknown>>): string | undefined =>
  method === 'editMessageText' ? sha256(JSON.stringify({ of, params })) : undefined;

/** The bot whose numbers of messages it names, since each bot counts its own; absent: it names none, or any bot may be meant. */
const ofBot = { of: telegramBotNumber.optional() };

/** A button as Telegram takes it. */
const rows = z.array(z.array(z.looseObject({ text: z.string() })));

/** Calls that leave for Telegram. */
export const messageJobs = {
  /** A message to reviewers about a receipt is brought to its present state: posted, or edited. */
  'card-review.put': botJob({
    queue: 'messages',
    attempts: 4,
    payload: z.object({
      chat_id: chatNumber,
      row_id: rowNumber,
      /** Of a question: the name of the reviewer whom it is put to. */
      called: z.string().max(100).optional(),
    }),
  }),
  'message.send': botJob({
    queue: 'messages',
    attempts: 4,
    leaves,
    payload: z.object({
      /** Keys the sequence: the chat that sees the call's effect. */
      chat_id: chatNumber,
      /** A Bot API method and its parameters. */
      method: z.string(),
      params: z.record(z.string(), z.unknown()),
      ...ofBot,
      /** HTML that is said in place of a file that Telegram does not give to this bot; absent: that is a fault. */
      lost: z.string().min(1).optional(),
    }),
  }),
  /** The same for a message that shows a card to its payer: the number is read and put in only when it leaves. */
  'message.send-card': botJob({
    queue: 'messages',
    attempts: 4,
    leaves,
    payload: z.object({
      chat_id: chatNumber,
      method: z.string(),
      /** With places where the number goes. */
      params: z.record(z.string(), z.unknown()),
      ...ofBot,
      payment_id: rowNumber,
      /** In which the bank is named. */
      language: z.enum(languages),
    }),
  }),
  /** A photo that is a chart of two rows of bars, drawn when it leaves. */
  'message.send-chart': botJob({
    queue: 'messages',
    attempts: 4,
    payload: z.object({
      chat_id: chatNumber,
      chart: z.object({ upper: z.array(z.number()).max(100), lower: z.array(z.number()).max(100) }),
      /** Parameters of `sendPhoto`, without the photo. */
      params: z.record(z.string(), z.unknown()),
    }),
  }),
  /** The main menu with what Telegram may refuse in it: a picture, and addresses that admins wrote. */
  'message.send-menu': botJob({
    queue: 'messages',
    attempts: 4,
    leaves: ({ message_id: messageId, menu, of }) =>
      messageId === undefined ? undefined : sha256(JSON.stringify({ of, messageId, menu })),
    payload: z.object({
      chat_id: chatNumber,
      ...ofBot,
      /** The message that it takes the place of; left out: it is a new one. */
      message_id: z.number().int().optional(),
      menu: z.object({
        text: z.string(),
        keyboard: rows,
        /** Rows without such addresses; left out: there are none. */
        spare: rows.optional(),
        /** File id. */
        picture: z.string().optional(),
      }),
    }),
  }),
  /** Where a payout shall be sent, in full, for the private chat of a reviewer who pays it: it is read only when it leaves. */
  'message.send-payout': botJob({
    queue: 'messages',
    attempts: 4,
    payload: z.object({ chat_id: chatNumber, payout_id: rowNumber, language: z.enum(languages) }),
  }),
  'message.send-qr': botJob({
    queue: 'messages',
    attempts: 4,
    payload: z.object({
      chat_id: chatNumber,
      /** What the picture says, such as the link of a subscription. */
      content: z.string().min(1).max(2_000),
      /** Parameters of `sendPhoto`, without the photo. */
      params: z.record(z.string(), z.unknown()),
    }),
  }),
} as const satisfies Record<string, JobContract>;

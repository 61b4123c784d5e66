import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { settableBotFields } from '#api/bots.js';
import { topicSources } from '#services/settings/bot-topics.js';
import { settingKeys, settingOf } from '#services/settings/catalog.js';
import { chatSettings } from '#services/settings/move-chat.js';

const root = path.resolve(import.meta.dirname, '../../src');

/** Files under `src` that hold a text. */
const filesWith = (text: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && readFileSync(path.join(root, file), 'utf8').includes(text))
    .map((file) => file.split(path.sep).join('/'))
    .sort();

describe('topics', () => {
  it('that can be set in a bot are all known to its test and to the word to its admins', () => {
    const named = [...Object.keys(settableBotFields.shape), ...settingKeys].filter((name) =>
      name.endsWith('_topic_id'),
    );
    expect(Object.keys(topicSources)).to.deep.equal(named.sort());
  });

  it('get messages by message.send alone, which does without a topic that takes none', () => {
    expect(filesWith('message_thread_id')).to.deep.equal([
      'bot/areas/desk/open/topic-steps.ts', // Topics of tickets, made and followed by ticket.put.
      'bot/outgoing-calls.ts', // Orders message.send.
      'bot/read-in-group.ts', // Reads where something was said.
      'bot/update-shapes.ts',
      'services/onboarding/probe-topic.ts', // Looks whether a topic takes messages.
      'workers/handlers/message-send.ts',
      'workers/handlers/report-topic.ts', // Tells of one that takes none.
    ]);
  });
});

describe('settings that name a chat by its number', () => {
  it('all follow a group that becomes a supergroup', () => {
    const takesChat = settingKeys.filter((key) => {
      const { type, schema } = settingOf(key);
      return (
        type === 'text' && ['-5', '-1234567890', '-1001234567890'].some((id) => schema.safeParse(id).success)
      );
    });
    expect(chatSettings).to.deep.equal(takesChat);
  });
});

import { type UserFacingError } from '#platform/errors.js';
import { markUpdate } from '#services/people/mark-update.js';
import type { BotSettings } from '#services/settings/bot-settings.js';
import type { Tenant } from '#tenancy/scope.js';
import { answeredTap, newMessages, enqueueCalls } from './outgoing-calls.js';
import { readUpdate, type RawUpdate } from './read-update.js';
import type { Template } from './texts/shape.js';
import { voiceOf, type Voice } from './voice.js';

/**
 * Tells the sender of an update why nothing came of it. With a UserFacingError: its text, and the update is marked as
 * done. Without: a neutral text, and the update is marked as failed, so that an operator's retry may do it once more.
 * Does nothing when the update was marked before, or was no one's message or tap.
 */
export async function apologize(
  tenant: Tenant,
  update: RawUpdate,
  { settings, error }: { readonly settings: BotSettings; readonly error?: UserFacingError },
): Promise<void> {
  const incoming = readUpdate(update);
  if (incoming.kind !== 'message' && incoming.kind !== 'tap') return;
  const { chatId, profile } = incoming;
  await tenant.db(async (tx) => {
    const { telegramId } = profile;
    const outcome = error ? 'done' : 'failed';
    const marked = await markUpdate(tenant, tx, { updateId: update.update_id, chatId, telegramId, outcome });
    if (!marked) return;
    const voice = voiceOf(marked.language ?? settings.defaultLanguage, settings.values.time_zone);
    const answer = incoming.kind === 'tap' ? [answeredTap(incoming.callbackId)] : [];
    await enqueueCalls(tenant, chatId, [...answer, ...newMessages(chatId, { text: textOf(voice, error) })]);
  });
}

function textOf(voice: Voice, error: UserFacingError | undefined): string {
  const errors: Readonly<Record<string, Template<string>>> = voice.texts.errors;
  const own = error && errors[error.code];
  return own ? voice.say(own, error.params) : (errors['server.bug'] ?? '');
}

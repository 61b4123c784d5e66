import type { MessageView, Person, TelegramStandIn } from '../../../scripts/sandbox/telegram.js';
import { waitFor } from '../wait-for.js';

/** What a bot wrote into a person's chat, oldest first. */
export const heardBy = (telegram: TelegramStandIn, token: string, person: Person): MessageView[] =>
  telegram.chat(token, person.id).filter((message) => message.from === 'bot');

const hasMenu = (message: MessageView): boolean =>
  message.buttons.flat().some((button) => button.data === 'profile');

/** A person presses /start and chooses English; resolves when the main menu is there. */
export async function register(
  telegram: TelegramStandIn,
  token: string,
  person: Person,
  timeoutMs = 30_000,
): Promise<void> {
  const heard = () => heardBy(telegram, token, person);
  telegram.send(token, person, '/start');
  const asked = () => heard().find((message) => message.buttons.length);
  const choice = await waitFor(asked, { timeoutMs, what: `the question for the language of ${person.id}` });
  const english = choice.buttons.flat().find((button) => button.text.includes('English'));
  telegram.tap(token, person, { messageId: choice.id, button: english?.data ?? '' });
  await waitFor(() => heard().some(hasMenu), { timeoutMs, what: `the main menu of ${person.id}` });
}

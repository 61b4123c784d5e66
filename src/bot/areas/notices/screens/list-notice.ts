import type { ListFault } from '#services/blacklist/ask-list.js';
import type { ListedPerson } from '#services/blacklist/read-listed-person.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Tells a bot's admins that somebody on the black list was refused. */
export function personListed(
  voice: Voice,
  { person, reason, wish }: ListedPerson & { readonly wish: 'buy' | 'register' },
): Screen {
  const { list } = voice.texts.notices;
  const handle = person.username ? ` (@${person.username})` : '';
  const who = `${voice.name(person)} ${voice.foreign(`${person.telegramId}${handle}`)}`;
  return {
    text: paragraphs(
      voice.say(list.refused[wish], { person: who }),
      reason !== null && voice.say(list.reason, { reason: voice.foreign(reason) }),
    ),
  };
}

/** Tells them that the black list could not be read. `since`: when the one in force was read. */
export function listBroken(
  voice: Voice,
  view: {
    readonly host: string;
    readonly fault: ListFault;
    readonly status: number | null;
    readonly since: Date | undefined;
  },
): Screen {
  const { broken, faults } = voice.texts.notices.list;
  const { host, fault, status, since } = view;
  const why = voice.say(faults[fault], { status: voice.number(status ?? 0) });
  return {
    text: paragraphs(
      voice.say(broken.head, { host: voice.foreign(host), why: { html: why } }),
      since ? voice.say(broken.kept, { time: voice.time(since) }) : broken.none,
    ),
  };
}

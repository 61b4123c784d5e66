import { readHeavyUsers } from '#services/reconcile/read-heavy-use.js';
import { paragraphs } from '../../screen.js';
import type { Saying } from './saying.js';

/** Subscriptions were used unusually much in a day. */
export const sayHeavyTraffic: Saying<'traffic_heavy'> = async (
  { tenant, tx, settings },
  { day, heavy, more },
) => {
  const people = await readHeavyUsers(
    tenant,
    tx,
    heavy.map(({ subscription_id }) => subscription_id),
  );
  if (people.size === 0) return undefined;
  const { traffic_alarm_gb: limit } = settings.values;
  return {
    screen: (voice) => {
      const words = voice.texts.notices.traffic;
      const lines = heavy.flatMap(({ subscription_id: id, bytes }) => {
        const person = people.get(id);
        if (!person) return [];
        const handle = person.username ? ` @${person.username}` : '';
        return voice.say(words.line, {
          person: `${voice.name(person)} ${voice.foreign(`${person.telegramId}${handle}`)}`,
          number: voice.foreign(id),
          used: voice.size(bytes),
        });
      });
      return {
        text: paragraphs(
          // Noon of the day lies in it in every time zone.
          voice.say(words.heavy, {
            limit: voice.traffic(limit),
            date: voice.date(new Date(`${day}T12:00:00Z`)),
          }),
          lines.join('\n'),
          more > 0 && voice.say(words.more, { count: more }),
        ),
      };
    },
  };
};

import { readGroupFace } from '#services/orders/read-levels.js';
import { readPersonFace } from '#services/people/find-user.js';
import { inColumn, paragraphs, tapButton } from '../../screen.js';
import { groupLines } from '../levels/screens/group-lines.js';
import { menuButton } from '../shared/screens/menu-button.js';
import type { Saying } from './saying.js';

/** A person has paid enough to come into a group. */
export const sayGroupJoined: Saying<'group_joined'> = async (
  { tenant, tx, settings },
  { group_id: groupId },
) => {
  const group = await readGroupFace(tenant, tx, groupId);
  const { promo_levels_shown: areShown } = settings.values;
  return (
    group && {
      screen: (voice) => ({
        text: paragraphs(
          voice.say(voice.texts.notices.groups.joined, { group: voice.foreign(group.name) }),
          groupLines(voice, group),
        ),
        keyboard: inColumn([
          areShown ? tapButton(voice.texts.levels.buttons.levels, 'levels') : undefined,
          menuButton(voice),
        ]),
      }),
    }
  );
};

/** The same for the admins: who it was, or how many where a threshold was changed. */
export const sayGroupReached: Saying<'group_reached'> = async (
  { tenant, tx },
  { group_id: groupId, user_id: userId, count },
) => {
  const group = await readGroupFace(tenant, tx, groupId);
  const person = userId === null ? undefined : await readPersonFace(tenant, tx, userId);
  if (!group || (userId !== null && !person)) return undefined;
  return {
    choice: 'promo_group',
    screen: (voice) => {
      const { groups, sales } = voice.texts.notices;
      const named = { group: voice.foreign(group.name) };
      if (!person) return { text: voice.say(groups.reachedBefore, { ...named, count }) };
      const handle = person.username ? ` (@${person.username})` : '';
      const who = `${voice.name(person)} ${voice.foreign(`${person.telegramId}${handle}`)}`;
      return {
        text: [voice.say(groups.reached, named), voice.say(sales.person, { person: who })].join('\n'),
      };
    },
  };
};

import { createHash } from 'node:crypto';
import { addGroup } from './telegram/groups.js';
import type { BotAccount, Person } from './telegram/types.js';
import { addBot, addPerson, privateChat, type World } from './telegram/world.js';

/** Who plays in the sandbox: the bots by their tokens, and the people who run the fleet. */
export interface Cast {
  masterToken: string;
  tenantTokens: string[];
  adminIds: string[];
}

const bots = [
  { id: '7100000001', username: 'remnafleet_demo_bot', firstName: 'Remnafleet Demo' },
  { id: '7100000002', username: 'saffron_vpn_bot', firstName: 'Saffron VPN' },
] as const;

const people: Person[] = [
  { id: '500100201', firstName: 'سارا', lastName: 'احمدی', username: 'sara_ahmadi', languageCode: 'fa' },
  { id: '500100202', firstName: 'Emma', lastName: 'Clarke', username: 'emma_clarke', languageCode: 'en' },
  { id: '500100203', firstName: 'Иван', lastName: 'Петров', languageCode: 'ru' },
  // Bots do not let such a name in.
  { id: '500100209', firstName: '🔥 т.ме/best_shop', username: 'best_shop', languageCode: 'fa' },
];
/** Who has asked the staff of each demo bot something, and has started these bots before. */
export const demoAsker = {
  id: '500100204',
  firstName: 'مهدی',
  lastName: 'کریمی',
  username: 'mehdi_karimi',
  languageCode: 'fa',
} as const satisfies Person;
const admin: Person = {
  id: '500100200',
  firstName: 'Arman',
  lastName: '(admin)',
  username: 'arman_admin',
  languageCode: 'en',
};
const groupId = '-1007100000010';
/** Who decides about receipts in the demo bots, and where they come. */
export const demoReview = { adminId: admin.id, chatId: groupId } as const;
const channelId = '-1007100000011';

/**
 * Adds the demo bots, people, the admins' group and the news channel to a world; what is there already stays.
 * Ids and tokens are always the same, so a fleet goes on with its database when the state file was lost.
 */
export function addDemoCast(world: World): Cast {
  const accounts = bots.map(
    (bot) => world.bots.get(bot.id) ?? addBot(world, { ...bot, token: tokenOf(bot.id) }),
  );
  for (const person of [...people, admin]) if (!world.persons.has(person.id)) addPerson(world, person);
  if (!world.persons.has(demoAsker.id)) addAsker(world, accounts);
  if (!world.chats.has(groupId)) addAdminGroup(world, accounts);
  if (!world.chats.has(channelId)) addNewsChannel(world, accounts);
  const [master, ...tenants] = accounts as [BotAccount, ...BotAccount[]];
  return { masterToken: master.token, tenantTokens: tenants.map(({ token }) => token), adminIds: [admin.id] };
}

function tokenOf(botId: string): string {
  const secret = createHash('sha256').update(`demo bot ${botId}`).digest('base64url').slice(0, 33);
  return `${botId}:AA${secret}`;
}

function addAsker(world: World, accounts: BotAccount[]): void {
  addPerson(world, { ...demoAsker });
  for (const bot of accounts) privateChat(world, bot.id, demoAsker.id).isStarted = true;
}

function addAdminGroup(world: World, adminBots: BotAccount[]): void {
  const title = 'Fleet admins';
  addGroup(world, { id: groupId, type: 'supergroup', title, isForum: true, owner: admin, adminBots });
}

function addNewsChannel(world: World, adminBots: BotAccount[]): void {
  const title = 'Remnafleet News';
  addGroup(world, {
    id: channelId,
    type: 'channel',
    title,
    username: 'remnafleet_news',
    owner: admin,
    adminBots,
  });
}

import type { ShownServer, ShownServers } from '#services/servers/list-servers.js';
import { paragraphs, tapButton, type Button, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { backButton } from '../../shared/screens/back-button.js';

/** Servers of one page. */
const pageSize = 30;

/** How the servers are, as they were seen last; undefined: nobody could look yet. */
export function serversScreen(
  voice: Voice,
  { shown, page }: { readonly shown: ShownServers | undefined; readonly page: number },
): Screen {
  const { servers } = voice.texts;
  const all = shown?.servers ?? [];
  const pages = Math.max(1, Math.ceil(all.length / pageSize));
  const at = Math.min(page, pages);
  const lines = all.slice((at - 1) * pageSize, at * pageSize).map((server) => lineOf(voice, server));
  return {
    text: paragraphs(
      `<b>${servers.title}</b>`,
      shown ? summaryOf(voice, shown) : servers.unseen,
      lines.join('\n'),
    ),
    keyboard: [
      turnsOf(voice, { at, pages }),
      [tapButton(servers.buttons.refresh, 'servers', at > 1 ? String(at) : ''), backButton(voice, 'info')],
    ].filter((row) => row.length > 0),
  };
}

function summaryOf(voice: Voice, { servers, seenAt, isStale }: ShownServers): string {
  const { texts } = voice;
  if (isStale) return voice.say(texts.servers.stale, { time: voice.time(seenAt) });
  if (servers.length === 0) return texts.servers.none;
  const up = servers.filter(({ state }) => state === 'online').length;
  return up === servers.length
    ? voice.say(texts.servers.allUp, { time: voice.time(seenAt) })
    : voice.say(texts.servers.someUp, { up, all: servers.length, time: voice.time(seenAt) });
}

const lineOf = (voice: Voice, { name, country, state }: ShownServer): string =>
  voice.say(voice.texts.servers[state], { flag: flagOf(country), name: voice.foreign(name) });

/** The flag of a country by its two letters. */
const flagOf = (country: string | null): string =>
  country === null
    ? '🌐'
    : String.fromCodePoint(...[...country].map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 65));

function turnsOf(voice: Voice, { at, pages }: { readonly at: number; readonly pages: number }): Button[] {
  const { earlier, later } = voice.texts.servers.buttons;
  return [
    ...(at > 1 ? [tapButton(earlier, 'servers', String(at - 1))] : []),
    ...(at < pages ? [tapButton(later, 'servers', String(at + 1))] : []),
  ];
}

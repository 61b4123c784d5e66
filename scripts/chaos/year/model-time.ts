import type { ModelPerson, ModelSubscription } from './model.js';
import { consume } from './model-money.js';
import { byDay, wordsOf, type DueWord } from './model-words.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const gigabyte = 2 ** 30;

/** What a tick must say of somebody's subscription. */
export function passWords(person: ModelPerson, at: number): void {
  const { subscription: sub, bot } = person;
  if (!sub) return;
  const isOpen = (word: DueWord): boolean =>
    word.at <= at &&
    at < word.until &&
    (word.said === 'subscription_expired' ? !sub.isEndTold : word.at > sub.saidUntil);
  const word = wordsOf(sub, bot.terms).filter(isOpen).at(-1);
  const isHeard = word && (person.wantsReminders || word.said === 'subscription_expired');
  if (isHeard) {
    person.told.push(word.offer ? `${word.said} ${word.offer.percent}` : word.said);
    if (word.offer)
      person.discounts.push({
        ...{ subscriptionId: sub.id, percent: word.offer.percent, used: undefined },
        until: byDay(at, bot.terms.zone) + word.offer.hours * hour,
      });
  }
  sub.saidUntil = at;
  if (sub.endsAt > at) return;
  Object.assign(sub, { isExpired: true, isEndTold: true });
  Object.assign(sub.autopay, { nextAt: null });
}

/** The panel's figures are seen: consumed traffic is booked, and who has used much hears of it. */
export function seeTraffic(person: ModelPerson): void {
  const { subscription: sub, bot } = person;
  if (!sub) return;
  consume(bot, sub.unseenBytes);
  Object.assign(sub, { unseenBytes: 0, seenBytes: sub.usedBytes });
  if (sub.usedBytes > 0) sub.isConnected = true;
  const percent = Math.floor((sub.usedBytes / (sub.gb * gigabyte)) * 100);
  const reached = percent >= 95 ? 95 : percent >= 80 ? 80 : 0;
  if (reached > sub.warnedPercent) {
    sub.warnedPercent = reached;
    // Who wishes for no reminders is left out as it is sent.
    if (percent < 100 && !sub.isExpired) person.told.push(`traffic_low ${reached}`);
  } else if (sub.usedBytes > 0 && percent < 50) sub.warnedPercent = 0;
}

/** Traffic that somebody uses on the panel. */
export function useTraffic(sub: ModelSubscription, bytes: number): void {
  sub.usedBytes += bytes;
  sub.unseenBytes += bytes;
  if (sub.usedBytes >= sub.gb * gigabyte) sub.isLimited = true;
}

/** The panel lets the traffic of a month begin anew, at ten past midnight of the account's own day of the month. */
export function resetTraffic(sub: ModelSubscription, from: number, to: number): void {
  const midnight = Math.floor(to / day) * day;
  const at = midnight + 10 * minute;
  if (at <= from || at > to) return;
  const [made, today] = [new Date(sub.madeAt), new Date(at)];
  const lastDay = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 0)).getUTCDate();
  const isDay = today.getUTCDate() === Math.min(made.getUTCDate(), lastDay);
  const isLater =
    today.getUTCMonth() !== made.getUTCMonth() || today.getUTCFullYear() !== made.getUTCFullYear();
  if (isDay && isLater) Object.assign(sub, { usedBytes: 0, isLimited: false });
}

import { escapeHtml } from '#platform/telegram/html.js';
import { dayMs, gigabyte } from '#platform/units.js';
import type { OwnSubscription } from '#services/subscriptions/own-subscriptions.js';
import type { Voice } from '../../voice.js';

/** What a subscription is called: its own name, else that of its plan, else by its number; cleaned, not escaped. */
export function nameOf(
  voice: Voice,
  { id, name, planName, isTrial }: Pick<OwnSubscription, 'id' | 'isTrial' | 'name' | 'planName'>,
): string {
  const { trialName, numbered } = voice.texts.subscription;
  if (name !== null) return voice.foreign(name);
  if (isTrial) return trialName;
  return planName === null ? voice.say(numbered, { number: Number(id) }) : voice.foreign(planName);
}

/** The state in words. */
export function stateOf(voice: Voice, { state, isTrial }: OwnSubscription): string {
  const { states } = voice.texts.subscription;
  return states[state === 'active' && isTrial ? 'trial' : state];
}

/** Until when it is valid, or since when it is over. */
export function lifeLine(voice: Voice, { endsAt }: Pick<OwnSubscription, 'endsAt'>, now: Date): string {
  const texts = voice.texts.subscription;
  const leftMs = endsAt.getTime() - now.getTime();
  if (leftMs <= 0) return voice.say(texts.endedAt, { date: voice.date(endsAt) });
  if (leftMs < dayMs) return voice.say(texts.endsToday, { time: voice.time(endsAt) });
  const left = voice.count('days', Math.floor(leftMs / dayMs));
  return voice.say(texts.endsAt, { date: voice.date(endsAt), left });
}

function trafficLine(voice: Voice, { trafficLimitGb, trafficUsedBytes }: OwnSubscription): string {
  const { traffic, trafficUnlimited } = voice.texts.subscription;
  const used = voice.size(trafficUsedBytes);
  if (trafficLimitGb === 0) return voice.say(trafficUnlimited, { used });
  return voice.say(traffic, { used, limit: voice.size(trafficLimitGb * gigabyte) });
}

function deviceLine(voice: Voice, { devices, deviceLimit }: OwnSubscription): string {
  const texts = voice.texts.subscription;
  if (devices === null) return voice.say(texts.deviceLimit, { limit: voice.count('devices', deviceLimit) });
  return voice.say(texts.devices, { used: devices.length, limit: deviceLimit });
}

/** State, end, traffic and devices, a line each. */
export function factLines(voice: Voice, subscription: OwnSubscription, now: Date): string[] {
  const { state, plan, autopay, seenAt } = voice.texts.subscription;
  const { planName, name, isAutopayEnabled, autopayDaysBefore, panelSeenAt } = subscription;
  return [
    voice.say(state, { state: stateOf(voice, subscription) }),
    ...(planName !== null && name !== null ? [voice.say(plan, { plan: voice.foreign(planName) })] : []),
    lifeLine(voice, subscription, now),
    trafficLine(voice, subscription),
    deviceLine(voice, subscription),
    ...(isAutopayEnabled ? [voice.say(autopay, { days: voice.count('days', autopayDaysBefore) })] : []),
    ...(panelSeenAt ? [voice.say(seenAt, { time: voice.time(panelSeenAt) })] : []),
  ];
}

/** The link with its heading; false where there is none, or where the bot hides it. */
export function linkParagraph(
  voice: Voice,
  { link, isReissuing }: OwnSubscription,
  isHidden: boolean,
): string | false {
  const texts = voice.texts.subscription;
  if (isReissuing) return texts.reissuing;
  if (link === null) return texts.linkComes;
  return !isHidden && `${texts.link}\n<code>${escapeHtml(link)}</code>`;
}

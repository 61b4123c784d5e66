import type { CampaignRegistration } from '#services/campaigns/read-registration.js';
import { paragraphs, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';

/** Tells a bot's admins of somebody who registered by the link of a campaign, and what they got. */
export function campaignNotice(voice: Voice, registration: CampaignRegistration): Screen {
  const words = voice.texts.notices.campaign;
  const { campaignName, person } = registration;
  const handle = person.username ? ` (@${person.username})` : '';
  const who = `${voice.name(person)} ${voice.foreign(`${person.telegramId}${handle}`)}`;
  const lines = [
    voice.say(words.campaign, { name: voice.foreign(campaignName) }),
    voice.say(words.person, { person: who }),
    bonusLine(voice, registration),
  ];
  return { text: paragraphs(words.head, lines.filter(Boolean).join('\n')) };
}

function bonusLine(voice: Voice, { bonusKind, bonusRefusal }: CampaignRegistration): string | undefined {
  const { given, gifts, refused, refusals } = voice.texts.notices.campaign;
  if (bonusKind) return voice.say(given, { gift: gifts[bonusKind] });
  return bonusRefusal ? voice.say(refused, { reason: refusals[bonusRefusal] }) : undefined;
}

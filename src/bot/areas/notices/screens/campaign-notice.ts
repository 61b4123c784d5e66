import type { CampaignRegistration } from '#services/campaigns/read-registration.js';
import { inRows, paragraphs, tapButton, type Screen } from '../../../screen.js';
import type { Voice } from '../../../voice.js';
import { menuButton } from '../../shared/screens/menu-button.js';
import { supportButton, type SupportWays } from '../../shared/screens/support-button.js';

/** Tells a bot's admins of somebody who registered by the link of a campaign, and what they got. */
export const campaignNotice = (voice: Voice, registration: CampaignRegistration): Screen =>
  about(voice, registration, voice.texts.notices.campaign.head);

/** Tells them that the panel could not set up what somebody got. */
export const bonusFailed = (voice: Voice, registration: CampaignRegistration): Screen =>
  about(voice, registration, voice.texts.notices.campaign.failed);

/** Tells the person the same, and leads to the trial, or to the support. */
export function bonusReturned(
  voice: Voice,
  { hasTrial, support }: { readonly hasTrial: boolean; readonly support: SupportWays },
): Screen {
  const { returned } = voice.texts.campaigns;
  const trial = hasTrial ? tapButton(voice.texts.menu.buttons.trial, 'trial') : undefined;
  return {
    text: hasTrial ? returned.withTrial : returned.plain,
    keyboard: inRows([trial, supportButton(voice, support), menuButton(voice)]),
  };
}

function about(voice: Voice, registration: CampaignRegistration, head: string): Screen {
  const words = voice.texts.notices.campaign;
  const { campaignName, person } = registration;
  const handle = person.username ? ` (@${person.username})` : '';
  const who = `${voice.name(person)} ${voice.foreign(`${person.telegramId}${handle}`)}`;
  const lines = [
    voice.say(words.campaign, { name: voice.foreign(campaignName) }),
    voice.say(words.person, { person: who }),
    bonusLine(voice, registration),
  ];
  return { text: paragraphs(head, lines.filter(Boolean).join('\n')) };
}

function bonusLine(voice: Voice, { bonusKind, bonusRefusal }: CampaignRegistration): string | undefined {
  const { given, gifts, refused, refusals } = voice.texts.notices.campaign;
  if (bonusKind) return voice.say(given, { gift: gifts[bonusKind] });
  return bonusRefusal ? voice.say(refused, { reason: refusals[bonusRefusal] }) : undefined;
}

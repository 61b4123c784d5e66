import { languages, type Language } from '#platform/language.js';
import { textFor, type Reading, type TextsByLanguage } from '#services/pages/text-for.js';
import type { PageKind } from '#services/settings/page-texts.js';
import type { BotSnapshot } from '#services/snapshots/bot-snapshot.js';
import type { Screen } from '../../screen.js';
import { voiceOf, type Voice } from '../../voice.js';
import { welcomeScreen } from '../registration/screens/welcome.js';
import { cutPages } from './cut-pages.js';
import { documentFor } from './document-of.js';
import { documentScreen } from './screens/document.js';
import { demandScreen } from './screens/demand.js';
import { faqAnswer } from './screens/faq.js';

/** What is looked at before people see it. */
export interface PreviewWish {
  readonly kind: PageKind | 'faq' | 'menu_note';
  /** Undefined: what the bot has. */
  readonly texts?: Readonly<Partial<Record<Language, string | undefined>>> | undefined;
  readonly title?: Readonly<Partial<Record<Language, string | undefined>>> | undefined;
}

/** What people of a language get. */
export interface Preview {
  readonly language: Language;
  readonly screens: readonly Screen[];
}

/** Somebody whom the placeholders of a welcome are filled in for. */
const somebody = {
  fa: { firstName: 'سارا', lastName: 'احمدی' },
  en: { firstName: 'Sara', lastName: 'Jones' },
  ru: { firstName: 'Сара', lastName: 'Иванова' },
} as const;

const pageByPage = (html: string, show: (page: number) => Screen): Screen[] =>
  cutPages(html).map((_, index) => show(index + 1));

/** The screens of a text for people of each language that has something to read, made as the bot makes them. */
export function previewPage(snapshot: BotSnapshot, wish: PreviewWish): Preview[] {
  const { time_zone: zone } = snapshot.settings.values;
  return languages.flatMap((language) => {
    const screens = screensOf(snapshot, { ...wish, voice: voiceOf(language, zone) });
    return screens.length > 0 ? [{ language, screens }] : [];
  });
}

function screensOf(snapshot: BotSnapshot, wish: PreviewWish & { readonly voice: Voice }): Screen[] {
  const { kind, voice } = wish;
  const { settings } = snapshot;
  const texts = wish.texts as TextsByLanguage | undefined;
  const reading = { language: voice.language, botLanguage: settings.defaultLanguage };
  switch (kind) {
    case 'welcome':
      return welcomeOf(snapshot, voice, texts);
    case 'menu_note':
      return noteOf(voice, texts);
    case 'faq':
      return faqOf(voice, texts, { title: wish.title as TextsByLanguage | undefined, reading });
    case 'public_offer':
    case 'privacy_policy':
    case 'rules':
      return documentOf(snapshot, { kind, voice, own: texts && textFor(texts, reading) });
  }
}

function noteOf(voice: Voice, texts: TextsByLanguage = {}): Screen[] {
  const text = voice.own(texts);
  return text ? [{ text }] : [];
}

function faqOf(
  voice: Voice,
  texts: TextsByLanguage = {},
  { title = {}, reading }: { readonly title: TextsByLanguage | undefined; readonly reading: Reading },
): Screen[] {
  const answer = textFor(texts, reading);
  if (!answer) return [];
  const entry = { id: '1', title: textFor(title, reading) || '…', answer };
  return pageByPage(answer, (page) => faqAnswer(voice, { entry, page, listPage: 1 }));
}

function documentOf(
  { settings, pages }: BotSnapshot,
  wish: {
    readonly kind: Exclude<PageKind, 'welcome'>;
    readonly voice: Voice;
    readonly own: string | undefined;
  },
): Screen[] {
  const { kind, voice, own } = wish;
  const { values } = settings;
  const reading = { language: voice.language, botLanguage: settings.defaultLanguage };
  const html = own ?? documentFor(voice, { kind, values, reading });
  if (!html) return [];
  if (kind !== 'public_offer' && values[`${kind}_required`])
    return pageByPage(html, (page) =>
      demandScreen(voice, { kind, html, page, version: pages.documents[kind].version }),
    );
  const { info } = voice.texts;
  const [title, action] = {
    rules: [info.rulesTitle, 'rules-page'] as const,
    privacy_policy: [info.privacyTitle, 'privacy-page'] as const,
    public_offer: [info.offerTitle, 'offer-page'] as const,
  }[kind];
  return pageByPage(html, (page) => documentScreen(voice, { title, html, page, action }));
}

function welcomeOf(
  { settings, features }: BotSnapshot,
  voice: Voice,
  texts: TextsByLanguage = settings.values.welcome_text,
): Screen[] {
  const html = voice.own(texts);
  if (!html) return [];
  const { values, username } = settings;
  const hasTrial = features.trial_subscription.isOn && values.welcome_trial_button;
  const screen = welcomeScreen(voice, {
    ...{ html, person: somebody[voice.language], botUsername: username },
    trialTerms: {
      days: values.trial_days,
      trafficGb: values.trial_traffic_gb,
      devices: values.trial_devices,
    },
    trial: hasTrial ? { priceToman: values.trial_payment_required ? values.trial_price_toman : 0 } : null,
  });
  return [screen];
}

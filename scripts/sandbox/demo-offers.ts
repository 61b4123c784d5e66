import { PersonalOfferTemplate } from '#models/personal-offer-template.js';
import { usualSquads } from './panel.js';

/** Offers that a demo bot can send: a discount, and a server to try. */
const templates = [
  {
    ...({ kind: 'discount', percent: 25, openHours: 48, holdsHours: 48 } as const),
    title: { fa: '🍂 تخفیف پاییزی', en: '🍂 Autumn discount', ru: '🍂 Осенняя скидка' },
    words: {
      fa: 'از همراهی شما <b>سپاسگزاریم</b>؛ این هدیه فقط برای شماست.',
      en: 'Thank you for being <b>with us</b>: this is for you alone.',
      ru: 'Спасибо, что вы <b>с нами</b>: это только для вас.',
    },
    button: {},
  },
  {
    ...({ kind: 'test_access', openHours: 24, holdsHours: 24 } as const),
    squads: usualSquads.slice(-1).map(({ uuid }) => uuid),
    title: { fa: '🚀 سرور تازه', en: '🚀 A new server', ru: '🚀 Новый сервер' },
    words: {},
    button: { fa: '🚀 امتحان می‌کنم', en: '🚀 Try it', ru: '🚀 Попробовать' },
  },
];

/** Adds them to the bot whose scope is open, unless it has templates. */
export async function addDemoOffers(): Promise<boolean> {
  if ((await PersonalOfferTemplate.count()) > 0) return false;
  for (const template of templates) await PersonalOfferTemplate.create(template);
  return true;
}

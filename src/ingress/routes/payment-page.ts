import type { Context } from 'koa';
import type { CallbackHint } from '#gateways/callback.js';
import { isLanguage, languages, type Language } from '#platform/language.js';
import { escapePageHtml, page, pageHeaders } from '../page.js';

type Claim = NonNullable<CallbackHint['claims']> | 'nothing';

interface Said {
  readonly title: string;
  readonly text: string;
  readonly hint: string;
}
type Words = Readonly<Record<Claim, Said>> & { readonly back: string };

const words: Readonly<Record<Language, Words>> = {
  fa: {
    paid: {
      title: 'در حال بررسی پرداخت',
      text: 'نتیجه را از بانک می‌پرسیم. ربات تا چند لحظهٔ دیگر به شما خبر می‌دهد.',
      hint: 'اگر تلگرام باز نشد، فیلترشکن خود را دوباره روشن کنید.',
    },
    cancelled: {
      title: 'پرداخت انجام نشد',
      text: 'مبلغی از شما کم نشد. می‌توانید از داخل ربات دوباره پرداخت کنید.',
      hint: 'اگر با این حال مبلغی از حسابتان کم شده است، ربات آن را پیدا می‌کند و به شما خبر می‌دهد.',
    },
    nothing: {
      title: 'بازگشت به ربات',
      text: 'ربات به شما می‌گوید که پرداخت به کجا رسید.',
      hint: 'اگر تلگرام باز نشد، فیلترشکن خود را دوباره روشن کنید.',
    },
    back: 'بازگشت به ربات',
  },
  en: {
    paid: {
      title: 'Checking your payment',
      text: 'We are asking the bank. The bot tells you in a moment.',
      hint: 'Telegram does not open? Switch your VPN on again.',
    },
    cancelled: {
      title: 'Nothing was paid',
      text: 'No money was taken. You can pay again from the bot.',
      hint: 'Should money have left your account all the same, the bot finds it and tells you.',
    },
    nothing: {
      title: 'Back to the bot',
      text: 'The bot tells you what became of the payment.',
      hint: 'Telegram does not open? Switch your VPN on again.',
    },
    back: 'Back to the bot',
  },
  ru: {
    paid: {
      title: 'Проверяем оплату',
      text: 'Уточняем у банка. Бот сообщит о результате через несколько секунд.',
      hint: 'Telegram не открывается? Снова включите VPN.',
    },
    cancelled: {
      title: 'Оплата не прошла',
      text: 'Деньги не списаны. Оплатить снова можно из бота.',
      hint: 'Если деньги всё же списались, бот их найдёт и сообщит вам.',
    },
    nothing: {
      title: 'Вернуться в бот',
      text: 'Бот сообщит, что стало с платежом.',
      hint: 'Telegram не открывается? Снова включите VPN.',
    },
    back: 'Вернуться в бот',
  },
};

/** A clock, a cross, a speech bubble. */
const signs: Readonly<Record<Claim, string>> = {
  paid: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
  cancelled: '<path d="M6 6l12 12M18 6L6 18"/>',
  nothing: '<path d="M4 5h16v11H10l-5 4v-4H4z"/>',
};

/** What is shown to a payer: what the gateway said in passing, and whose bot it was. */
export interface PaymentPage {
  readonly claims: CallbackHint['claims'];
  /** Of the bot, without @. */
  readonly username: string;
}

/**
 * Shows a payer's browser on its way back what the gateway said, which proves nothing, and leads it into the chat, where the bot
 * tells what is so. In the language that our callback's address carries (`l`), else in one that the browser asks for.
 */
export function showPaymentPage(ctx: Context, { claims, username }: PaymentPage): void {
  const { l: given } = ctx.query;
  const asked = ctx.acceptsLanguages(...languages);
  const language = isLanguage(given) ? given : isLanguage(asked) ? asked : 'en';
  const claim = claims ?? 'nothing';
  const { [claim]: said, back } = words[language];
  const escape = escapePageHtml;
  ctx.set(pageHeaders);
  ctx.vary('Accept-Language');
  ctx.type = 'html';
  ctx.body = page(
    said.title,
    `<svg class="sign${claim === 'cancelled' ? ' bad' : ''}" viewBox="0 0 24 24" aria-hidden="true">${signs[claim]}</svg>
<h1>${escape(said.title)}</h1><p>${escape(said.text)}</p>
<nav><a class="main" href="https://t.me/${escape(username)}">${escape(back)}</a></nav>
<p class="hint">${escape(said.hint)}</p>`,
    language,
  );
}

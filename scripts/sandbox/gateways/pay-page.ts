import { escapePageHtml } from '#ingress/page.js';
import type { PayButton, PayPage } from './stand-in.js';

interface Words {
  readonly title: (brand: string) => string;
  readonly sandbox: string;
  readonly number: string;
  readonly buttons: Readonly<Record<PayButton, string>>;
  readonly states: Readonly<Record<'paid' | 'ended', string>>;
}

const words: Readonly<Record<PayPage['language'], Words>> = {
  fa: {
    title: (brand) => `پرداخت با ${brand}`,
    sandbox: 'این درگاه آزمایشی است و هیچ پولی جابه‌جا نمی‌شود.',
    number: 'شمارهٔ تراکنش',
    buttons: {
      pay: 'پرداخت',
      cancel: 'انصراف',
      pay_less: 'پرداخت کمتر از مبلغ',
      pay_more: 'پرداخت بیشتر از مبلغ',
      pay_late: 'پرداخت با تأخیر (یک دقیقه بعد)',
      callback_lost: 'پرداخت، بدون خبر به ربات',
    },
    states: { paid: 'این مبلغ پرداخت شده است. به ربات برگردید.', ended: 'این پرداخت به پایان رسیده است.' },
  },
  en: {
    title: (brand) => `Pay with ${brand}`,
    sandbox: 'This gateway is a stand-in: no money moves.',
    number: 'Number',
    buttons: {
      pay: 'Pay',
      cancel: 'Cancel',
      pay_less: 'Pay too little',
      pay_more: 'Pay too much',
      pay_late: 'Pay late (in a minute)',
      callback_lost: 'Pay, and the bot is not told',
    },
    states: { paid: 'This is paid. Go back to the bot.', ended: 'This payment is over.' },
  },
  ru: {
    title: (brand) => `Оплата через ${brand}`,
    sandbox: 'Это учебная касса: деньги не списываются.',
    number: 'Номер',
    buttons: {
      pay: 'Оплатить',
      cancel: 'Отменить',
      pay_less: 'Заплатить меньше',
      pay_more: 'Заплатить больше',
      pay_late: 'Заплатить позже (через минуту)',
      callback_lost: 'Заплатить, но боту не сообщать',
    },
    states: { paid: 'Оплачено. Вернитесь в бот.', ended: 'Этот платёж завершён.' },
  },
};

const style = (accent: string): string => `
  :root { color-scheme: light; --accent: ${accent}; }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 20px; background: #eef0f4; color: #1b2130;
    font: 16px/1.7 system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", Tahoma, sans-serif; }
  main { width: 100%; max-width: 400px; background: #fff; border-radius: 16px; overflow: hidden;
    box-shadow: 0 12px 40px rgb(15 25 50 / 12%); }
  header { padding: 20px 28px; background: var(--accent); font-weight: 700; font-size: 18px; }
  section { padding: 24px 28px 28px; }
  .amount { margin: 0; font-size: 28px; font-weight: 700; line-height: 1.3; }
  .what { margin: 4px 0 16px; }
  .soft { margin: 0 0 20px; color: #5d6780; font-size: 14px; overflow-wrap: anywhere; }
  code { font: 12px ui-monospace, monospace; }
  button { display: block; width: 100%; margin: 0 0 10px; padding: 11px 14px; border: 1px solid #d6dbe5; border-radius: 10px;
    background: #fff; color: inherit; font: inherit; cursor: pointer; }
  button:hover { border-color: #9aa5bd; }
  button:focus-visible { outline: 3px solid #1b213055; }
  button.first { border-color: var(--accent); background: var(--accent); font-weight: 700; }
  .state { margin: 0 0 16px; padding: 12px 14px; border-radius: 10px; background: #eef7ee; }
  .note { margin: 12px 0 0; color: #5d6780; font-size: 13px; }
`;

/** The page on which a payer of the sandbox pays, or does not. */
export function payPage({
  language,
  brand,
  accent,
  amount,
  description,
  number,
  state,
  buttons,
}: PayPage): string {
  const { title, sandbox, number: numberWord, buttons: names, states } = words[language];
  const escape = escapePageHtml;
  const rows = buttons.map(
    (name, at) =>
      `<button${at === 0 ? ' class="first"' : ''} name="button" value="${name}">${names[name]}</button>`,
  );
  const body =
    state === 'open'
      ? `<form method="post">${rows.join('')}</form>`
      : `<p class="state">${states[state]}</p>`;
  return `<!doctype html>
<html lang="${language}" dir="${language === 'fa' ? 'rtl' : 'ltr'}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title(brand))}</title><style>${style(accent)}</style>
<main><header>${escape(title(brand))}</header><section>
<p class="amount">${escape(amount)}</p><p class="what"><bdi>${escape(description)}</bdi></p>
<p class="soft">${numberWord}: <code dir="ltr">${escape(number)}</code></p>
${body}<p class="note">${sandbox}</p></section></main>
</html>
`;
}

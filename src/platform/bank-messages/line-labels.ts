/** What a value is by what stands before it. */
export type LineKind =
  | 'account'
  | 'account_credited'
  | 'account_debited'
  | 'amount'
  | 'balance'
  | 'card'
  | 'deposit'
  | 'reference'
  | 'time'
  | 'unused'
  | 'withdrawal'
  | 'word';

/** Labels of each kind, as `messageLines` writes them. */
const table: Readonly<Record<LineKind, string>> = {
  account:
    'حساب|به حساب|شماره حساب|به شماره حساب|حساب شماره|سپرده|به سپرده|شماره سپرده|سپرده شماره|به|حساب شما|به حساب شما|حساب مقصد|شبا',
  account_credited: 'واریز به|واریزی به|انتقال وارده به',
  account_debited: 'برداشت از|برداشت از سپرده|از حساب|از سپرده',
  amount:
    'مبلغ|به مبلغ|مبلغ تراکنش|انتقال|انتقالی|انتقال وجه|انتقال اینترنت|انتقال اینترنتی|انتقال همراه بانک|انتقال کارت|انتقال کارتی|انتقال شتاب|انتقال شتابی|کارتی|همراه بانک|اینترنت بانک|اینترنت|عابربانک|خودپرداز|شتاب|شتابی|پایا|ساتنا|پل|حواله|گردش',
  balance:
    'مانده|موجودی|مانده حساب|موجودی حساب|مانده حساب شما|موجودی حساب شما|مانده قابل برداشت|موجودی قابل برداشت|مانده فعلی|موجودی فعلی|مانده جدید|موجودی جدید|مانده کل',
  card: 'کارت|به کارت|شماره کارت|به شماره کارت|کارت شماره|کارت شما|به کارت شما|کارت مقصد',
  deposit:
    'واریز|واریزی|واریز وجه|واریز مبلغ|واریز نقدی|واریز انتقالی|واریز اینترنتی|واریز اینترنت|واریز کارتی|واریز شتاب|واریز شتابی|واریز پایا|واریز ساتنا|واریز پل|واریز حواله|واریز همراه بانک|واریز عابربانک|واریز خودپرداز|واریز انتقال|بستانکار|انتقال وارده',
  reference: 'پیگیری|رهگیری|مرجع|شماره سند|سند|کد سند|شماره تراکنش|ارجاع',
  time: 'تاریخ|ساعت|زمان|تاریخ تراکنش|زمان تراکنش',
  unused:
    'از کارت|کارت مبدا|مبدا|از شبا|از بانک|از طریق|بابت|شرح|توضیح|توضیحات|شعبه|کد شعبه|پایانه|درگاه|محل|کانال|فرستنده|واریز کننده|شناسه',
  withdrawal:
    'برداشت|برداشتی|برداشت وجه|برداشت مبلغ|برداشت نقدی|برداشت انتقالی|برداشت کارت|برداشت پایا|برداشت ساتنا|برداشت حواله|برداشت پل|مبلغ برداشت|خرید|خرید کارت|خرید با کارت|خرید اینترنتی|خرید اینترنت|خرید شارژ|پرداخت|پرداخت قبض|پرداخت قسط|کارمزد|کسر|بدهکار|انتقال صادره',
  word: 'نوع|نوع تراکنش|تراکنش|عملیات',
};

const kinds: ReadonlyMap<string, LineKind> = new Map(
  Object.entries(table).flatMap(([kind, labels]) =>
    labels.split('|').map((label): [string, LineKind] => [label, kind as LineKind]),
  ),
);

/** What a value is after a label; undefined: a label that we do not know. */
export const kindOf = (label: string): LineKind | undefined => kinds.get(label);

/** Which way the money went, by a line without a value; `neither`: it does not say. */
export type LineDirection = 'deposit' | 'neither' | 'withdrawal';

/** Lines without a value. */
const wordTable: Readonly<Record<LineDirection, string>> = {
  deposit:
    'واریز|واریزی|واریز پول|واریز وجه|واریز شد|واریز گردید|واریز نقدی|واریز کارتی|واریز انتقالی|واریز اینترنتی|واریز شتابی|واریز شتاب|واریز پایا|واریز ساتنا|واریز پل|واریز حواله|واریز پایاپای|به حساب شما نشست|به حسابتان نشست|انتقال وارده|بستانکار',
  neither:
    'انتقال|انتقالی|انتقال وجه|انتقال وجه کارتی|انتقال کارتی|کارت|سود|سود سپرده|شتاب|شتابی|پایا|ساتنا|پل|حواله|همراه بانک|اینترنت بانک|عابربانک|خودپرداز|به حساب شما|حساب شما|کارت شما|به کارت شما|گردش حساب|مشتری گرامی',
  withdrawal:
    'برداشت|برداشتی|برداشت پول|برداشت وجه|برداشت شد|کسر شد|برداشت نقدی|برداشت انتقالی|برداشت پایا|برداشت پل|برداشت حواله|برداشت حواله پل|برداشت کارتی|از حساب شما پرید|خرید|خرید کارت|خرید با کارت|خرید اینترنتی|خرید شارژ|پرداخت قبض|پرداخت قسط|کارمزد|کارمزد پیامک|انتقال صادره|بدهکار',
};

const words: ReadonlyMap<string, LineDirection> = new Map(
  Object.entries(wordTable).flatMap(([direction, lines]) =>
    lines.split('|').map((line): [string, LineDirection] => [line, direction as LineDirection]),
  ),
);

/** Which way the money went by a line of words; undefined: a line that we do not know. */
export const directionOf = (line: string): LineDirection | undefined => words.get(line);

/** Something that did not happen, was turned back, is to come, or is a password: nothing that settles a payment. */
const doubtful =
  /رمز|ناموفق|برگشت|عودت|ابطال|لغو|اصلاح|مسدود|خواهد|درخواست|در انتظار|تایید نشده|کد تایید|چک |otp|password/i;

/** Does a message speak of money that may not be there? */
export const isDoubtful = (line: string): boolean => doubtful.test(line);

/** A password, or a code that opens something: such a message is kept nowhere. */
export const hasPassword = (plain: string): boolean =>
  /رمز|کد ?(?:تایید|ورود|فعال|یکبار|یک بار|امنیتی|احراز)|otp|pass(?:word|code)|\bcode\b/i.test(plain);

/** Words of money that went away, in what is otherwise not looked at. */
export const speaksOfSpending = (text: string): boolean => /برداشت|خرید|کسر|پرید|کارمزد/.test(text);

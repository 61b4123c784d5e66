import type { Language } from './language.js';

/** A bank of Iran: a short name for programs, and its name for people. */
export interface Bank {
  readonly code: string;
  readonly name: Readonly<Record<Language, string>>;
}

/**
 * Banks and credit institutions of Iran with the first six digits of their cards, by code. Those that were merged into
 * another bank keep their name: people know their cards by it.
 */
const table: Readonly<Record<string, readonly [prefixes: string, fa: string, en: string, ru: string]>> = {
  ansar: ['627381', 'بانک انصار', 'Ansar Bank', 'Банк «Ансар»'],
  ayandeh: ['636214', 'بانک آینده', 'Ayandeh Bank', 'Банк «Аянде»'],
  central: ['636795', 'بانک مرکزی', 'Central Bank of Iran', 'Центральный банк Ирана'],
  dey: ['502938', 'بانک دی', 'Dey Bank', 'Банк «Дей»'],
  eghtesad_novin: ['627412', 'بانک اقتصاد نوین', 'Eghtesad Novin Bank', 'Банк «Эгтесад Новин»'],
  gardeshgari: ['505416', 'بانک گردشگری', 'Gardeshgari (Tourism) Bank', 'Банк «Гардешгари»'],
  ghavamin: ['639599', 'بانک قوامین', 'Ghavamin Bank', 'Банк «Гавамин»'],
  hekmat: ['636949', 'بانک حکمت ایرانیان', 'Hekmat Iranian Bank', 'Банк «Хекмат Ираниан»'],
  iran_venezuela: ['581874', 'بانک ایران و ونزوئلا', 'Iran–Venezuela Bank', 'Ирано-Венесуэльский банк'],
  iran_zamin: ['505785', 'بانک ایران زمین', 'Iran Zamin Bank', 'Банк «Иран Замин»'],
  karafarin: ['502910 627488', 'بانک کارآفرین', 'Karafarin Bank', 'Банк «Карафарин»'],
  keshavarzi: [
    '603770 639217',
    'بانک کشاورزی',
    'Bank Keshavarzi (Agriculture)',
    'Сельскохозяйственный банк «Кешаварзи»',
  ],
  kosar: ['505801', 'مؤسسه اعتباری کوثر', 'Kosar Credit Institution', 'Кредитная организация «Косар»'],
  maskan: ['628023', 'بانک مسکن', 'Bank Maskan (Housing)', 'Жилищный банк «Маскан»'],
  mehr_eghtesad: ['639370', 'بانک مهر اقتصاد', 'Mehr Eghtesad Bank', 'Банк «Мехр Эгтесад»'],
  mehr_iran: ['606373', 'بانک قرض‌الحسنه مهر ایران', 'Mehr Iran Bank', 'Банк «Мехр Иран»'],
  melal: ['606256', 'مؤسسه اعتباری ملل', 'Melal Credit Institution', 'Кредитная организация «Мелаль»'],
  mellat: ['610433 991975', 'بانک ملت', 'Bank Mellat', 'Банк «Меллат»'],
  melli: ['603799', 'بانک ملی ایران', 'Bank Melli Iran', 'Банк «Мелли Иран»'],
  middle_east: ['505809 585947', 'بانک خاورمیانه', 'Middle East Bank', 'Ближневосточный банк «Хаваре Миане»'],
  noor: ['507677', 'مؤسسه اعتباری نور', 'Noor Credit Institution', 'Кредитная организация «Нур»'],
  parsian: ['622106 627884 639194', 'بانک پارسیان', 'Parsian Bank', 'Банк «Парсиан»'],
  pasargad: ['502229 639347', 'بانک پاسارگاد', 'Bank Pasargad', 'Банк «Пасаргад»'],
  post: ['627760', 'پست بانک ایران', 'Post Bank of Iran', 'Почтовый банк Ирана'],
  refah: ['589463', 'بانک رفاه کارگران', 'Refah Kargaran Bank', 'Банк «Рефах»'],
  resalat: ['504172', 'بانک قرض‌الحسنه رسالت', 'Resalat Bank', 'Банк «Ресалат»'],
  saderat: ['603769', 'بانک صادرات ایران', 'Bank Saderat Iran', 'Банк «Садерат Иран»'],
  saman: ['621986', 'بانک سامان', 'Saman Bank', 'Банк «Саман»'],
  sanat_madan: ['627961', 'بانک صنعت و معدن', 'Bank of Industry and Mine', 'Банк промышленности и шахт'],
  sarmayeh: ['639607', 'بانک سرمایه', 'Sarmayeh Bank', 'Банк «Сармайе»'],
  sepah: ['589210', 'بانک سپه', 'Bank Sepah', 'Банк «Сепах»'],
  shahr: ['502806 504706', 'بانک شهر', 'Bank Shahr (City)', 'Банк «Шахр»'],
  sina: ['639346', 'بانک سینا', 'Sina Bank', 'Банк «Сина»'],
  tejarat: ['585983 627353', 'بانک تجارت', 'Bank Tejarat', 'Банк «Теджарат»'],
  tosee: ['628157', 'مؤسسه اعتباری توسعه', 'Tosee Credit Institution', 'Кредитная организация «Тосее»'],
  tosee_saderat: [
    '207177 627648',
    'بانک توسعه صادرات ایران',
    'Export Development Bank of Iran',
    'Банк развития экспорта Ирана',
  ],
  tosee_taavon: ['502908', 'بانک توسعه تعاون', 'Tosee Taavon Bank', 'Банк «Тосее Таавон»'],
};

const byPrefix: ReadonlyMap<string, Bank> = new Map(
  Object.entries(table).flatMap(([code, [prefixes, fa, en, ru]]) =>
    prefixes.split(' ').map((prefix): [string, Bank] => [prefix, { code, name: { fa, en, ru } }]),
  ),
);

/** The bank that gave out a card, by the first six of its digits; undefined: none that we know. */
export const bankOfCard = (number: string): Bank | undefined => byPrefix.get(number.slice(0, 6));

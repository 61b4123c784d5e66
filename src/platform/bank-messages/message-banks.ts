import { latinDigits } from '../typed-number.js';

/**
 * The banks by their code in `banks.ts`: what they call themselves at the head of a message, and the names and numbers that
 * their messages come from (small letters and digits only).
 */
const table: Readonly<Record<string, readonly [titles: string, senders: string]>> = {
  ayandeh: ['بانک آینده|آینده', 'ayandeh|ayandehbank|bankayandeh'],
  blu: ['بلو|بلوبانک|بلو بانک|blubank', 'blu|blubank|989999987641'],
  dey: ['بانک دی', 'day|daybank|bankday|dey|deybank|bankdey'],
  eghtesad_novin: ['بانک اقتصاد نوین|اقتصاد نوین', 'enbank|eghtesadnovin|ben'],
  gardeshgari: ['بانک گردشگری|گردشگری', 'gardeshgari|tourismbank|bankgardeshgari|tbank'],
  iran_zamin: ['بانک ایران زمین|ایران زمین', 'izbank|iranzamin|bankiranzamin'],
  karafarin: ['بانک کارآفرین|بانک کارافرین|کارآفرین', 'karafarin|karafarinbank|bkarafarin'],
  keshavarzi: ['بانک کشاورزی|کشاورزی', 'keshavarzi|bki|bankkeshavarzi|agribank'],
  maskan: ['بانک مسکن|مسکن', 'maskan|bankmaskan|maskanbank'],
  mehr_iran: [
    'بانک قرض الحسنه مهر ایران|بانک مهر ایران|مهر ایران|بانک مهر',
    'bqmehriran|qmehriran|mehriran|qmb',
  ],
  melal: ['موسسه اعتباری ملل|موسسه ملل', 'melal|melalci'],
  mellat: ['بانک ملت|ملت', 'mellat|bankmellat|bmellat'],
  melli: ['بانک ملی ایران|بانک ملی|ملی', 'melli|bmi|bankmelli|700717|98700717'],
  middle_east: ['بانک خاورمیانه|خاورمیانه', 'khmbank|middleeastbank|meb|khavarmianeh'],
  parsian: ['بانک پارسیان|پارسیان', 'parsian|parsianbank|bankparsian'],
  pasargad: ['بانک پاسارگاد|پاسارگاد', 'pasargad|bpasargad|bankpasargad|bpi'],
  post: ['پست بانک ایران|پست بانک', 'postbank|postbankiran|pbi'],
  refah: ['بانک رفاه کارگران|بانک رفاه|رفاه', 'refah|refahbank|bankrefah'],
  resalat: ['بانک قرض الحسنه رسالت|بانک رسالت|رسالت', 'resalat|resalatbank|rqbank'],
  saderat: ['بانک صادرات ایران|بانک صادرات|صادرات', 'saderat|bsi|banksaderat'],
  saman: ['بانک سامان|سامان', 'saman|samanbank|banksaman|sb24'],
  sarmayeh: ['بانک سرمایه|سرمایه', 'sarmayeh|sarmayehbank'],
  sepah: ['بانک سپه|سپه', 'sepah|banksepah|bsepah|200021|98200021'],
  shahr: ['بانک شهر|شهر', 'shahr|bankshahr|shahrbank|citybank'],
  sina: ['بانک سینا|سینا', 'sina|sinabank|banksina'],
  tejarat: ['بانک تجارت|تجارت', 'tejarat|tejaratbank|banktejarat'],
  tosee_taavon: ['بانک توسعه تعاون|توسعه تعاون', 'ttbank|toseetaavon'],
};

const titles: ReadonlyMap<string, string> = new Map(
  Object.entries(table).flatMap(([code, [names]]) =>
    names.split('|').map((name): [string, string] => [name, code]),
  ),
);
const senders: ReadonlyMap<string, string> = new Map(
  Object.entries(table).flatMap(([code, [, names]]) =>
    names.split('|').map((name): [string, string] => [name, code]),
  ),
);

/** What banks call themselves at the head of a message, the longest first. */
export const bankTitles: readonly string[] = [...titles.keys()].sort(
  (one, other) => other.length - one.length,
);

/** The code of the bank that a line names; undefined: it is no bank's name. */
export const bankOfTitle = (line: string): string | undefined => titles.get(line.toLowerCase());

/** A sender as it is compared: small letters and digits only, without the signs that phones put between. */
export const plainSender = (sender: string): string =>
  latinDigits(sender)
    .toLowerCase()
    .replace(/[^a-z\d]/g, '');

/** The code of the bank that sends under a name or number; undefined: none that we know. */
export const bankOfSender = (sender: string): string | undefined => senders.get(plainSender(sender));

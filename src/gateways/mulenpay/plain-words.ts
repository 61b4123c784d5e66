/** Beginnings of words that the moderation of MulenPay does not let pass. The list is ours: theirs is not published. */
const stems = [
  ...['casino', 'казино', 'gambl', 'азартн', 'bookmak', 'букмекер', 'тотализатор', 'betting'],
  ...['poker', 'покер', 'roulette', 'рулетк', 'lotter', 'лотере', 'jackpot', 'джекпот'],
  ...['porn', 'порно', 'erotic', 'эротик', 'escort', 'эскорт', 'наркот', 'narcotic', 'weapon', 'оружи'],
  ...['forex', 'форекс'],
];
const refused = new RegExp(`(?<![\\p{L}\\p{N}])(?:${stems.join('|')})[\\p{L}\\p{N}]*`, 'giu');

/** The text without them; `instead` where no word is left. */
export function plainWords(text: string, instead: string): string {
  const kept = text.replace(refused, ' ').replace(/\s+/g, ' ').trim();
  return /[\p{L}\p{N}]/u.test(kept) ? kept : instead;
}

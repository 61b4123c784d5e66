/** Words, by their beginnings, that the moderation of MulenPay does not let pass. The list is ours: theirs is not published. */
const refused = [
  /(?<![\p{L}\p{N}])(?:casino|казино|gambl|азартн|bookmak|букмекер|тотализатор|betting)[\p{L}\p{N}]*/giu,
  /(?<![\p{L}\p{N}])(?:poker|покер|roulette|рулетк|lotter|лотере|jackpot|джекпот)[\p{L}\p{N}]*/giu,
  /(?<![\p{L}\p{N}])(?:porn|порно|erotic|эротик|escort|эскорт|наркот|narcotic)[\p{L}\p{N}]*/giu,
  /(?<![\p{L}\p{N}])(?:weapon|оружи|forex|форекс)[\p{L}\p{N}]*/giu,
];

/** The text without them; `instead` where no word is left. */
export function plainWords(text: string, instead: string): string {
  const plain = refused.reduce((rest, words) => rest.replace(words, ' '), text);
  const kept = plain.replace(/\s+/g, ' ').trim();
  return /[\p{L}\p{N}]/u.test(kept) ? kept : instead;
}

/*
 * What holds a card back, as conditions on a row called `card`. `$1` is the bot, `$2` the sum in toman, `$3` the start of the
 * bot's day, `$4` the hour that its clocks show.
 */

/**
 * What counts towards a day: payments that began on the card since the day began by the bot's clocks, and are pending or
 * approved. One that was cancelled, expired or was rejected gives its room back, and takes it again if it is approved after
 * all. It is read by `card_to_card_payments_card`, for a card that has such a limit alone: today's rows of that card.
 */
const begunToday = `from card_to_card_payments as payment
  where payment.bot_id = $1 and payment.card_id = card.id and payment.created_at >= $3
    and payment.status in ('pending', 'approved')`;

/** The day's count and sum leave room for one more payment of the sum. */
export const hasRoomToday = `(
  case when card.day_count_limit is null then true
    else (select count(*) ${begunToday}) < card.day_count_limit end
  and case when card.day_sum_limit_toman is null then true
    else (select coalesce(sum(payment.amount_toman), 0) + $2::bigint ${begunToday}) <= card.day_sum_limit_toman end)`;

/** The sum is one that the card is for. */
export const takesSum = `
  $2::bigint between coalesce(card.min_toman, 0) and coalesce(card.max_toman, $2::bigint)`;

/** The hour is one at which it is shown; its hours may go past midnight. */
export const isOnDuty = `(
  card.hours_from is null
  or case when card.hours_from < card.hours_until then $4 >= card.hours_from and $4 < card.hours_until
    else $4 >= card.hours_from or $4 < card.hours_until end)`;

/** It can be shown for the sum now. */
export const isOpen = `card.bot_id = $1 and card.is_active and ${takesSum} and ${isOnDuty} and ${hasRoomToday}`;

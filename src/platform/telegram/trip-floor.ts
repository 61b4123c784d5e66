/** Answers between which the shortest is looked for; so many at first say nothing yet. */
const answersALook = 200;
const fewest = 20;
/** How much of the shortest is believed: the rest is for ways that have become shorter since. */
const believed = 0.9;
const mostMs = 250;

/** How long the way to Telegram and back takes at least, by the answers of late. */
export interface TripFloor {
  /** Notes an answer that came after so many ms; returns the whole ms that its call and any next one surely were on the way. 0: no answer. */
  spares(answeredMs: number | undefined): number;
}

/**
 * Watches it. It is the shortest of the last 200 to 400 answers, so it falls at once when answers come sooner, and rises late.
 * The processes of a fleet stand equally far from Telegram.
 */
export function openTripFloor(): TripFloor {
  let before = Infinity;
  let shortest = Infinity;
  let answers = 0;
  return {
    spares: (answeredMs) => {
      if (answeredMs === undefined) return 0;
      if (answers === answersALook) [before, shortest, answers] = [shortest, Infinity, 0];
      answers += 1;
      shortest = Math.min(shortest, answeredMs);
      const isKnown = answers >= fewest || before < Infinity;
      return isKnown ? Math.floor(Math.min(mostMs, believed * Math.min(before, shortest))) : 0;
    },
  };
}

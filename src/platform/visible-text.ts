/**
 * Blanks, controls, what joins or turns other signs, and marks without a letter are nothing to the eye, nor are the blank
 * of Braille and the stand-in for an object. Telegram calls a text of such signs alone empty.
 */
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{M}\u2800\ufffc]/u;

/** Is there anything in a plain text that a reader sees? Of Telegram's HTML ask it about `shownText`. */
export const hasVisibleText = (text: string): boolean => visible.test(text);

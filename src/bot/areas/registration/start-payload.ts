/** Is this what a link `t.me/<bot>?start=…` may carry: 1 to 64 of `[A-Za-z0-9_-]`? */
export const isStartPayload = (text: string): boolean => /^[\w-]{1,64}$/.test(text);

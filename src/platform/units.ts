/** Milliseconds. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Bytes: what people and the panel call a gigabyte is 2³⁰ of them. */
export const gigabyte = 2 ** 30;

/** A request of the page that cannot be: HTTP status and the reason, which the page shows. */
export class PageError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

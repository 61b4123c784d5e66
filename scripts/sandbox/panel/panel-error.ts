import type { z } from 'zod';

/** A refusal in the panel's words. */
export class PanelError extends Error {
  constructor(
    readonly status: number,
    readonly body: (path: string) => object,
  ) {
    super(`panel ${status}`);
  }
}

/** One with a code of the panel, such as A025. */
export const coded = (status: number, errorCode: string, message: string): PanelError =>
  new PanelError(status, (path) => ({ timestamp: new Date().toISOString(), path, message, errorCode }));

/** A request that the validation refused. */
export const invalid = (error: z.ZodError): PanelError =>
  new PanelError(400, () => ({ statusCode: 400, message: 'Validation failed', errors: error.issues }));

/** A path that this version does not have. */
export const noRoute = (method: string): PanelError =>
  new PanelError(404, (path) => ({
    message: `Cannot ${method} ${path}`,
    error: 'Not Found',
    statusCode: 404,
  }));

export const unauthorized = (): PanelError =>
  new PanelError(401, () => ({ message: 'Unauthorized', statusCode: 401 }));

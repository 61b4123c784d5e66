import type { Json } from './types.js';

/** A refusal in the Bot API's own shape: code, description and the parameters that help the caller. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    readonly description: string,
    readonly parameters?: { retry_after?: number; migrate_to_chat_id?: number },
  ) {
    super(description);
    this.name = 'ApiError';
  }
}

/** A 400 whose text follows the words "Bad Request: ". */
export function badRequest(text: string): ApiError {
  return new ApiError(400, `Bad Request: ${text}`);
}

/** A 403 whose text follows the word "Forbidden: ". */
export function forbidden(text: string): ApiError {
  return new ApiError(403, `Forbidden: ${text}`);
}

/** A 429 that asks for a pause of whole seconds. */
export function tooManyRequests(seconds: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}

/** The body that carries an error to the client. */
export function errorBody(error: ApiError): Json {
  const body: Json = { ok: false, error_code: error.code, description: error.description };
  if (error.parameters) body.parameters = error.parameters;
  return body;
}

import type { Middleware } from 'koa';
import { problemBody, problemHeaders } from '../problem.js';
import { problemOf, problemOfStatus } from '../problem-of.js';

/** Turns whatever was thrown, and every empty refusal, into `application/problem+json`. */
export const answerErrors: Middleware = async (ctx, next) => {
  try {
    await next();
    if (ctx.status >= 400 && ctx.body === undefined) throw problemOfStatus(ctx.status, ctx.method);
  } catch (error) {
    const problem = problemOf(error);
    ctx.status = problem.status;
    ctx.set(problemHeaders(problem));
    ctx.body = problemBody(problem.status, problem.code, problem.detail);
    ctx.state.code = problem.code;
  }
};

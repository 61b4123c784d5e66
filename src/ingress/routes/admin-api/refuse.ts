import { refusalAnswer, type Answer, type RefusedRequest } from '#api/answer.js';

/** A request that the contract refuses; thrown anywhere below `/api/v1`, answered as a problem. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly answer: Answer;
  constructor(readonly refusal: RefusedRequest) {
    super(refusal.code);
    this.answer = refusalAnswer(refusal);
  }
}

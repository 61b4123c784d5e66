import type { z } from 'zod';
import { garbageOf, isItsOwn, readAnswer, type GatewayAnswer } from './call-gateway.js';
import type { MoneyAfterFault } from './fault.js';

/** How a gateway is asked, where the status 200 alone is success. */
interface CallWays<P, C> {
  readonly gateway: string;
  ask(place: P, call: C): Promise<GatewayAnswer>;
  /** What the gateway's own word of another status means, 400 or above. */
  refusal(answer: GatewayAnswer): Error;
}

/** What a call results in, as `schema` has it. Throws what `callGateway` throws, `gateway.garbage`, and the gateway's refusals. */
type Read<P, C, None = never> = <S extends z.ZodType>(
  place: P,
  call: C,
  schema: S,
) => Promise<z.output<S> | None>;

/** The calls of such a gateway; `find` is for what it may not know (404): undefined. */
export function callsOf<P, C extends { readonly money?: MoneyAfterFault }>({
  gateway,
  ask,
  refusal,
}: CallWays<P, C>): { readonly call: Read<P, C>; readonly find: Read<P, C, undefined> } {
  function read<S extends z.ZodType>(answer: GatewayAnswer, { money }: C, schema: S): z.output<S> {
    if (answer.status === 200) return readAnswer(answer, schema, { gateway, money });
    if (answer.status < 400 || !isItsOwn(answer)) throw garbageOf(answer, { gateway, money });
    throw refusal(answer);
  }
  return {
    call: async (place, call, schema) => read(await ask(place, call), call, schema),
    find: async (place, call, schema) => {
      const answer = await ask(place, call);
      return answer.status === 404 && isItsOwn(answer) ? undefined : read(answer, call, schema);
    },
  };
}

import { z } from 'zod';
import { credentialNames, credentialWords as told } from '#gateways/credential-words.js';
import { own, secret, setting } from '#platform/setting-kinds.js';

const uuid = (words: Parameters<typeof setting>[2]) =>
  setting('text', { schema: z.uuid().nullable(), default: null }, words);

const { apiKey, merchantId } = credentialNames;

/** Credentials of payment gateways that are not built yet; those of a built one are beside it (`src/gateways`). */
export const comingGatewaySettings = {
  heleket_api_key: secret(told('Heleket', apiKey)),
  heleket_merchant_id: own(uuid(told('Heleket', merchantId))),
};

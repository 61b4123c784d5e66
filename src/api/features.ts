import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { botEndpoint } from './endpoint.js';
import { perLanguage } from './values.js';

const featureKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/)
  .meta({ description: 'Key of a feature', examples: ['trial_subscription'] });
const config = z
  .record(z.string(), z.unknown())
  .meta({ description: 'What can be set of this feature; unknown members are refused' });

const feature = z
  .object({
    feature_key: featureKey,
    enabled: z.boolean().meta({ description: 'The flag; a default where nobody set it' }),
    is_on: z.boolean().meta({
      description: 'Does it work: the flag and, where the feature has one, the field of the bot',
    }),
    is_set: z.boolean().meta({ description: '`false`: all of it is the default' }),
    config: config.meta({ description: 'With the defaults filled in' }),
    lacks: z.array(z.string()).meta({
      description:
        'Settings, or a field of the bot, without which the feature cannot work though it is enabled',
    }),
    title: perLanguage,
    description: perLanguage,
  })
  .meta({ id: 'Feature', description: 'A part of a bot that can be switched' });
const params = z.object({ feature_key: featureKey });

/** What is switched on in a bot. */
export const featureEndpoints = {
  'features.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/features/{feature_key}',
    access: 'tenant',
    params,
    output: feature,
    etag: 'gives',
    summary: 'Read a feature',
    errors: ['feature.unknown', 'feature.planned'],
  }),
  'features.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/features',
    access: 'tenant',
    output: z.object({ items: z.array(feature) }),
    summary: 'List the features of a bot',
    description: 'All there are, by key.',
  }),
  'features.put': botEndpoint({
    method: 'PUT',
    path: '/bots/{bot_id}/features/{feature_key}',
    access: 'tenant',
    params,
    body: z.strictObject({ enabled: z.boolean().optional(), config: config.optional() }),
    output: feature,
    etag: 'checks',
    summary: 'Switch and configure a feature',
    description: `What is left out stays; \`config\` takes the place of the present one, and may have ${botBounds.featureBytes} bytes. The fleet follows within a second.`,
    errors: ['feature.unknown', 'feature.planned', 'feature.refused'],
  }),
  'features.reset': botEndpoint({
    method: 'DELETE',
    path: '/bots/{bot_id}/features/{feature_key}',
    access: 'tenant',
    params,
    etag: 'checks',
    summary: 'Take a feature back to its default',
    description: 'Its configuration too. Doing it again changes nothing.',
    errors: ['feature.unknown', 'feature.planned'],
  }),
} as const;

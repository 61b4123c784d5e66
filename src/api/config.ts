import { z } from 'zod';
import { botBounds } from '#platform/bounds.js';
import { botEndpoint } from './endpoint.js';
import { id, pageOf, pageQuery, text, time } from './schemas.js';
import { json, perLanguage } from './values.js';

const configKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,99}$/)
  .meta({ description: 'Key of a setting', examples: ['trial_days'] });
const setBy = z.enum(['master', 'tenant']).meta({
  description: '`master`: the master token alone may set it. `tenant`: the tokens of the bot too',
});

const setting = z
  .object({
    config_key: configKey,
    group: z.string(),
    value: z.unknown().meta({ description: 'Of a secret a mask, or null where it is not set' }),
    default: z.unknown().meta({ description: 'What holds while it is not set' }),
    is_set: z.boolean(),
    set_at: time.nullable(),
    set_by: setBy,
    is_secret: z.boolean(),
  })
  .meta({ id: 'Setting', description: 'A configuration key of a bot with its value' });

const kind = z
  .object({
    config_key: configKey,
    group: z.string(),
    type: z.string().meta({ description: 'How a form asks for it', examples: ['number', 'switch'] }),
    title: perLanguage,
    description: perLanguage,
    value_schema: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema of the value' }),
    default: z.unknown(),
    min: z.number().nullable(),
    max: z.number().nullable(),
    unit: z
      .string()
      .nullable()
      .meta({ description: 'What a number counts', examples: ['days', 'toman'] }),
    choices: z.array(z.string()).nullable(),
    set_by: setBy,
    is_secret: z.boolean(),
  })
  .meta({ id: 'SettingKind', description: 'A configuration key: what it means and which values it takes' });

const change = z
  .object({
    id,
    at: time,
    kind: z.enum(['feature', 'setting']),
    key: z.string(),
    before: z.unknown().meta({ description: 'Secrets are masked; null where it was not set' }),
    after: z.unknown().meta({ description: 'Secrets are masked; null where it is not set' }),
    actor: z.object({
      kind: z.enum(['master', 'token', 'person', 'system']),
      id: z.string().nullable(),
      name: z.string().nullable(),
    }),
  })
  .meta({ id: 'SettingChange', description: 'A change of a setting or a feature' });

const params = z.object({ config_key: configKey });
const faults = [
  'setting.unknown',
  'setting.conflict',
  'setting.master_only',
  'setting.no_room',
  'setting.refused',
] as const;
const follows = 'The fleet follows within a second.';

/** The settings of a bot. */
export const configEndpoints = {
  'config.catalog': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/config/catalog',
    access: 'tenant',
    output: z.object({
      groups: z.array(
        z
          .object({ key: z.string(), title: perLanguage })
          .meta({ id: 'SettingGroup', description: 'A group' }),
      ),
      items: z.array(kind),
    }),
    summary: 'List the configuration keys with all that a form needs',
  }),
  'config.change-many': botEndpoint({
    method: 'PATCH',
    path: '/bots/{bot_id}/config',
    access: 'tenant',
    body: z.strictObject({
      values: z
        .record(configKey, json)
        .refine((values) => Object.keys(values).length > 0, 'must name a setting')
        .refine((values) => Object.keys(values).length <= 200, 'names more settings than there are')
        .meta({ description: 'Whole values by key; null takes a setting back to its default' }),
    }),
    // As much as all settings of a bot may have together.
    bodyBytes: botBounds.settingBytes,
    output: z.object({ items: z.array(setting) }),
    summary: 'Change several settings, all or none',
    description: `Answers with those that were named. All settings of a bot together may have ${botBounds.settingBytes} bytes. ${follows}`,
    errors: faults,
  }),
  'config.changes': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/config/changes',
    access: 'tenant',
    query: z.object({
      ...pageQuery,
      kind: z.enum(['feature', 'setting']).optional(),
      key: text(100).optional(),
    }),
    output: pageOf(change),
    summary: 'List the changes of settings and features, newest first',
    description: 'Kept for 400 days, of each bot the newest 5000 and 16 MB.',
    errors: ['cursor.invalid'],
  }),
  'config.get': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/config/{config_key}',
    access: 'tenant',
    params,
    output: setting,
    etag: 'gives',
    summary: 'Read a setting',
    errors: ['setting.unknown'],
  }),
  'config.list': botEndpoint({
    method: 'GET',
    path: '/bots/{bot_id}/config',
    access: 'tenant',
    query: z.object({
      at: time.optional().meta({ description: 'As the settings were at this instant' }),
      group: text(64).optional().meta({ description: 'Only this group' }),
    }),
    output: z.object({ items: z.array(setting) }),
    summary: 'List the settings of a bot',
    description:
      'All there are, by key, as they are or as they were: for an instant before the first change that is kept, as they were before that change.',
  }),
  'config.merge': botEndpoint({
    method: 'PATCH',
    path: '/bots/{bot_id}/config/{config_key}',
    access: 'tenant',
    params,
    body: z.strictObject({
      value: z
        .record(z.string(), json)
        .meta({ description: 'Members to put into the present object; null takes one out' }),
    }),
    output: setting,
    etag: 'checks',
    summary: 'Change members of a setting that is an object',
    description: `Such as a text in one language. ${follows}`,
    errors: faults,
  }),
  'config.put': botEndpoint({
    method: 'PUT',
    path: '/bots/{bot_id}/config/{config_key}',
    access: 'tenant',
    params,
    body: z.strictObject({ value: json }),
    output: setting,
    etag: 'checks',
    summary: 'Set a setting',
    description: follows,
    errors: faults,
  }),
  'config.reset': botEndpoint({
    method: 'DELETE',
    path: '/bots/{bot_id}/config/{config_key}',
    access: 'tenant',
    params,
    etag: 'checks',
    summary: 'Take a setting back to its default',
    description: 'Doing it again changes nothing.',
    errors: faults,
  }),
} as const;

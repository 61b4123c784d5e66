import { z } from 'zod';
import { isNewer, panelNow, type PanelWorld } from './world.js';

const strategy = z.enum(['NO_RESET', 'DAY', 'WEEK', 'MONTH', 'MONTH_ROLLING']);
const moment = z.iso.datetime({ offset: true, local: true });
const tag = z
  .string()
  .regex(/^[A-Z0-9_]+$/)
  .max(16);
const username = z
  .string()
  .min(3)
  .max(36)
  .regex(/^[A-Za-z0-9_-]+$/);
const shortUuid = z.string().min(16).max(64);
const squads = z.array(z.uuid());

/** Bodies are strict on purpose: the panel ignores a field that it does not know, but it is a mistake of ours. */
export const createBody = z.strictObject({
  username,
  status: z.enum(['ACTIVE', 'DISABLED', 'LIMITED', 'EXPIRED']).optional(),
  shortUuid: shortUuid.optional(),
  trafficLimitBytes: z.number().min(0).optional(),
  trafficLimitStrategy: strategy.optional(),
  expireAt: moment,
  description: z.string().optional(),
  tag: tag.nullable().optional(),
  telegramId: z.number().int().nullable().optional(),
  email: z.email().nullable().optional(),
  hwidDeviceLimit: z.number().int().min(0).optional(),
  activeInternalSquads: squads.optional(),
});

/** The body of a change; its end must lie in the panel's future. */
export const updateBody = (world: PanelWorld) =>
  z
    .strictObject({
      id: isNewer(world) ? z.number().int().positive().optional() : z.undefined().optional(),
      uuid: isNewer(world) ? z.undefined().optional() : z.uuid().optional(),
      username: username.optional(),
      status: z.enum(['ACTIVE', 'DISABLED']).optional(),
      trafficLimitBytes: z.number().min(0).optional(),
      trafficLimitStrategy: strategy.optional(),
      expireAt: moment
        .refine((text) => new Date(text) > panelNow(world), 'Expiration date cannot be in the past')
        .optional(),
      description: z.string().nullable().optional(),
      tag: tag.nullable().optional(),
      telegramId: z.number().int().nullable().optional(),
      email: z.email().nullable().optional(),
      hwidDeviceLimit: z.number().int().min(0).nullable().optional(),
      activeInternalSquads: squads.optional(),
    })
    .refine(
      (body) => body.username !== undefined || body.id !== undefined || body.uuid !== undefined,
      'Either id or username must be provided',
    );

export const revokeBody = z.strictObject({
  revokeOnlyPasswords: z.boolean().optional(),
  shortUuid: shortUuid.optional(),
});

/** Ids of devices that the panel takes from apps; those of others are nobody's. */
export const isHwid = (text: string): boolean => /^[A-Za-z0-9=-]{10,64}$/.test(text);

/** Bodies of the calls about devices name the account in this version's words. */
export const deviceOwner = (world: PanelWorld, which: 'delete' | 'delete-all') =>
  z.strictObject({
    userId: isNewer(world) ? z.number().int().positive() : z.undefined().optional(),
    userUuid: isNewer(world) ? z.undefined().optional() : z.uuid(),
    hwid: which === 'delete' ? z.string() : z.undefined().optional(),
  });

const size = (max: number, usual: number) => z.coerce.number().int().min(1).max(max).default(usual);

export const streamQuery = z.object({ size: size(1_000, 250), cursor: z.string().regex(/^\d+$/).optional() });
const sorting = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(z.object({ id: z.enum(['id', 'createdAt']), desc: z.boolean() })));
export const listQuery = z.object({
  size: size(1_000, 25),
  start: z.coerce.number().int().min(0).default(0),
  sorting: sorting.optional(),
});
export const devicesQuery = listQuery.omit({ sorting: true });

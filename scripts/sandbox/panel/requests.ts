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

/** Bodies are strict: a field that the panel does not know is a mistake of ours. */
export const createBody = z.strictObject({
  username,
  status: z.enum(['ACTIVE', 'DISABLED', 'LIMITED', 'EXPIRED']).optional(),
  shortUuid: shortUuid.optional(),
  trafficLimitBytes: z.number().int().min(0).optional(),
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
      trafficLimitBytes: z.number().int().min(0).optional(),
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

const hwid = z.string().regex(/^[A-Za-z0-9=-]{10,64}$/);

/** Bodies of the calls about devices name the account in this version's words. */
export const deviceOwner = (world: PanelWorld) =>
  z.strictObject({
    userId: isNewer(world) ? z.number().int().positive() : z.undefined().optional(),
    userUuid: isNewer(world) ? z.undefined().optional() : z.uuid(),
    hwid: hwid.optional(),
  });

const size = (max: number, usual: number) => z.coerce.number().int().min(1).max(max).default(usual);

export const streamQuery = z.object({ size: size(1_000, 250), cursor: z.string().optional() });
export const listQuery = z.object({
  size: size(1_000, 25),
  start: z.coerce.number().int().min(0).default(0),
});

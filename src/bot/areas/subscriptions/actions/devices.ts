import type { Actions } from '../../../action.js';
import { writeCallbackData } from '../../../callback-data.js';
import { tapButton } from '../../../screen.js';
import { confirmation } from '../../shared/screens/confirmation.js';
import { openSubscription, viewOf, withSubscription } from '../open/open-subscription.js';
import { enqueueLook, enqueueDeviceRemoval } from '../open/request-refresh.js';
import { deviceList, deviceRemoval } from '../screens/devices.js';

/** Looks older than this are repeated when the devices are opened. */
const freshMs = 60_000;

/** What asks the panel: a fresh look at a subscription and its devices, and their removal. */
export const deviceActions: Actions<
  | 'device-remove'
  | 'device-remove-yes'
  | 'devices'
  | 'devices-refresh'
  | 'devices-remove'
  | 'devices-remove-all'
  | 'refresh'
> = {
  refresh: {
    isForRegistered: true,
    run: (ctx, id) =>
      withSubscription(ctx, id, async () => {
        ctx.answer(ctx.voice.texts.subscriptions.alerts.refreshing);
        await enqueueLook(ctx, id, 'detail');
        return openSubscription(ctx, id);
      }),
  },
  devices: {
    isForRegistered: true,
    run: (ctx, id) =>
      withSubscription(ctx, id, async (subscription) => {
        const { devicesSeenAt, link } = subscription;
        const isOld = devicesSeenAt === null || ctx.at.getTime() - devicesSeenAt.getTime() > freshMs;
        if (isOld && link !== null) await enqueueLook(ctx, id, 'devices');
        return deviceList(ctx.voice, viewOf(ctx, subscription));
      }),
  },
  'devices-refresh': {
    isForRegistered: true,
    run: (ctx, id) =>
      withSubscription(ctx, id, async (subscription) => {
        ctx.answer(ctx.voice.texts.subscriptions.alerts.refreshing);
        await enqueueLook(ctx, id, 'devices');
        return deviceList(ctx.voice, viewOf(ctx, subscription));
      }),
  },
  'device-remove': {
    isForRegistered: true,
    run: (ctx, argument) => {
      const [id = '', key] = argument.split('.');
      return withSubscription(ctx, id, (subscription) => {
        const device = subscription.devices?.find((one) => one.key === key);
        return device
          ? deviceRemoval(ctx.voice, { subscription, device })
          : deviceList(ctx.voice, viewOf(ctx, subscription));
      });
    },
  },
  'device-remove-yes': {
    isForRegistered: true,
    run: (ctx, argument) => {
      const [id = '', key] = argument.split('.');
      return withSubscription(ctx, id, async (subscription) => {
        const device = subscription.devices?.find((one) => one.key === key);
        if (device) {
          ctx.answer(ctx.voice.texts.subscriptions.alerts.removing);
          await enqueueDeviceRemoval(ctx, id, device.key);
        }
        return deviceList(ctx.voice, viewOf(ctx, subscription));
      });
    },
  },
  'devices-remove': {
    isForRegistered: true,
    run: (ctx, id) =>
      withSubscription(ctx, id, () => {
        const { devices, buttons } = ctx.voice.texts.subscriptions;
        return confirmation(ctx.voice, {
          text: devices.removeAll,
          yes: tapButton(buttons.yesRemoveAll, 'devices-remove-all', id),
          back: writeCallbackData('devices', id),
        });
      }),
  },
  'devices-remove-all': {
    isForRegistered: true,
    run: (ctx, id) =>
      withSubscription(ctx, id, async (subscription) => {
        ctx.answer(ctx.voice.texts.subscriptions.alerts.removingAll);
        await enqueueDeviceRemoval(ctx, id);
        return deviceList(ctx.voice, viewOf(ctx, subscription));
      }),
  },
};

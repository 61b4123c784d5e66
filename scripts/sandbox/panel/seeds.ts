/** Devices of an account whose own limit is null. */
export const fallbackDeviceLimit = 999;

/** What apps show instead of servers. */
export const remarks = {
  expiredUsers: ['Subscription expired'],
  limitedUsers: ['Traffic used up'],
  disabledUsers: ['Subscription disabled'],
  emptyHosts: ['No servers'],
  HWIDMaxDevicesExceeded: ['Limit of devices reached'],
  HWIDNotSupported: ['App not supported'],
} as const;

import { openAppPath, type VpnApp } from '#platform/vpn-apps.js';

/** The page that hands a link to an app; undefined where people cannot reach the ingress (no `PUBLIC_URL`). */
export const appLinkOf = (publicUrl: string | undefined, app: VpnApp, link: string): string | undefined =>
  publicUrl === undefined ? undefined : `${publicUrl}${openAppPath(app, link)}`;

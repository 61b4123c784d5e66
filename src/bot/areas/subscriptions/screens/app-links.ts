import { openAppPath, type VpnApp } from '#platform/vpn-apps.js';

let root: string | undefined;

/** Tells where people reach the ingress (`PUBLIC_URL`); without it there are no pages that open apps. */
export function useAppLinks(publicUrl: string | undefined): void {
  root = publicUrl;
}

/** The page that hands a link to an app; undefined where people cannot reach the ingress. */
export const appLinkOf = (app: VpnApp, link: string): string | undefined =>
  root === undefined ? undefined : `${root}${openAppPath(app, link)}`;

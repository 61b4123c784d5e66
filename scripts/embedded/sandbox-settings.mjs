/** The fleet's variables that lead to the sandbox, from what it says of itself; a panel that is given stays. */
export function sandboxSettings({ telegram, master_token: token, admin_ids: admins, panel, gateways }, env) {
  return {
    TELEGRAM_API_ROOT: telegram,
    BOT_TOKEN: token,
    ADMIN_IDS: admins.join(','),
    UPDATE_MODE: 'polling',
    // What is tried out together with the sandbox, such as a payment bridge, runs on this machine too.
    ALLOW_PRIVATE_ADDRESSES: env.ALLOW_PRIVATE_ADDRESSES || 'true',
    // Pages of this fleet open VPN apps, and take payers back from the gateways.
    PUBLIC_URL: env.PUBLIC_URL || `http://127.0.0.1:${env.PORT}`,
    ...gateways,
    ...(env.REMNAWAVE_API_URL ? {} : panelSettings(panel)),
  };
}

/** The sandbox has a panel too, where none is given. */
function panelSettings({ url, token, webhook_secret: secret }) {
  return { REMNAWAVE_API_URL: url, REMNAWAVE_API_TOKEN: token, REMNAWAVE_WEBHOOK_SECRET: secret };
}

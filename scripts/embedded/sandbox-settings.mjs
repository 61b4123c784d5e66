/** What the fleet is told of the sandbox that it runs beside; `env` is what was given. */
export function sandboxSettings(sandbox, env) {
  return {
    TELEGRAM_API_ROOT: sandbox.telegram,
    BOT_TOKEN: sandbox.master_token,
    ADMIN_IDS: sandbox.admin_ids.join(','),
    UPDATE_MODE: 'polling',
    // What is tried out together with the sandbox, such as a payment bridge, runs on this machine too.
    ALLOW_PRIVATE_ADDRESSES: env.ALLOW_PRIVATE_ADDRESSES || 'true',
    // The guides in the chat lead to pages of this fleet that open VPN apps.
    PUBLIC_URL: env.PUBLIC_URL || `http://127.0.0.1:${env.PORT}`,
    ...(env.REMNAWAVE_API_URL ? {} : panelSettings(sandbox.panel)),
  };
}

/** The sandbox has a panel too, where none is given. */
function panelSettings({ url, token, webhook_secret: secret }) {
  return { REMNAWAVE_API_URL: url, REMNAWAVE_API_TOKEN: token, REMNAWAVE_WEBHOOK_SECRET: secret };
}

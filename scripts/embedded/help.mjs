/** What `npm start -- --help` says. */
export const HELP = `Usage: npm start        (or: node scripts/start.mjs)

Runs the whole fleet on this machine: installs what is missing, starts PostgreSQL and Redis unless DATABASE_URL and
REDIS_URL name servers, makes the secrets once, brings the database to the newest schema, and runs all roles.
Without BOT_TOKEN it also starts a stand-in for Telegram with two demo bots and a chat page.

Variables are read from the environment, then from the file .env (see .env.example). The most used:
  BOT_TOKEN    token of the master bot, from BotFather        PORT       of the HTTP server (8080, or the next free one)
  ADMIN_IDS    Telegram ids of the fleet's admins             DATA_DIR   embedded data and secrets (.data)
  DATABASE_URL, REDIS_URL   servers to use instead of embedded ones
  LOG_LEVEL    info; debug tells more, warn less

With BOT_TOKEN the log goes to stdout, one line of JSON a job. Without it the log goes to DATA_DIR/log/fleet.log (over
20 MB it becomes fleet.log.1), and the console shows warnings and errors only.

Ctrl-C stops everything in order; a second one, after a second, at once.`;

import { expect } from 'chai';
import type { Env } from '#platform/env.js';
import { classify } from '#platform/errors.js';
import { sha256 } from '#platform/secrets.js';
import { publishBot } from '#services/bots/publish-bot.js';
import type { Tenant } from '#tenancy/scope.js';
import { connectBotHandler } from '../../../src/workers/handlers/bot-connect.js';
import { openWorkerSide, type WorkerSide } from '../../support/open-worker-side.js';
import { waitFor } from '../../support/wait-for.js';

const run = {
  outboxId: undefined,
  startsAgain: false,
  isOurs: () => Promise.resolve(true),
  withoutSlot: <T>(work: () => Promise<T>) => work(),
};

describe('a bot’s settings at Telegram', () => {
  let side: WorkerSide;

  beforeEach(async () => {
    side = await openWorkerSide();
  });
  afterEach(() => side.close());

  /** Connects the bot as a worker with these settings does; gives the webhook calls that it needed. */
  async function connect(tenant: Tenant, token: string, settings: Partial<Env>): Promise<string[]> {
    side.telegram.clearCalls();
    const handler = connectBotHandler({ ...side, env: { ...side.env, ...settings } });
    // Telegram takes one setWebhook a second; the queue would wait that out.
    await waitFor(() =>
      handler.run(tenant, {}, run).then(
        () => true,
        (error: unknown) => {
          if (classify(error).code !== 'telegram.flood') throw error;
          return false;
        },
      ),
    );
    const calls = side.telegram.calls({ token }).filter((call) => !call.error);
    const methods = calls.map((call) => call.method);
    return methods.filter((method) => /Webhook$/.test(method));
  }
  const webhook = (publicUrl: string): Partial<Env> => ({ updateMode: 'webhook', publicUrl });

  it('follow the mode and PUBLIC_URL, and are not set again while they are right', async () => {
    const { tenant, token, botId } = await side.addBot();
    const url = () => side.telegram.webhook(token)?.url ?? '';
    expect(await connect(tenant, token, webhook('https://one.example'))).to.deep.equal(['setWebhook']);
    expect(url()).to.equal(`https://one.example/telegram/${botId}`);
    const [call] = side.telegram.calls({ token, method: 'setWebhook' });
    const telegramBotId = token.split(':')[0] ?? '';
    expect(call?.params).to.include({ secret_token: side.vault.webhookSecret({ botId, telegramBotId }) });
    expect(await connect(tenant, token, webhook('https://one.example'))).to.deep.equal([]);
    expect(await connect(tenant, token, webhook('https://two.example'))).to.deep.equal(['setWebhook']);
    expect(url()).to.equal(`https://two.example/telegram/${botId}`);
    expect(await connect(tenant, token, { updateMode: 'polling' })).to.deep.equal(['deleteWebhook']);
    expect(url()).to.equal('');
    expect(await connect(tenant, token, { updateMode: 'polling' })).to.deep.equal([]);
  });

  it('get another secret than a version gave them whose secrets knew nothing of the Telegram bot', async () => {
    const { tenant, token, botId } = await side.addBot();
    const one = webhook('https://one.example');
    const note = (fingerprint: string) =>
      tenant.db((tx) =>
        tx.sql(
          `insert into bot_connections (bot_id, webhook_fingerprint) values ($1, $2)
           on conflict (bot_id) do update set webhook_fingerprint = excluded.webhook_fingerprint`,
          [botId, fingerprint],
        ),
      );
    const takesEarlier = async () => {
      await publishBot(tenant, side.jobs, 'webhook');
      await side.directory.refresh();
      return side.directory.get(botId)?.hasEarlierSecret ?? false;
    };
    const known = sha256(token).slice(0, 16);
    await note(`0123456789abcdef.${known}`);
    expect(await takesEarlier(), 'set by an earlier version').to.equal(true);
    expect(await connect(tenant, token, one)).to.deep.equal(['setWebhook']);
    expect(await takesEarlier(), 'set anew').to.equal(false);
    await note('0123456789abcdef.fedcba9876543210');
    expect(await takesEarlier(), 'set for another token').to.equal(false);
  });

  it('lose the webhook when the bot is deactivated', async () => {
    const { tenant, token } = await side.addBot();
    await connect(tenant, token, webhook('https://one.example'));
    await tenant.db((tx) => tx.sql('update bots set is_active = false where id = $1', [tenant.botId]));
    expect(await connect(tenant, token, webhook('https://one.example'))).to.deep.equal(['deleteWebhook']);
    expect(side.telegram.webhook(token)?.url ?? '').to.equal('');
  });

  it('wait for their turn when Telegram meets too many new tokens', async () => {
    const [first, second] = [await side.addBot(), await side.addBot()];
    const slow = { ...webhook('https://one.example'), telegramNewTokensPerMinute: 1 };
    expect(await connect(first.tenant, first.token, slow)).to.deep.equal(['setWebhook']);
    const error = await connect(second.tenant, second.token, slow).catch((fault: unknown) => fault);
    expect(error).to.include({ name: 'RetryableError', code: 'telegram.new_tokens_paced' });
    expect((error as { retryAfterMs: number }).retryAfterMs).to.be.within(50_000, 67_000);
    expect(side.telegram.calls({ token: second.token })).to.deep.equal([]);
  });
});

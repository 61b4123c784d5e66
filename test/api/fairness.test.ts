import { expect } from 'chai';
import { ownerQuery } from '../support/database.js';
import { openAdminApi } from '../support/open-admin-api.js';
import { waitFor } from '../support/wait-for.js';

const flooding = 400;

describe('a tenant that floods the admin API', () => {
  it('delays neither another tenant nor what is the fleet’s, and gets all of its own done', async function () {
    this.timeout(60_000);
    const api = await openAdminApi();
    try {
      const [loud, quiet] = [await api.addBot(), await api.addBot()];
      const flood = Array.from({ length: flooding }, (_, n) =>
        api.call('PUT', `/bots/${loud.botId}`, {
          token: loud.apiToken,
          body: { support_username: `helper_${n}` },
          headers: { prefer: 'respond-async' },
        }),
      );
      expect(new Set((await Promise.all(flood)).map(({ status }) => status))).to.deep.equal(new Set([202]));
      const done = async () => {
        const sql = 'select count(*)::int as n from audit_log where bot_id = $1';
        return (await ownerQuery<{ n: number }>(sql, [loud.botId]))[0]!.n;
      };
      const startedAt = await done();
      for (let n = 0; n < 5; n += 1) {
        expect((await api.call('GET', `/bots/${quiet.botId}`, { token: quiet.apiToken })).status).to.equal(
          200,
        );
        expect((await api.call('GET', '/bots?limit=1')).status).to.equal(200);
      }
      const meanwhile = (await done()) - startedAt;
      // Ten requests one after the other would take ten times what they take in an idle fleet if they queued up.
      expect(meanwhile, 'done of the flood before ten requests of others').to.be.below(flooding / 2);
      const { jobs } = api.side;
      await waitFor(async () => (await done()) === flooding, {
        timeoutMs: 40_000,
        what: 'all of the flood is done',
      });
      expect(await jobs.queues.requests.getFailedCount()).to.equal(0);
    } finally {
      await api.close();
    }
  });
});

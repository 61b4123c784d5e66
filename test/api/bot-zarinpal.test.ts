import { expect } from 'chai';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';

describe('the admin API: a bot’s account at Zarinpal', () => {
  let api: AdminApi;
  before(async () => {
    api = await openAdminApi();
  });
  after(() => api.close());

  it('is given by its tenant, and never tells its merchant id again', async () => {
    const { botId, apiToken } = await api.addBot();
    const put = (body: object) => api.call('PUT', `/bots/${botId}`, { token: apiToken, body });
    const merchantId = '0b1c2d3e-1111-4222-8333-444455556666';
    const set = await put({
      zarinpal_enabled: true,
      zarinpal_sandbox: true,
      zarinpal_merchant_id: merchantId,
    });
    expect(set.body).to.include({
      zarinpal_enabled: true,
      zarinpal_sandbox: true,
      zarinpal_merchant_tail: '6666',
    });
    expect(JSON.stringify(set.body)).not.to.contain(merchantId);
    const log = await api.call('GET', `/bots/${botId}/audit-log`, { token: apiToken });
    expect(JSON.stringify(log.body)).to.contain('zarinpal_merchant_tail').and.not.to.contain(merchantId);
    expect((await put({ zarinpal_merchant_id: 'my shop' })).body).to.include({
      status: 422,
      code: 'request.invalid',
    });
    expect((await put({ zarinpal_merchant_id: null })).body.zarinpal_merchant_tail).to.equal(null);
  });
});

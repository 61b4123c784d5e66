import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openAdminApi, type AdminApi } from '../support/open-admin-api.js';
import { openBrowser, openPage } from '../support/browser.js';

describe('the documentation of the admin API in a browser', function () {
  this.timeout(90_000);
  let api: AdminApi;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];
  const strangers: string[] = [];

  before(async () => {
    [api, browser] = [await openAdminApi(), await openBrowser()];
    page = await openPage(browser);
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(api.url))
        strangers.push(request.url());
    });
    await page.goto(`${api.url}/docs`);
  });
  after(async () => {
    await browser.close();
    await api.close();
  });

  it('shows every resource, loads nothing from elsewhere, and breaks none of its own rules', async () => {
    await page.getByText('Remnafleet admin API').first().waitFor();
    for (const tag of ['api-tokens', 'audit-log', 'bot-admins', 'bots', 'jobs'])
      await page.locator(`#operations-tag-${tag}`).waitFor();
    expect(strangers).to.deep.equal([]);
    expect(faults).to.deep.equal([]);
  });

  it('lets a person try a request with a token', async () => {
    const { botId, apiToken } = await api.addBot({ name: 'Tried by hand' });
    await page.locator('button.authorize').click();
    await page.locator('.auth-container input').first().fill(apiToken);
    await page.locator('.auth-btn-wrapper .authorize').first().click();
    await page.locator('.auth-btn-wrapper .btn-done').first().click();
    await page.locator('#operations-tag-bots').click();
    const operation = page.locator('.opblock', { hasText: 'Read a bot' }).first();
    await operation.click();
    await operation.getByRole('button', { name: 'Try it out' }).click();
    await operation.locator('input[placeholder="bot_id"]').fill(botId);
    await operation.getByRole('button', { name: 'Execute' }).click();
    await operation.locator('.live-responses-table .highlight-code').getByText('Tried by hand').waitFor();
    expect(faults).to.deep.equal([]);
  });
});

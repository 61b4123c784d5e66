import { readFileSync } from 'node:fs';
import path from 'node:path';
import spectralCore from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';
import { expect } from 'chai';
import type { Endpoint } from '#api/endpoint.js';
import { endpoints } from '#api/index.js';
import { openApiDocument } from '#api/openapi.js';
import { problems } from '#api/problem.js';
import { makeApiTypes } from '../../scripts/make-api-types.js';

const { Spectral } = spectralCore;
const root = path.resolve(import.meta.dirname, '../..');
const list = Object.entries(endpoints) as [string, Endpoint][];
const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');

describe('the contract of the admin API', () => {
  it('gives an OpenAPI document that Spectral finds clean', async function () {
    this.timeout(20_000);
    const spectral = new Spectral();
    // Each fleet is its operator's own: there is nobody to license it to, and no address of ours to write to.
    const off = { 'contact-properties': 'off', 'info-license': 'off', 'license-url': 'off' };
    spectral.setRuleset({ extends: [[oas as never, 'all']], rules: off } as never);
    const found = await spectral.run({ ...openApiDocument() });
    expect(
      found.map(({ code, path: where, message }) => `${code} ${where.join('.')}: ${message}`),
    ).to.deep.equal([]);
  });

  it('is what the types of the tests’ client are made from', async function () {
    this.timeout(20_000);
    expect(await makeApiTypes(), 'run npm run api-types').to.equal(textOf('test/support/api-schema.ts'));
  });

  it('names every endpoint once, and each address with a method once', () => {
    const written = ['api-tokens', 'audit-log', 'bot-admins', 'bots', 'jobs'];
    for (const resource of written)
      expect(list.some(([name]) => name.startsWith(`${resource}.`))).to.equal(true);
    const addresses = list.map(([, { method, path: at }]) => `${method} ${at.replace(/\{\w+\}/g, '{}')}`);
    expect(new Set(addresses).size).to.equal(addresses.length);
    for (const [name] of list) expect(name).to.match(/^[a-z-]+\.[a-z-]+$/);
  });

  it('lists its resources, its handlers and its problems in the order of the alphabet', () => {
    for (const file of ['src/api/index.ts', 'src/workers/endpoints/index.ts']) {
      const spread = [...textOf(file).matchAll(/^ {2}\.\.\.(\w+)/gm)].map(([, name]) => name);
      expect(spread, file).to.deep.equal([...spread].sort());
    }
    expect(Object.keys(problems)).to.deep.equal(Object.keys(problems).sort());
  });

  for (const [name, endpoint] of list) {
    const { path: at, params, body, output, method, status, scope, location, errors = [] } = endpoint;
    it(`says of ${name} what belongs together`, () => {
      const names = [...at.matchAll(/\{(\w+)\}/g)].map(([, one]) => one);
      const given = [...(scope === 'bot' ? ['bot_id'] : []), ...Object.keys(params?.shape ?? {})];
      expect(given, 'a schema for each name of the path').to.have.members(names);
      if (scope === 'bot') expect(at).to.match(/^\/bots\/\{bot_id\}/);
      if (method === 'GET' || method === 'DELETE') expect(body, 'no body').to.equal(undefined);
      if (method === 'GET') expect(output, 'a GET answers something').to.not.equal(undefined);
      if (status === 201) expect(location, 'what is made has a place').to.be.a('string');
      if (endpoint.etag === 'gives') expect(method).to.equal('GET');
      if (endpoint.etag === 'checks') expect(method).to.not.equal('GET');
      for (const code of errors) expect(problems).to.have.property(code);
    });
  }
});

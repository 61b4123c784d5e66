import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { errorCodes, kindOfError, type ErrorCode } from '#platform/error-codes/error-codes.js';
import { fleetCodes } from '#platform/error-codes/fleet-codes.js';
import { paymentCodes } from '#platform/error-codes/payment-codes.js';
import { pageCodes } from '#platform/error-codes/page-codes.js';
import { promotionCodes } from '#platform/error-codes/promotion-codes.js';
import { requestCodes } from '#platform/error-codes/request-codes.js';
import { serverCodes } from '#platform/error-codes/server-codes.js';
import { errorCodesFile, errorCodesPage } from '../../scripts/make-error-codes.js';
import { findCodes, type CodeUse } from '../support/find-codes.js';

const groups = [fleetCodes, pageCodes, paymentCodes, promotionCodes, requestCodes, serverCodes];
const codes = Object.keys(errorCodes) as ErrorCode[];
const areaOf = (code: string): string => code.slice(0, code.indexOf('.'));

describe('the codes of errors', function () {
  this.timeout(30_000);
  /** Where errors are thrown: not the list itself, the contract of the API, which says what may come, or the sandbox. */
  let tree: CodeUse;
  let src: CodeUse;
  before(() => {
    const files = ['src', 'scripts'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => path.join(folder, name)),
    );
    const isThrower = (file: string): boolean =>
      !/^(src\/(api|platform\/error-codes)|scripts\/sandbox)\//.test(file);
    tree = findCodes(files.filter((file) => isThrower(file)));
    src = findCodes(files.filter((file) => file.startsWith('src/') && !file.includes('/error-codes/')));
  });

  it('have one spelling, a place in the alphabet and a sentence each', () => {
    for (const code of codes) {
      expect(code).to.match(/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/);
      expect(kindOfError(code).means, code).to.match(/^[A-Z`].*\.$/);
    }
    for (const group of groups) expect(Object.keys(group)).to.deep.equal(Object.keys(group).sort());
  });

  it('stand with their area in one file', () => {
    const areas = groups.flatMap((group) => [...new Set(Object.keys(group).map(areaOf))]);
    expect(areas).to.deep.equal([...new Set(areas)]);
    const inAll = groups.flatMap((group) => Object.keys(group));
    expect(inAll.sort()).to.deep.equal([...codes].sort());
  });

  it('are all on the list that anything throws, refuses with or answers with', () => {
    expect(tree.thrown.length).to.be.greaterThan(150);
    expect(tree.thrown.filter(({ code }) => !Object.hasOwn(errorCodes, code))).to.deep.equal([]);
  });

  it('are all given by something', () => {
    const idle = codes.filter((code) => !tree.given.has(code));
    expect(idle, 'nothing gives these: take them off the list').to.deep.equal([]);
  });

  it('come with the status that the list says', () => {
    expect(tree.problems.length).to.be.greaterThan(15);
    for (const [status, code] of tree.problems)
      expect([code, status]).to.deep.equal([code, kindOfError(code as ErrorCode).status]);
  });

  it('are not taken to pieces to decide anything, nor made of any text', () => {
    expect(src.guesses).to.deep.equal([]);
  });

  it('are explained on the page for operators, which is made of the list', () => {
    expect(readFileSync(errorCodesFile, 'utf8'), 'run npm run error-codes').to.equal(errorCodesPage());
  });
});

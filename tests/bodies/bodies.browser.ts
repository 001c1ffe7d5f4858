import { expect } from '@open-wc/testing';
import { check } from '@otklik/core/contract/check.js';
import { consultationSchema } from '@otklik/core/contract/consultations.js';
import { bodies } from './bodies.ts';

describe('the browser', () => {
  for (const { name, body, errors } of bodies) {
    it(`${errors.length > 0 ? 'refuses' : 'takes'} ${name}`, () => {
      const checked = check(consultationSchema, body);
      void expect(checked.ok ? [] : checked.fields.map(({ path, code }) => ({ path, code }))).to.deep.equal(errors);
    });
  }

  it('has as many to check as the server', () => {
    expect(bodies.length).to.be.at.least(50);
  });
});

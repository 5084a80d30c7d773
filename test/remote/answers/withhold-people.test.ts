import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../../src/model/remote/remote.ts';
import { withholdPeople } from '../../../src/remote/answers/withhold-people.ts';

const digest = createHash('sha256').update('ann.lee@example.com').digest('hex');
const people = [digest, 'ann.lee@example.com', '+33612345678', 'AB-12', 'abc', 'a-b-c-d-e-f'];
const problem = (code: string, traceId: string | null): Problem => ({
  ...{ code, detail: 'about somebody', index: null, deprecation: false },
  traceId,
});
const random = '0af7651916cd43dd8448eb211c80319c';
const asUuid = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
const reverse = (text: string) => [...text].reverse().join('');

describe('a trace ID is told where it can name nobody', () => {
  test.each([
    digest,
    digest.toUpperCase(),
    digest.slice(0, 40),
    digest.slice(24),
    digest.slice(0, 32),
    digest.slice(16, 48).toUpperCase(),
    asUuid(digest.slice(7, 39)),
    reverse(digest.slice(0, 32)),
    `${random.slice(0, 21)}${digest.slice(20, 31)}`,
    `${digest.slice(40, 51)}${random.slice(11)}`,
    `${random.slice(0, 21)}33612345678`,
    asUuid(`${random.slice(0, 21)}33612345678`),
    `${random.slice(4)}ab12`,
    Buffer.from(digest, 'hex').toString('base64url'),
    `trace-${digest.slice(10, 30)}-1`,
    'x-33612345678',
    'trace-9',
    digest.slice(0, 8),
    'abc',
    '667ac683ac797284.667ac683ac797284',
  ])('not %s', (traceId) => {
    expect(withholdPeople(people)(problem('some-code', traceId))).toMatchObject({
      ...{ traceId: null, detail: null },
    });
  });

  test.each([random, random.toUpperCase(), asUuid(random)])('%s is', (traceId) => {
    expect(withholdPeople(people)(problem('some-code', traceId))).toMatchObject({ traceId });
  });
});

describe('a code is told where it can name nobody', () => {
  test.each([
    Buffer.from(digest, 'hex').toString('base64url'),
    ...['ann.lee.example.com', 'ann_lee_example_com', 'ann-lee-example-com', 'annleeexamplecom'],
    ...['no-ann-lee-example-com', reverse('annleeexamplecom'), 'ann-lee', 'AB12', 'ab-12'],
    ...['abc', 'no-abc', 'abcdef', 'not-a-b-c-d-e-f', '33612345678', 'Ann', 'two words', ''],
  ])('not %s', (code) => {
    expect(withholdPeople(people)(problem(code, null)).code).toBe('unknown');
  });

  test.each([
    ...['segment-not-found', 'payload-too-big', 'required-field', 'invalid'],
    'audience-algebra-and-or-nodes-must-include-more-than-one-node',
  ])('%s is', (code) => {
    expect(withholdPeople(people)(problem(code, null)).code).toBe(code);
  });
});

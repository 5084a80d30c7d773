import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { validate } from '../../../src/reconciler/check.ts';
import { plan } from '../../../src/reconciler/plan.ts';
import {
  findLookAlikes,
  findRemoteLookAlikes,
} from '../../../src/validation/names/find-look-alikes.ts';
import {
  absent,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

/** A name, a twin of it, and how the two are shown. */
const twins: readonly (readonly [string, string, string])[] = [
  ['Shoe buyers', 'Shoe\u00a0buyers', 'Shoe\\u00a0buyers'],
  ['Shoe buyers', 'Shoe\u2009buyers', 'Shoe\\u2009buyers'],
  ['Shoe buyers', 'Shoe  buyers', 'Shoe \\u0020buyers'],
  ['Shoe buyers', 'Shoe buyers\u200b', 'Shoe buyers\\u200b'],
  ['Shoe buyers', 'Shoe\ufeff buyers', 'Shoe\\ufeff buyers'],
  ['Shoe buyers', 'Shoe\u00ad buyers', 'Shoe\\u00ad buyers'],
  ['Shoe buyers', 'Shoe buyers\u{e0041}', 'Shoe buyers\\u{e0041}'],
  ['Shoe buyers', 'Shoe buyers\ufe0f', 'Shoe buyers\\ufe0f'],
  ['Shoe buyers', 'Shoe\u2800buyers', 'Shoe\\u2800buyers'],
  ['Shoe buyers', 'Ｓhoe buyers', '\\uff33hoe buyers'],
  ['No 1', '№ 1', '\\u2116 1'],
  ['5', '⁵', '\\u2075'],
];
const unlike: readonly (readonly [string, string])[] = [
  ['Shoe buyers', 'shoe buyers'],
  ['Shoe buyers', 'Shoebuyers'],
  ['👩‍👩‍👧', '👩‍👩‍👦'],
  ['cafe', 'café'],
  ['A', 'А'],
];
const message = (shown: string, of: string, whose: string) =>
  `"${shown}" looks like "${of}", the name of ${whose}`;

describe.each(twins)('%j and %j', (name, twin, shown) => {
  test('both declared', () => {
    for (const declarations of [
      [aSegment(name), aSegment(twin)],
      [anAudience(name, 'x'), anAudience(twin, 'y')],
      [aSegment(name), absent('segment', twin)],
    ]) {
      const [first] = declarations;
      const [finding, ...more] = findLookAlikes(declarations);
      expect(more).toEqual([]);
      expect(finding).toMatchObject({
        severity: 'warning',
        code: 'names-look-alike',
        message: message(shown, name, `another ${first?.kind}`),
        related: [{ label: 'declared here' }],
      });
    }
  });

  test('one declared, one named', () => {
    const found = findLookAlikes([aSegment(name), anAudience('a', { and: [twin, name] })]);
    expect(found.map((each) => each.message)).toEqual([message(shown, name, 'another segment')]);
    const seed = aSegment('l', { lookalike: { seedSegment: twin } });
    expect(findLookAlikes([aSegment(name), seed])).toHaveLength(1);
  });

  test('both named', () => {
    const found = findLookAlikes([anAudience('a', { or: [name, { not: twin }, twin, name] })]);
    expect(found.map((each) => each.message)).toEqual([
      message(shown, name, 'another segment that is named here'),
    ]);
  });

  test('one declared or named, one remote', () => {
    const snapshot = aSnapshot([aSegmentRow('7', twin)]);
    for (const declarations of [
      [aSegment(name)],
      [anAudience('a', name)],
      [anAudience('b', { not: name })],
    ]) {
      expect(findRemoteLookAlikes(declarations, snapshot).map((each) => each.message)).toEqual([
        message(name, shown, 'the remote segment 7'),
      ]);
    }
    const audiences = aSnapshot([], [anAudienceRow('8', twin, { audienceSegmentId: '1' })]);
    expect(findRemoteLookAlikes([anAudience(name, 'x')], audiences)).toHaveLength(1);
    // A segment and an audience are never taken for each other.
    expect(findRemoteLookAlikes([aSegment(name)], audiences)).toEqual([]);
  });

  test('a twin that stands beside what is declared and remote', () => {
    const snapshot = aSnapshot([aSegmentRow('6', name), aSegmentRow('7', twin)]);
    const found = plan({ project: aProject(), declarations: [aSegment(name)] }, snapshot);
    const codes = found.value?.diagnostics.map(({ code }) => code);
    expect(codes).toContain('names-look-alike');
  });

  test('what is bound to its twin, or renamed from it, is no twin', () => {
    const snapshot = aSnapshot([aSegmentRow('7', twin)]);
    const bound = { ...aSegment(name), id: '7' };
    const renamed = { ...aSegment(name), renamedFrom: [twin] };
    expect(findRemoteLookAlikes([bound], snapshot)).toEqual([]);
    expect(findRemoteLookAlikes([renamed], snapshot)).toEqual([]);
  });
});

test.each(unlike)('%j and %j can be told apart', (name, other) => {
  expect(findLookAlikes([aSegment(name), aSegment(other)])).toEqual([]);
  expect(findRemoteLookAlikes([aSegment(name)], aSnapshot([aSegmentRow('7', other)]))).toEqual([]);
});

test('what is duplicate-name already is said once', () => {
  const declarations = [aSegment('é'), aSegment('e\u0301')];
  const codes = validate({ project: aProject(), declarations }).map(({ code }) => code);
  expect(codes).toContain('duplicate-name');
  expect(codes).not.toContain('names-look-alike');
});

test('a plan that ends with an error for the twin does not warn of it as well', () => {
  const snapshot = aSnapshot([aSegmentRow('7', 'Shoes\u00a0')]);
  const { diagnostics } = plan(
    { project: aProject(), declarations: [aSegment('Shoes')] },
    snapshot,
  );
  const codes = diagnostics.map(({ code }) => code);
  expect(codes).toContain('remote-name-differs');
  expect(codes).not.toContain('names-look-alike');
});

test('the order of the declarations does not matter, and nothing is said twice', () => {
  const names = ['a b', 'a\u00a0b', 'a\u2009b', 'a  b'];
  fc.assert(
    fc.property(fc.shuffledSubarray(names, { minLength: 2 }), (some) => {
      const at = (name: string) => ({ file: 'x.yaml', line: names.indexOf(name) + 1, column: 1 });
      const declarations = some.map((name) => ({ ...aSegment(name), source: at(name) }));
      const found = findLookAlikes(declarations);
      expect(found).toHaveLength(some.length - 1);
      expect(found).toEqual(findLookAlikes(declarations.toReversed()));
    }),
  );
});

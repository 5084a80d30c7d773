import { describe, expect, test } from '@jest/globals';
import { faultTable } from '../../src/sandbox/faults/fault-table.ts';
import { findSettingProblems } from '../../src/sandbox/inspection/find-setting-problems.ts';
import { readSettings } from '../../src/sandbox/read-setting.ts';
import { settingTable } from '../../src/sandbox/setting-table.ts';
import { completeSettings, defaultSettings } from '../../src/sandbox/settings.ts';
import { variantTable } from '../../src/sandbox/variant-table.ts';

const settingsOf = (...given: readonly string[]) => {
  const read = readSettings(given);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.settings;
};

const problemsOf = (...given: readonly string[]) => {
  const read = readSettings(given);
  return 'problems' in read ? read.problems : [];
};

describe('the tables', () => {
  test('know every setting and every variant', () => {
    expect(Object.keys(settingTable).sort()).toEqual(Object.keys(defaultSettings).sort());
    expect(Object.keys(variantTable).sort()).toEqual(Object.keys(defaultSettings.variants).sort());
  });

  test('take the defaults for what they are', () => {
    expect(findSettingProblems(defaultSettings)).toEqual([]);
  });

  test.each(Object.entries(settingTable))('%s can be set as its example says', (name, row) => {
    const set = completeSettings(settingsOf(`${name}=${row.example}`));
    expect(findSettingProblems(set)).toEqual([]);
    const pairs = Object.entries(set).filter(([key]) => key === name);
    expect(pairs).not.toEqual(Object.entries(defaultSettings).filter(([key]) => key === name));
  });

  test.each(
    Object.entries(variantTable).flatMap(([name, { values }]) =>
      Object.keys(values).map((value) => [name, value] as const),
    ),
  )('the variant %s can be %s', (name, value) => {
    const { variants } = settingsOf(`variants.${name}=${value}`);
    const got = Object.entries(variants ?? {}).map(([key, one]) => [key, `${one}`]);
    expect(got).toEqual([[name, value]]);
  });

  test.each(Object.entries(faultTable))('a fault of kind %s says what it lacks', (kind, row) => {
    const missing = Object.values(row.fields).filter(({ required }) => required === true).length;
    expect(findSettingProblems({ faults: [{ effect: { kind } }] })).toHaveLength(missing);
    expect(findSettingProblems({ faults: [{ effect: { kind, of: 1 } }] })).toHaveLength(
      missing + 1,
    );
  });
});

describe('a value', () => {
  test.each([
    ['retiredVersions=preview', { retiredVersions: ['preview'] }],
    ['retiredVersions=preview, 2026-01', { retiredVersions: ['preview', '2026-01'] }],
    ['retiredVersions=["preview"]', { retiredVersions: ['preview'] }],
    ['retiredVersions=', { retiredVersions: [] }],
    // Beyond 2^53: an ID that lost digits would be another one.
    ['servedSegmentIds=625702934721171442', { servedSegmentIds: ['625702934721171442'] }],
    ['servedSegmentIds=[7]', { servedSegmentIds: ['7'] }],
    ['accounts.625702934721171442=demand', { accounts: { '625702934721171442': 'demand' } }],
    ['legacyAudiences="existing"', { legacyAudiences: 'existing' }],
    ['legacyAudiences=existing', { legacyAudiences: 'existing' }],
    ['variants.nulls=omit', { variants: { nulls: 'omit' } }],
    ['variants.meta=null', { variants: { meta: 'null' } }],
    ['audienceLimit=null', { audienceLimit: null }],
    ['searchLagMs=5000', { searchLagMs: 5000 }],
    ['strict=true', { strict: true }],
  ])('%s', (given, expected) => {
    expect(settingsOf(given)).toEqual(expected);
  });

  test('of a key is added to those before it', () => {
    const given = ['variants.nulls=omit', 'variants={"meta":"null"}', 'variants.setOrder=reversed'];
    expect(settingsOf(...given)).toEqual({ variants: { meta: 'null', setOrder: 'reversed' } });
  });

  test.each([
    ['searchLagMs', 'no value'],
    ['=5', 'no name'],
    ['serchLagMs=5', 'an unknown name'],
    ['__proto__=5', 'a name of every object'],
    ['searchLagMs=-5', 'a time before now'],
    ['searchLagMs=1.5', 'half a millisecond'],
    ['searchLagMs=soon', 'a word for a number'],
    ['searchLagMs=null', 'null for a number'],
    ['searchLagMs.x=1', 'a key of a number'],
    ['strict=yes', 'a word for a flag'],
    ['variants.nulls=gone', 'an unknown value'],
    ['variants.null=omit', 'an unknown key'],
    ['variants={"nulls":"gone"}', 'an unknown value within'],
    ['variants.clearStatus=205', 'an unknown number'],
    ['accounts.1=supplier', 'an unknown state'],
    ['accounts.1=null', 'a state that is null'],
    ['rateLimit={"requests":1}', 'half a limit'],
    ['faults={}', 'one fault without its list'],
    ['faults=[{"effect":{"kind":"status"}}]', 'a fault without its status'],
    ['faults=[{"effect":{"kind":"slow","milliseconds":"long"}}]', 'a fault with a word'],
    ['faults=[{"when":{"path":1},"effect":{"kind":"reset"}}]', 'a condition with a number'],
    ['faults=[{"when":{"paths":"a"},"effect":{"kind":"reset"}}]', 'an unknown condition'],
    ['faults=[{"effect":{"kind":"lose-items","items":"some","carriedOut":true}}]', 'some items'],
    ['retiredVersions={}', 'an object for a list'],
    ['retiredVersions=preveiw', 'a version that is none'],
    ['retiredVersions=["2026-07","2026-13"]', 'a month that is none'],
    ['deprecatedVersions=2026-7', 'a month of one digit'],
    ['deprecatedVersions=[2026]', 'a number for a version'],
  ])('%s is refused: %s', (given) => {
    expect(problemsOf('strict=true', given)).toHaveLength(1);
  });

  test('all that is wrong is told', () => {
    expect(problemsOf('a=1', 'searchLagMs=x', 'strict=true')).toHaveLength(2);
  });

  test.each([
    ['serchLagMs=5', 'serchLagMs', 'searchLagMs'],
    ['variants.null=omit', 'null', 'nulls'],
    ['variants.nulls=omitt', 'omitt', 'omit'],
    ['accounts.1=demnd', 'demnd', 'demand'],
  ])('%s is answered with the words there are', (given, word, known) => {
    expect(problemsOf(given)).toMatchObject([
      { unknown: { word, known: expect.arrayContaining([known]) } },
    ]);
  });
});

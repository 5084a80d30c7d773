import { describe, expect, test } from '@jest/globals';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import { validateDeclarations } from '../../src/validation/validate-declarations.ts';
import { testProject } from '../manifest/marked-manifest.ts';

const event = (name: string, days: number, more = '') =>
  `  - { name: ${name}, events: { shopperActivity: View, lookbackDays: Last${days}Days }${more} }\n`;
const retailSegments = `segments:\n${event('week', 7)}${event('month', 30)}${event('alike', 30)}${event('left', 30, ', lifecycle: { ignoreChanges: [events.lookbackDays] }')}`;
const visitors = (name: string, type: string, min: number, max: number) =>
  `  - { name: ${name}, retargeting: { visitorsType: ${type}, daysSinceLastVisitMin: ${min}, daysSinceLastVisitMax: ${max} } }\n`;
const marketingSegments = `segments:\n${visitors('buyers', 'Buyers', 0, 30)}${visitors('others', 'NonBuyers', 0, 30)}${visitors('lately', 'All', 0, 30)}${visitors('since', 'All', 31, 90)}${visitors('meets', 'All', 30, 90)}`;

/** What is said of audiences of these trees. */
function findingsOf(platform: 'retail-media' | 'marketing-solutions', ...trees: readonly string[]) {
  const text = `${platform === 'retail-media' ? retailSegments : marketingSegments}audiences:\n${trees.map((tree, index) => `  - { name: x${index}, algebra: ${tree} }\n`).join('')}`;
  const project = testProject(platform);
  const { value, diagnostics } = readManifests([{ file: 'm.yaml', text }], project);
  return [...diagnostics, ...validateDeclarations(value, project)].filter(
    ({ code, severity }) => severity === 'warning' && code !== 'segment-unused',
  );
}

const withinText =
  'everyone in "week" is in "month": the longer of two periods up to today includes the shorter one';

describe('what definitions prove', () => {
  test.each<readonly [string, string, string, string]>([
    [
      '{ and: [week, { not: month }] }',
      'audience-holds-nobody',
      'this audience is always empty',
      'Write algebra: week if you meant this.',
    ],
    [
      '{ and: [week, month] }',
      'operand-without-effect',
      'the audience contains the same people without this operand',
      'Write algebra: week instead, which gives the same people.',
    ],
    [
      '{ or: [week, month] }',
      'operand-without-effect',
      'the audience contains the same people without this operand',
      'Write algebra: month instead, which gives the same people.',
    ],
    [
      '{ or: [{ and: [week, { not: month }] }, alike] }',
      'operand-holds-nobody',
      'this operand is always empty, so it changes nothing',
      'Write algebra: alike instead, which gives the same people.',
    ],
  ])('%s', (tree, code, message, hint) => {
    const [finding, ...others] = findingsOf('retail-media', tree);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code, hint, message: expect.stringContaining(message) });
  });

  test('the reason is given', () => {
    const [finding] = findingsOf('retail-media', '{ and: [week, { not: month }] }');
    expect(finding?.message).toBe(`this audience is always empty, because ${withinText}`);
  });

  test.each([
    ['{ and: [buyers, others] }', 'a visitor who bought in a window is not a non-buyer of it'],
    ['{ and: [lately, since] }', 'a visitor has one last visit, and no day is in both windows'],
  ])('%s', (tree, reason) => {
    const [finding] = findingsOf('marketing-solutions', tree);
    expect(finding?.code).toBe('audience-holds-nobody');
    expect(finding?.message).toContain(reason);
  });

  test.each([['{ and: [lately, meets] }'], ['{ and: [since, { not: meets }] }']])(
    'windows that meet: %s',
    (tree) => {
      const codes = findingsOf('marketing-solutions', tree).map(({ code }) => code);
      expect(codes).toEqual(tree.includes('not') ? ['audience-holds-nobody'] : []);
    },
  );

  test.each([
    [['month', 'alike']],
    [['month', '{ or: [week, alike] }']],
    [['{ and: [month, week] }', 'week']],
  ])('audiences of the same people: %j', (trees) => {
    const codes = findingsOf('retail-media', ...trees).map(({ code }) => code);
    expect(codes).toContain('audiences-equal');
  });
});

test('equal audiences say which segments are alike', () => {
  const [finding] = findingsOf('retail-media', 'month', 'alike');
  expect(finding?.message).toBe(
    '"x1" contains the same people as "x0", because "alike" and "month" contain the same people: they are defined alike',
  );
});

test('nothing is proven of a segment that keeps what is remote', () => {
  expect(findingsOf('retail-media', '{ and: [week, { not: left }] }', 'left', 'month')).toEqual([]);
});

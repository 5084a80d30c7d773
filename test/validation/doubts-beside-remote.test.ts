import { describe, expect, test } from '@jest/globals';
import {
  findDoubtsBesideRemote,
  withoutDefinitions,
} from '../../src/validation/algebra/find-doubts-beside-remote.ts';
import { validateDeclarations } from '../../src/validation/validate-declarations.ts';
import { anAudience, aProject, aSegment, aSegmentRow, aSnapshot } from '../support/a-world.ts';

const view = (days: number) => ({
  events: { shopperActivity: 'View', lookbackDays: `Last${days}Days` },
});
const remote = aSnapshot([
  aSegmentRow('1', 'Remote week', view(7)),
  aSegmentRow('2', 'Twins', view(30)),
  aSegmentRow('3', 'Twins', view(30)),
]);
const month = aSegment('Month', view(30));

function doubtsOf(...audiences: ReturnType<typeof anAudience>[]) {
  const declarations = [month, ...audiences];
  const project = aProject();
  const found = validateDeclarations(declarations, project);
  return findDoubtsBesideRemote(declarations, project, remote, found).map(
    ({ code, address, message }) => ({ code, address, message }),
  );
}

describe('an undeclared segment that is remote', () => {
  test.each(['Remote week', { segmentId: '1' }])('%j', (week) => {
    expect(doubtsOf(anAudience('A', { and: [week, { not: 'Month' }] }))).toEqual([
      {
        code: 'audience-holds-nobody',
        address: 'audience/A',
        message: expect.stringContaining('everyone in "Remote week" is in "Month"'),
      },
    ]);
  });

  test('makes two audiences equal', () => {
    const [doubt, ...others] = doubtsOf(
      anAudience('A', { and: ['Remote week', 'Month'] }),
      anAudience('B', 'Remote week'),
    );
    expect(doubt).toMatchObject({ code: 'operand-without-effect', address: 'audience/A' });
    expect(others).toMatchObject([{ code: 'audiences-equal' }]);
  });

  test('adds nothing to what was said without it', () => {
    expect(doubtsOf(anAudience('A', { and: ['Month', 'Month', 'Remote week'] }))).toEqual([]);
  });

  test('proves nothing where two share the name', () => {
    expect(doubtsOf(anAudience('A', { and: ['Twins', { not: 'Month' }] }))).toEqual([]);
  });
});

describe('a declared segment that an audience refers to by its remote ID', () => {
  const rows = aSnapshot([aSegmentRow('7', 'Month', view(7))]);
  const doubtsBeside = (algebra: Parameters<typeof anAudience>[1]) => {
    const declarations = [month, anAudience('A', algebra)];
    return findDoubtsBesideRemote(declarations, aProject(), rows, []).map(({ code }) => code);
  };

  test('is the segment of its name', () => {
    expect(doubtsBeside({ and: ['Month', { not: { segmentId: '7' } }] })).toEqual([
      'audience-holds-nobody',
    ]);
    expect(doubtsBeside({ and: ['Month', { segmentId: '7' }] })).toEqual(['duplicate-operand']);
    expect(doubtsBeside({ and: ['Month', { segmentId: '8' }] })).toEqual([]);
  });
});

describe('a remote segment that a manifest is about', () => {
  const rowsOf = (name: string) => aSnapshot([aSegmentRow('7', name, view(7))]);
  const changed: readonly (readonly [string, ReturnType<typeof aSegment>])[] = [
    ['by its name', aSegment('Week', view(90))],
    ['by an earlier name', { ...aSegment('Quarter', view(90)), renamedFrom: ['Week'] }],
    ['by its ID', { ...aSegment('Quarter', view(90)), id: '7' }],
  ];

  test.each(changed)('proves nothing as it was, where it is declared %s', (_, segment) => {
    const audience = anAudience('A', { and: [{ segmentId: '7' }, { not: 'Month' }] });
    const declarations = [month, segment, audience];
    const found = validateDeclarations(declarations, aProject());
    expect(findDoubtsBesideRemote(declarations, aProject(), rowsOf('Week'), found)).toEqual([]);
  });
});

test('a plan that may leave segments as they are keeps only what trees alone prove', () => {
  const declarations = [
    month,
    aSegment('Week', view(7)),
    anAudience('By form', { and: ['Week', { not: 'Week' }] }),
    anAudience('In fact', { and: ['Week', { not: 'Month' }] }),
  ];
  const found = validateDeclarations(declarations, aProject());
  const emptyIn = (all: typeof found) =>
    all.flatMap(({ code, address }) => (code === 'audience-holds-nobody' ? [address] : []));
  expect(emptyIn(found)).toEqual(['audience/By form', 'audience/In fact']);
  expect(emptyIn(withoutDefinitions(declarations, aProject(), found))).toEqual([
    'audience/By form',
  ]);
});

import { describe, expect, test } from '@jest/globals';
import { findDoubtsBesideRemote } from '../../src/validation/algebra/find-doubts-beside-remote.ts';
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

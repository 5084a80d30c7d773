import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { RemoteRow } from '../../../src/model/remote/snapshot.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import {
  absent,
  aDeclaration,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

const list = { retailerId: '1234', contactList: { identifierType: 'Email' } };
const bound = (name: string, id: string) => aDeclaration('segment', name, list, { id });
const renamed = (name: string, from: string) =>
  aDeclaration('segment', name, list, { renamedFrom: [from] });
const readOnly = { contactList: { identifierType: 'Email', isReadOnly: true } };

function errors(declarations: readonly Declaration[], rows: readonly RemoteRow[]) {
  const { value, diagnostics } = planChanges({
    project: aProject(),
    declarations,
    snapshot: aSnapshot(rows),
    version: '0',
  });
  const found = diagnostics.filter(({ severity }) => severity === 'error');
  expect(value === null).toBe(found.length > 0);
  return found.map(({ code, address }) => `${code} ${address}`);
}

const taken = (name: string) => [`name-must-be-unique segment/${name}`];

describe('a name that something remote has and keeps', () => {
  test.each<[string, readonly Declaration[], readonly RemoteRow[], string[]]>([
    [
      'renamed onto, by id',
      [bound('B', '1')],
      [aSegmentRow('1', 'A'), aSegmentRow('2', 'B')],
      taken('B'),
    ],
    [
      'renamed onto, by renamedFrom, while the UI holds it',
      [renamed('B', 'A')],
      [aSegmentRow('1', 'A'), aSegmentRow('2', 'B', readOnly)],
      taken('B'),
    ],
    ['created beside it', [aSegment('B')], [aSegmentRow('2', 'B', readOnly)], taken('B')],
    [
      'given to two at once',
      [bound('C', '1'), bound('C', '2')],
      [aSegmentRow('1', 'A'), aSegmentRow('2', 'B')],
      taken('C'),
    ],
    [
      'freed by a deletion',
      [bound('B', '1'), absent('segment', 'B')],
      [aSegmentRow('1', 'A'), aSegmentRow('2', 'B')],
      [],
    ],
    [
      'freed by a rename',
      [bound('B', '1'), bound('C', '2')],
      [aSegmentRow('1', 'A'), aSegmentRow('2', 'B')],
      [],
    ],
    [
      'swapped',
      [bound('B', '1'), bound('A', '2')],
      [aSegmentRow('1', 'A'), aSegmentRow('2', 'B')],
      [],
    ],
    ['its own', [bound('A', '1')], [aSegmentRow('1', 'A')], []],
    [
      'of another account, where names are others',
      [bound('B', '1')],
      [aSegmentRow('1', 'A'), aSegmentRow('2', 'B', { accountId: '9' })],
      [],
    ],
  ])('%s', (_, declarations, rows, expected) => {
    expect(errors(declarations, rows)).toEqual(expected);
  });
});

import { expect, test } from '@jest/globals';
import { describeUndo } from '../../../src/report/change/describe-undo.ts';
import type { ChangeReason, PlannedChange } from '../../../src/schema/generated/plan.ts';
import { aChange } from '../a-plan.ts';

const reason = (code: string, origin?: ChangeReason['origin']): ChangeReason => ({
  code,
  text: code,
  ...(origin ? { origin } : {}),
});

type Undo = Pick<PlannedChange, 'undo' | 'undoBecause'>;

const lost: Undo = { undo: 'irreversible', undoBecause: 'members-lost' };
const overwritten: Undo = { undo: 'irreversible', undoBecause: 'not-in-git' };

test.each<[PlannedChange['action'], Undo, ChangeReason[], string]>([
  ['update', { undo: 'reversible' }, [reason('attribute-changed', 'declared')], 'yes'],
  ['update', overwritten, [reason('attribute-changed', 'drift')], 'no: not in git'],
  ['update', overwritten, [reason('attribute-changed', 'conflict')], 'no: not in git'],
  [
    'update',
    overwritten,
    [reason('attribute-changed', 'drift'), reason('attribute-changed', 'declared')],
    'partly: not all in git',
  ],
  [
    'update',
    { undo: 'reversible', undoBecause: 'base-unknown' },
    [reason('attribute-changed')],
    'if git had it',
  ],
  ['update', { undo: 'reversible' }, [reason('members-changed')], 'yes: old source'],
  ['update', lost, [reason('members-changed')], 'no: members are lost'],
  ['replace', { undo: 'new-id' }, [reason('immutable-attribute-changed')], 'partly: new ID'],
  ['delete', lost, [reason('state-absent')], 'no: members are lost'],
  // As plans of older versions have it.
  ['delete', { undo: 'irreversible' }, [reason('state-absent')], 'no: members are lost'],
])('a %s with %j, for %j: %s', (action, undo, reasons, short) => {
  expect(describeUndo(aChange('segment/CRM', action, { ...undo, reasons })).short).toBe(short);
});

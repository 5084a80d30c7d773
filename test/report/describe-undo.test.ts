import { expect, test } from '@jest/globals';
import { describeUndo } from '../../src/report/describe-undo.ts';
import type { ChangeReason, PlannedChange } from '../../src/schema/generated/plan.ts';
import { aChange } from './a-plan.ts';

const reason = (code: string, origin?: ChangeReason['origin']): ChangeReason => ({
  code,
  text: code,
  ...(origin ? { origin } : {}),
});

test.each<[PlannedChange['action'], PlannedChange['undo'], ChangeReason[], string]>([
  ['update', 'reversible', [reason('attribute-changed')], 'yes'],
  ['update', 'reversible', [reason('attribute-changed', 'drift')], 'no: not in git'],
  [
    'update',
    'reversible',
    [reason('attribute-changed', 'drift'), reason('attribute-changed', 'declared')],
    'yes',
  ],
  ['update', 'reversible', [reason('members-changed')], 'yes: old source'],
  ['update', 'irreversible', [reason('members-changed')], 'no: members are lost'],
  ['replace', 'new-id', [reason('immutable-attribute-changed')], 'partly: new ID'],
  ['delete', 'irreversible', [reason('state-absent')], 'no: members are lost'],
])('a %s that is %s, for %j: %s', (action, undo, reasons, short) => {
  expect(describeUndo(aChange('segment/CRM', action, { undo, reasons })).short).toBe(short);
});

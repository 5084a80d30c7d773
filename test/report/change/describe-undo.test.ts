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
  ['update', overwritten, [reason('attribute-changed', 'drift')], 'by hand: not in git'],
  ['update', overwritten, [reason('attribute-changed', 'conflict')], 'by hand: not in git'],
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
    'if git has the old values',
  ],
  ['update', { undo: 'reversible' }, [reason('members-changed')], 'yes: with the old source'],
  ['update', lost, [reason('members-changed')], 'no: members are lost'],
  ['replace', { undo: 'new-id' }, [reason('immutable-attribute-changed')], 'partly: new ID'],
  ['delete', lost, [reason('state-absent')], 'no: members are lost'],
  // As plans of older versions have it.
  ['delete', { undo: 'irreversible' }, [reason('state-absent')], 'no: members are lost'],
])('a %s with %j, for %j: %s', (action, undo, reasons, short) => {
  expect(describeUndo(aChange('segment/CRM', action, { ...undo, reasons })).short).toBe(short);
});

test.each<[string, Partial<PlannedChange>, string]>([
  [
    'has to be found out',
    { undoBecause: 'base-unknown', reasons: [reason('attribute-changed')] },
    'only if git has the old values, by reverting the commit (to check, plan with --base)',
  ],
  [
    'has to be found out, with members',
    {
      undoBecause: 'base-unknown',
      reasons: [reason('attribute-changed'), reason('members-changed')],
    },
    'only if git has the old values, by reverting the commit and syncing the source as it was (to check, plan with --base)',
  ],
  [
    'takes a copy',
    { ...overwritten, reasons: [reason('attribute-changed', 'drift')] },
    'only by hand: the old value is not in git, so copy it from this plan',
  ],
  [
    'takes a copy of the definition',
    { undo: 'new-id', undoBecause: 'not-in-git' },
    'partly: it can be created again, under a new ID; its definition is not in git, so copy it from this plan',
  ],
])('what to do is said where undoing %s', (_, differs, sentence) => {
  expect(describeUndo(aChange('segment/CRM', 'update', differs)).sentence).toBe(sentence);
});

/** Manifests and snapshot are compared once for a plan, whatever else is asked about it. */
import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { createOptionValues } from '../../../src/cli/arguments/option-values.ts';
import type { OptionName } from '../../../src/cli/arguments/options.ts';
import { createNotices } from '../../../src/cli/connection/create-notices.ts';
import { makePlan } from '../../../src/cli/planning/make-plan.ts';
import { createTerminal } from '../../../src/cli/process/terminal.ts';
import type { RemoteRow, Snapshot } from '../../../src/model/remote/snapshot.ts';
import { check } from '../../../src/reconciler/check.ts';
import { createRedactor } from '../../../src/remote/secrets/create-redactor.ts';
import {
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';

/** A row that counts how often its attributes are read. */
function countReads(row: RemoteRow): { readonly row: RemoteRow; readonly reads: () => number } {
  let reads = 0;
  const counting = {
    ...row,
    get attributes() {
      reads += 1;
      return row.attributes;
    },
  };
  return { row: counting, reads: () => reads };
}

function aTerminal() {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const redactor = createRedactor();
  return createTerminal({ stdin, stdout, stderr }, { color: false, quiet: false, redactor });
}

async function plan(flags: readonly [OptionName, string | boolean][]) {
  const { row, reads } = countReads(anAudienceRow('9', 'Buyers', { audienceSegmentId: '1' }));
  const snapshot: Snapshot = { ...aSnapshot([aSegmentRow('1', 'CRM')]), audiences: [row] };
  // Only `members sync` reads standard input, so that what becomes of the list is unknown here.
  const list = { ...aSegment('CRM'), members: { source: '-' } };
  const declarations = [list, anAudience('Buyers', 'CRM')];
  const manifests = {
    ...check({ project: aProject(), declarations }),
    ...{ folder: '/nowhere', sources: [], sisters: [], usedVariables: new Set<string>() },
    ...{ environments: [], manifests: [], diagnostics: [] },
  };
  const options = createOptionValues(new Map(flags), new Map());
  const clock = { now: () => 0 };
  const planned = await makePlan(
    {
      ...{
        command: 'plan',
        options,
        operand: null,
        secondOperand: null,
        hideGiven: (text: string) => text,
        environment: {},
      },
      ...{ terminal: aTerminal(), clock, notices: createNotices(clock) },
    },
    {
      ...{ manifests, snapshot, options: {}, mustKnow: false },
      reader: { readStatistics: async () => null },
    },
  );
  return { planned, reads: reads() };
}

test('with members, no row is read more often than without', async () => {
  const plain = await plan([]);
  const withMembers = await plan([['members', true]]);
  expect(withMembers.planned.diagnostics).toMatchObject([{ code: 'members-unknown-here' }]);
  expect(plain.reads).toBeGreaterThan(0);
  expect(withMembers.reads).toBe(plain.reads);
});

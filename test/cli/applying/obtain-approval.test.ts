import { describe, expect, test } from '@jest/globals';
import { obtainApproval } from '../../../src/cli/applying/obtain-approval.ts';
import { createOptionValues } from '../../../src/cli/arguments/option-values.ts';
import type { OptionName } from '../../../src/cli/arguments/options.ts';
import type { Terminal } from '../../../src/cli/process/terminal.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import { createRedactor } from '../../../src/remote/secrets/create-redactor.ts';
import { aProject, aSegment, aSnapshot } from '../../support/a-world.ts';

function aPlan() {
  const { value } = planChanges({
    project: aProject(),
    declarations: [aSegment('CRM Users 2025')],
    snapshot: aSnapshot(),
    version: '0.0.0',
  });
  if (value === null) throw new Error('the world is sound');
  return value;
}

/** A terminal where someone answers, or `null` where nobody is. */
function aTerminal(answer: string | null) {
  const shown: string[] = [];
  const terminal: Terminal = {
    writeResult: () => {
      throw new Error('stdout belongs to the report');
    },
    writeLastResult: () => {},
    writePatch: () => true,
    writeOutput: () => {},
    isWritten: async () => true,
    hasResult: () => false,
    live: false,
    showStatus: () => {},
    writeNote: (text) => shown.push(text),
    writeWarning: (text) => shown.push(text),
    writeAnnotations: () => {},
    clean: (text) => text,
    redactor: createRedactor(),
    resultColor: false,
    noteColor: false,
    isOnePlace: false,
    width: 100,
    interactive: answer !== null,
    isAsking: () => false,
    ask: async () => answer ?? '',
  };
  return { terminal, shown };
}

async function approve(answer: string | null, flags: [OptionName, string | boolean][] = []) {
  const { terminal, shown } = aTerminal(answer);
  const options = createOptionValues(new Map(flags), new Map());
  const approval = await obtainApproval(aPlan(), { options, terminal });
  return { approval, shown: shown.join('\n') };
}

describe('a plan is approved', () => {
  test('by a yes, after it was shown', async () => {
    const { approval, shown } = await approve('yes');
    expect(approval).toEqual({ state: 'approved', asked: true });
    expect(shown).toContain('CRM Users 2025');
  });

  test.each([[['auto-approve', true]], [['checksum', 'the one that was just compared']]] as [
    OptionName,
    string | boolean,
  ][][])('by --%s', async (flag) => {
    const { approval, shown } = await approve(null, [flag]);
    expect(approval).toEqual({ state: 'approved', asked: false });
    expect(shown).toContain('CRM Users 2025');
  });
});

describe('a plan is refused', () => {
  test.each(['no', '', 'y', 'YES', 'yes please'])('by the answer "%s"', async (answer) => {
    const { approval } = await approve(answer);
    expect(approval).toMatchObject({
      state: 'refused',
      refusals: [{ code: 'not-approved', fix: expect.not.stringContaining('terminal') }],
    });
  });

  test('where nobody can answer', async () => {
    const { approval } = await approve(null);
    expect(approval).toMatchObject({ state: 'refused', refusals: [{ code: 'approval-missing' }] });
  });
});

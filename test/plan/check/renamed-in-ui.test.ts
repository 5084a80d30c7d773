/** An entity that was renamed in the UI is no more found under its name: a plan must not make a second one in silence. */
import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../../src/model/declaration.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import { findHighlights } from '../../../src/report/plan/highlights/find-highlights.ts';
import { phraseText } from '../../../src/report/text/phrase.ts';
import { aProject, aSegment, aSegmentRow, aSnapshot } from '../../support/a-world.ts';

const events = { events: { shopperActivity: 'View', lookbackDays: 'Last30Days' } };
const boots = { ...events, description: 'Boots' };
const declared = [aSegment('Boots', boots), aSegment('Shoes', { ...events, description: 'Shoes' })];
const shoes = aSegmentRow('2', 'Shoes', { ...events, description: 'Shoes' });

function plan(
  declarations: readonly Declaration[],
  base: readonly Declaration[] | null,
  name: string,
) {
  const snapshot = aSnapshot([aSegmentRow('1', name, boots), shoes]);
  const options = base === null ? {} : { base: { declarations: base, label: 'base' } };
  const { value, diagnostics } = planChanges({
    project: aProject(),
    declarations,
    snapshot,
    version: '0',
    options,
  });
  const found = (value?.diagnostics ?? diagnostics).filter(
    ({ code }) => code === 'looks-like-rename',
  );
  return {
    found,
    told: (value ? findHighlights(value) : []).map(({ phrase }) => phraseText(phrase)).join('\n'),
  };
}

describe('a name that was changed in the UI', () => {
  test.each([
    ['without a base', null],
    ['with a base that declares the same', declared],
  ])('is a warning %s', (_, base) => {
    const { found, told } = plan(declared, base, 'Boots 2026');
    expect(found).toMatchObject([
      {
        severity: 'warning',
        address: 'segment/Boots',
        hint: expect.stringContaining('renamedFrom: "Boots 2026"'),
      },
    ]);
    expect(told).toContain('"Boots" looks like a rename of the remote segment "Boots 2026"');
    expect(told).not.toContain('created again');
  });

  test('is not seen in another body', () => {
    const other = [aSegment('Boots', { ...boots, description: 'Other' }), ...declared.slice(1)];
    const { found, told } = plan(other, other, 'Boots 2026');
    expect(found).toEqual([]);
    expect(told).toContain('created again');
  });

  test('in git is an error with a base, as before', () => {
    const now = [aSegment('Boots 2026', boots), ...declared.slice(1)];
    expect(plan(now, declared, 'Boots').found).toMatchObject([{ severity: 'error' }]);
  });
});

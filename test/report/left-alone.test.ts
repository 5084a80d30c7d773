import { describe, expect, test } from '@jest/globals';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { renderPlan } from '../../src/report/plan/render-plan.ts';
import {
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';

/** Git said "A", now says "B"; the UI says "A, without B", and has a description of its own. */
function planned(drift: 'leave' | 'revert') {
  const lists = [aSegment('A'), aSegment('B')];
  const { value, diagnostics } = planChanges({
    project: aProject({ environment: 'production' }),
    declarations: [...lists, anAudience('Faces', 'B')],
    snapshot: aSnapshot(
      [aSegmentRow('1', 'A'), aSegmentRow('2', 'B')],
      [
        anAudienceRow(
          '3',
          'Faces',
          { and: [{ audienceSegmentId: '1' }, { not: { audienceSegmentId: '2' } }] },
          { description: 'by Ana' },
        ),
      ],
    ),
    version: '0',
    options: { base: { declarations: [...lists, anAudience('Faces', 'A')], label: 'base' }, drift },
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

describe('an audience that is left alone in part, and overwritten in part', () => {
  const plan = planned('leave');

  test('is named with what is left and what is not', () => {
    expect(plan.leftAlone).toEqual([
      expect.objectContaining({
        address: 'audience/Faces',
        attributes: ['description'],
        overwritten: ['algebra'],
        source: { file: 'audiences.yaml', line: 1, column: 1 },
      }),
    ]);
  });

  test.each([
    ['text', 'description of audience "Faces" (its algebra is overwritten).'],
    [
      'markdown',
      '- description of audience `Faces`: edited in the UI, unchanged in git, left alone (--drift leave); its algebra is overwritten',
    ],
    ['html', 'left alone (--drift leave); its algebra is overwritten'],
  ] as const)('as %s', (format, words) => {
    expect(renderPlan(plan, { format, width: 200 })).toMatch(words);
  });

  test('is settled by commands for the same project, on a line each', () => {
    const text = renderPlan(plan, { format: 'text', width: 80, sameTarget: ' --sandbox' });
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        "      Keep the UI's version:  audiencectl pull --base DIR --target audience/Faces --env production --sandbox",
        "      Restore git's version:  audiencectl apply --target audience/Faces --env production --sandbox",
      ]),
    );
  });
});

test.each(['text', 'markdown', 'html'] as const)(
  'what both sides changed is told apart from what the UI alone did, as %s',
  (format) => {
    const text = renderPlan(planned('revert'), { format, width: 300 });
    const words = text.replaceAll(/<[^>]*>|\*\*|`/gu, '');
    expect(words).toMatch(
      /edited in the Criteo UI: git changed its algebra, too, and would overwrite the edit; its description would be set back\./u,
    );
  },
);

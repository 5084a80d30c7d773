import { describe, expect, test } from '@jest/globals';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { touchedGraph } from '../../src/report/graph/touched-graph.ts';
import { findHighlights } from '../../src/report/plan/highlights/find-highlights.ts';
import { renderPlan } from '../../src/report/plan/render-plan.ts';
import { phraseText } from '../../src/report/text/phrase.ts';
import type { PlanDocument } from '../../src/schema/generated/plan.ts';
import {
  absent,
  aDeclaration,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';
import { aChange, anAffected, aPlan } from './a-plan.ts';

function sentences(plan: PlanDocument): readonly string[] {
  return findHighlights(plan).map(({ phrase }) => phraseText(phrase));
}

const events = (days: number, shopperActivity = 'View') => ({
  events: { shopperActivity, lookbackDays: `Last${days}Days` },
});
const world = aSnapshot(
  [aSegmentRow('1', 'Boots', events(30)), aSegmentRow('2', 'Buyers', events(30, 'Buy'))],
  [
    anAudienceRow('3', 'Out', {
      and: [{ audienceSegmentId: '2' }, { not: { audienceSegmentId: '1' } }],
    }),
  ],
);

function planned(...declarations: Parameters<typeof planChanges>[0]['declarations']) {
  const { value, diagnostics } = planChanges({
    project: aProject(),
    declarations,
    snapshot: world,
    version: '0',
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

test('an audience that changes through a segment it excludes is drawn so', () => {
  const out = anAudience('Out', { and: ['Buyers', { not: 'Boots' }] });
  const plan = planned(aSegment('Boots', events(60)), aSegment('Buyers', events(30, 'Buy')), out);
  expect(plan.affected).toMatchObject([{ excludes: ['segment/Boots'] }]);
  expect(touchedGraph(plan).edges).toEqual([
    { from: 'segment/Boots', to: 'audience/Out', use: 'exclude' },
  ]);
  expect(sentences(plan)).toEqual([
    '"Out" changes without being edited: some people leave, through "Boots".',
    'Criteo does not say which line items use an audience in retail media. Look where "Out" is used.',
  ]);
});

describe('an audience that is not edited and whose people change', () => {
  const plan = planned(
    aSegment('Boots', events(60)),
    aSegment('Buyers', events(30, 'Buy')),
    anAudience('Out', { and: ['Buyers', { not: 'Boots' }] }),
  );

  test.each(['text', 'markdown', 'html'] as const)('as %s is not among the unchanged', (format) => {
    expect(plan.summary).toMatchObject({ unchanged: 2, affected: 1 });
    expect(renderPlan(plan, { format })).toMatch(/\b1 unchanged\b/u);
  });

  test.each(['markdown', 'html'] as const)('as %s is counted at the top', (format) => {
    expect(renderPlan(plan, { format })).toMatch('1 audience changes without being edited.');
  });

  test('is counted among them in a plan that does not reach it', () => {
    const boots = aSegment('Boots', { ...events(30), description: 'For walks' });
    const { summary } = planned(
      boots,
      aSegment('Buyers', events(30, 'Buy')),
      anAudience('Out', { and: ['Buyers', { not: 'Boots' }] }),
    );
    expect(summary).toMatchObject({ unchanged: 2, update: 1 });
    expect(summary.affected).toBeUndefined();
  });
});

describe('a rename that is written as a deletion and a creation', () => {
  const again = planned(
    aSegment('Boots', events(30)),
    aSegment('Buyers', events(30, 'Buy')),
    absent('audience', 'Out'),
    anAudience('Out, again', { and: ['Buyers', { not: 'Boots' }] }),
  );

  test('is a warning with both ways out', () => {
    expect(again.diagnostics).toMatchObject([
      {
        code: 'looks-like-rename',
        address: 'audience/Out, again',
        hint: 'If it is one, add the line renamedFrom: "Out" and remove the entry "Out" with state: absent, so that it keeps its ID. If it is not, change nothing: the old one is deleted and the new one created.',
      },
    ]);
  });

  test.each(['text', 'markdown', 'html'] as const)('is told once, as %s', (format) => {
    expect(
      renderPlan(again, { format })
        .split('rename</strong>')
        .join('rename')
        .split('this plan deletes'),
    ).toHaveLength(2);
  });

  test('is told first, and the deletion as a deletion', () => {
    expect(sentences(again)).toEqual([
      '"Out, again" looks like a rename of audience "Out" (ID 3), which this plan deletes. If it is one, add the line renamedFrom: "Out" and remove the entry "Out" with state: absent, so that it keeps its ID. If it is not, change nothing: the old one is deleted and the new one created.',
      '"Out" is deleted: the file says delete. It can come back only under a new ID.',
      'Criteo does not say which line items use an audience in retail media. Look where "Out" is used.',
    ]);
  });
});

test('what is lost for good comes first, and deletions before edits', () => {
  const live = { known: true, adSetIds: ['1'] };
  const reach = { verdict: 'wider' as const, enter: null, leave: null };
  const plan = aPlan({
    changes: [
      aChange('audience/Live', 'update', { liveUse: live, reach }),
      aChange('audience/Edited', 'update', {
        reasons: [{ code: 'attribute-changed', text: 'description', origin: 'drift' }],
      }),
      aChange('audience/Gone', 'delete'),
      aChange('segment/List', 'delete', { undo: 'irreversible', undoBecause: 'members-lost' }),
    ],
    affected: [anAffected('Other', 'S')],
  });
  expect(sentences(plan).map((text) => /^"(\w+)"/u.exec(text)?.[1])).toEqual([
    'List',
    'Live',
    'Gone',
    'Edited',
    'Other',
  ]);
});

describe('a comment', () => {
  const replaced = {
    ...aSegment('Boots', { contactList: { identifierType: 'Email' } }),
    allowReplace: true,
  };
  const out = anAudience('Out', { and: ['Buyers', { not: 'Boots' }] });
  const plan = planned(replaced, aSegment('Buyers', events(30, 'Buy')), out);

  test.each(['markdown', 'html'] as const)('as %s says what moves along', (format) => {
    expect(renderPlan(plan, { format })).toMatch('1 audience moves to a new segment.');
  });

  test.each([
    ['text', 'The manifest allows replacing "Boots" (lifecycle.replace: allow).'],
    ['markdown', 'The manifest allows replacing `Boots` (lifecycle.replace: allow).'],
    ['html', 'The manifest allows replacing <bdi class="name">Boots</bdi> (lifecycle'],
  ] as const)('as %s says what was allowed', (format, words) => {
    expect(renderPlan(plan, { format })).toMatch(words);
    const gone = (code: string) =>
      aChange(`segment/${code}`, 'delete', { reasons: [{ code, text: 'it goes' }] });
    const consents = ['allow-replace', 'max-deletes=4'];
    const allowed = (changes: PlanDocument['changes']) =>
      /Allowed by the command: [^.]*/u.exec(
        renderPlan({ ...plan, consents, changes }, { format }),
      )?.[0];
    expect(allowed([...plan.changes, gone('pruned')])).toBe(
      'Allowed by the command: --allow-replace, --max-deletes 4',
    );
    // Only prune has a limit.
    expect(allowed([...plan.changes, gone('state-absent')])).toBe(
      'Allowed by the command: --allow-replace',
    );
    expect(allowed([gone('state-absent')])).toBeUndefined();
  });

  test.each(['text', 'markdown', 'html'] as const)('as %s says when it is felt', (format) => {
    const text = renderPlan(plan, { format });
    expect(text).toMatch('Criteo recomputes at 00:00 and 12:00 UTC');
    expect(text).toMatch('is logic over segments, not a head count.');
  });

  test('shows what is let go above the fold', () => {
    const released = aDeclaration('audience', 'Out', {}, { state: 'released' });
    const both = [aSegment('Boots', events(30)), aSegment('Buyers', events(30, 'Buy'))];
    const text = renderPlan(planned(...both, released), { format: 'markdown' });
    expect(text.slice(0, text.indexOf('<details>'))).toMatch('Released, and left as it is: `Out`.');
  });
});

describe('a project that declares nothing', () => {
  const formats = ['text', 'markdown', 'html'] as const;

  test.each(formats)('as %s says so, and how to begin', (format) => {
    const text = renderPlan(planned(), { format, sameTarget: ' --sandbox' });
    expect(text).toMatch(/he manifests declare nothing yet/u);
    expect(text).not.toMatch('matches the manifests');
    expect(text.replace(/&#(\d+);/gu, (_, code) => String.fromCodePoint(code))).toMatch(
      'audiencectl export --out . --sandbox',
    );
  });

  test('ends as every text plan without changes', () => {
    const last = renderPlan(planned(), { format: 'text' }).trimEnd().split('\n').at(-1);
    expect(last).toBe('No changes. The manifests declare nothing yet.');
  });

  test.each(formats)('and is empty, as %s, has nothing that is not part of it', (format) => {
    const { value } = planChanges({
      project: aProject(),
      declarations: [],
      snapshot: aSnapshot(),
      version: '0',
    });
    const text = value === null ? '' : renderPlan(value, { format });
    expect(text).toMatch('Declare a segment in a manifest, then plan again.');
    expect(text).not.toMatch('Not part of this change');
  });
});

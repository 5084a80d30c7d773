/** One account, what different manifests would do to it, and each plan in all of its formats. */
import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../src/model/declaration.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { renderPlan } from '../../src/report/plan/render-plan.ts';
import type { PlanDocument } from '../../src/schema/generated/plan.ts';
import {
  absent,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';
import { expectGolden } from './golden.ts';

const formats = [
  ['text', 'txt'],
  ['json', 'json'],
  ['markdown', 'md'],
  ['html', 'html'],
] as const;

const viewed = (days: string) => ({ events: { shopperActivity: 'View', lookbackDays: days } });

const snapshot = aSnapshot(
  [
    aSegmentRow('7384001', 'CRM 2025', { description: 'Everyone with consent' }),
    aSegmentRow('7384002', 'Recent viewers', viewed('Last30Days')),
    aSegmentRow('7384003', 'Old buyers', {
      events: { shopperActivity: 'Buy', lookbackDays: 'Last180Days' },
    }),
  ],
  [
    anAudienceRow('7402001', 'Viewers not in CRM', {
      and: [{ audienceSegmentId: '7384002' }, { not: { audienceSegmentId: '7384001' } }],
    }),
    anAudienceRow('7402002', 'Win-back', { audienceSegmentId: '7384003' }),
  ],
);

const crm = (attributes = {}) =>
  aSegment('CRM 2025', { description: 'Everyone with consent', ...attributes });
const viewersNotInCrm = anAudience('Viewers not in CRM', {
  and: ['Recent viewers', { not: 'CRM 2025' }],
});
const byCustomerId = crm({ contactList: { identifierType: 'CustomerId' } });

function planOf(
  declarations: readonly Declaration[],
  { from = snapshot, allowReplace = false }: { from?: Snapshot; allowReplace?: boolean } = {},
): PlanDocument {
  const { value, diagnostics } = planChanges({
    project: aProject(),
    declarations,
    snapshot: from,
    version: '0.0.0',
    options: { allowReplace },
  });
  if (value === null) throw new Error(JSON.stringify(diagnostics));
  return value;
}

describe.each<[string, PlanDocument]>([
  [
    'first-apply',
    planOf([crm(), aSegment('Recent viewers', viewed('Last30Days')), viewersNotInCrm], {
      from: aSnapshot(),
    }),
  ],
  [
    'mixed',
    planOf([
      crm({ description: 'Everyone with an order and consent' }),
      aSegment('Recent viewers', viewed('Last60Days')),
      aSegment('Newsletter'),
      viewersNotInCrm,
      anAudience('Viewers who read us', { and: ['Recent viewers', 'Newsletter'] }),
      absent('audience', 'Win-back'),
      absent('segment', 'Old buyers'),
    ]),
  ],
  ['replacement', planOf([byCustomerId, viewersNotInCrm], { allowReplace: true })],
  ['refusal', planOf([byCustomerId, viewersNotInCrm])],
])('%s', (name, plan) => {
  test.each(formats)('as %s', (format, ending) => {
    expectGolden(`snapshot-${name}.${ending}`, renderPlan(plan, { format }));
  });
});

describe('5,000 entities', () => {
  const number = (index: number) => String(index).padStart(4, '0');
  const declarations = Array.from({ length: 2500 }, (_, index) => [
    aSegment(`Segment ${number(index)}`, viewed('Last30Days')),
    anAudience(`Audience ${number(index)}`, {
      and: [`Segment ${number(index)}`, { not: `Segment ${number((index + 1) % 2500)}` }],
    }),
  ]).flat();
  const plan = planOf(declarations, { from: aSnapshot() });

  /** Characters that hold everything; the comment is cut, the others are whole. */
  const limits = { text: 1_500_000, json: 6_000_000, markdown: 65_536, html: 5_000_000 } as const;

  test.each(formats)('as %s, inside what it may take', (format, ending) => {
    const text = renderPlan(plan, { format });
    expect(text.length).toBeLessThanOrEqual(limits[format]);
    if (format !== 'markdown') expect(text).toContain('Audience 2499');
    expectGolden(`snapshot-5000.${ending}`, excerpt(text));
  });
});

/** The first and the last lines, and how much stands between them. */
function excerpt(text: string): string {
  const lines = text.replace(/<(style|script)>.*?<\/\1>/gs, '<$1>…</$1>').split('\n');
  const [first, last] = [lines.slice(0, 60), lines.slice(-40)];
  const omitted = lines.length - first.length - last.length;
  return [...first, `[${omitted} lines; ${text.length} characters in all]`, ...last].join('\n');
}

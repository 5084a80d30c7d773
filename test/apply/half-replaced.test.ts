/** What a report says of a replacement that stopped half-way, held against what is stored then. */
import { describe, expect, test } from '@jest/globals';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { ApplyProgress } from '../../src/apply/create-run.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type { Problem, WriteAnswer, WriteRequest } from '../../src/model/remote/remote.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { renderApplyReport } from '../../src/report/apply/render-apply-report.ts';
import {
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryRemote } from '../support/memory-remote.ts';

const declarations: readonly Declaration[] = [
  { ...aSegment('CRM', { contactList: { identifierType: 'CustomerId' } }), allowReplace: true },
  anAudience('A', 'CRM'),
];

const problem: Problem = {
  ...{ code: 'of-the-test', detail: null, traceId: 't', index: null, deprecation: false },
};
const refused: WriteAnswer = { outcome: 'refused', status: 403, problems: [problem] };
const lost: WriteAnswer = { outcome: 'unknown', problems: [problem] };

/** A replacement whose requests of one sort meet a fault. */
async function replace(isHit: (request: WriteRequest) => boolean, answer: WriteAnswer) {
  const remote = createMemoryRemote(
    aSnapshot([aSegmentRow('1', 'CRM')], [anAudienceRow('3', 'A', { audienceSegmentId: '1' })]),
  );
  const input = { project: aProject(), declarations, version: '0.0.0' };
  const { value: plan } = planChanges({ ...input, snapshot: remote.snapshot() });
  if (plan === null) throw new Error('no plan');
  const before = remote.snapshot();
  const isLost = answer.outcome === 'unknown';
  let isBlind = false;
  let last: ApplyProgress | null = null;
  const result = await applyPlan({
    ...{ plan, snapshot: before, clock: createFakeClock(), parallelism: 1 },
    onProgress: (progress) => {
      last = progress;
    },
    remote: {
      ...remote,
      write: async (request) => {
        if (!isHit(request)) return remote.write(request);
        if (isLost) {
          await remote.write(request);
          isBlind = true;
        }
        return answer;
      },
      readAll: async (kind) => {
        if (isBlind) throw new Error('no answer');
        return remote.readAll(kind);
      },
      readByIds: async (kind, ids) => {
        if (isBlind) throw new Error('no answer');
        return remote.readByIds(kind, ids);
      },
    },
  });
  if (result.state !== 'applied') throw new Error(JSON.stringify(result));
  const { segments, audiences } = remote.snapshot();
  const used = JSON.stringify(audiences).includes('"audienceSegmentId":"1"') ? 'old' : 'new';
  const temporary = segments
    .map(({ attributes }) => String(attributes['name']))
    .find((name) => name.startsWith('audiencectl new'));
  const text = renderApplyReport(result.report, { format: 'text', plan, width: 1000 });
  return { text, used, temporary, report: result.report, last };
}

const steps: readonly (readonly [string, (request: WriteRequest) => boolean, string])[] = [
  ['the create', ({ verb }) => verb === 'create', 'old'],
  ['the move', ({ verb, kind }) => verb === 'update' && kind === 'audience', 'old'],
  ['the deletion', ({ verb }) => verb === 'delete', 'new'],
  ['the last rename', ({ verb, kind }) => verb === 'update' && kind === 'segment', 'new'],
];

describe('what a live audience uses is said as it is', () => {
  test.each(steps)('when %s was refused', async (name, isHit, expected) => {
    const { text, used, temporary, report } = await replace(isHit, refused);
    expect(used).toBe(expected);
    expect(text).not.toContain('the old or the new');
    expect(text).toContain(used === 'old' ? '"A" still uses the old "CRM".' : '"A" uses the new');
    expect(/nothing was changed/iu.test(text)).toBe(name === 'the create');
    const isCalled = `has the name "${temporary}" in the UI until the next run`;
    if (used === 'new') expect(text).toContain(isCalled);
    const done = report.results[0]?.steps?.filter(({ outcome }) => outcome === 'done').length;
    if (name !== 'the create') expect(text).toContain(`: ${done} of `);
    // The plan has one change: what counts besides is named.
    const isBesides = report.results.length > 1;
    expect(/; 1 of them is an audience that must still move/u.test(text)).toBe(isBesides);
  });

  test.each(steps)('when nobody knows what became of %s', async (name, isHit) => {
    const { text, used } = await replace(isHit, lost);
    expect(text).not.toMatch(/nothing was changed/iu);
    const isMoveLost = name === 'the move';
    expect(text.includes('"A" uses the old or the new "CRM"')).toBe(isMoveLost);
    if (!isMoveLost) expect(text).toContain(used === 'old' ? 'still uses the old' : 'uses the new');
    if (name === 'the last rename')
      expect(text).toContain('may still have the name "audiencectl new');
    expect(text).toMatch(/changes? may have been made\./u);
  });
});

describe('progress counts what the report counts, and a request its own items', () => {
  const answers = [
    ['refused', refused],
    ['lost', lost],
  ] as const;
  test.each(
    steps.flatMap(([step, isHit]) => answers.map((each) => [step, isHit, ...each] as const)),
  )('where %s', async (_, isHit, __, answer) => {
    const { last, report } = await replace(isHit, answer);
    const { done, failed, unknown } = report.summary;
    expect(last).toMatchObject({ phase: 'ended', changes: { done, failed, unknown } });
  });

  test('where all is done: one change, of four requests', async () => {
    const { last } = await replace(() => false, refused);
    const counts = { done: 1, failed: 0, skipped: 0, unknown: 0 };
    expect(last).toMatchObject({ done: 4, items: counts, changes: { ...counts, total: 1 } });
  });
});

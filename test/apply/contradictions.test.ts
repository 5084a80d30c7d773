/** Answers that say several things at once, of items, of others and of the request: nothing is lost, or believed blindly. */
import { expect, test } from '@jest/globals';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import { findCode } from '../../src/diagnostics/codes.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type { JsonObject, JsonValue } from '../../src/model/text/json.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { createRemote } from '../../src/remote/create-remote.ts';
import { renderApplyReport } from '../../src/report/apply/render-apply-report.ts';
import { handleRequest } from '../../src/sandbox/handle-request.ts';
import { parseJson } from '../../src/sandbox/json.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { remoteOptions } from '../remote/connect.ts';
import { createFakeClock } from '../remote/fake-clock.ts';
import {
  absent,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';

const formats = ['text', 'markdown', 'json', 'html'] as const;
const used = [
  anAudienceRow('11', 'A', { audienceSegmentId: '1' }),
  anAudienceRow('12', 'B', { audienceSegmentId: '1' }),
];
const problem = (code: string, instance: string | null = null, more: JsonObject = {}) => ({
  ...{ type: 'validation', code, instance, traceId: 't', detail: `Detail of ${code}.` },
  ...more,
});

interface Answer {
  readonly status?: number;
  /** The items of the request that the sandbox carries out, by their position; none unless given. */
  readonly carriesOut?: readonly number[];
  /** What the answer holds, of the rows of what was carried out and of the items of the request. */
  readonly rows?: (made: readonly JsonValue[], sent: readonly JsonValue[]) => readonly JsonValue[];
  readonly errors?: readonly JsonObject[];
  readonly warnings?: readonly JsonObject[];
}

const listOf = (body: JsonValue): readonly JsonValue[] =>
  typeof body === 'object' && body !== null && 'data' in body && Array.isArray(body.data)
    ? body.data
    : [];

/** The first bulk request is answered so; all others by the sandbox. */
async function apply(declarations: readonly Declaration[], answer: Answer) {
  const segments = [aSegmentRow('1', 'CRM')];
  const document = parseJson(JSON.stringify(aSnapshot(segments, used)));
  const sandbox = createSandbox({ document, behavioralSegments: 0 });
  const clock = createFakeClock();
  let isFirst = true;
  const fetch = async (request: Request) => {
    if (!isFirst || !/\/(?:create|delete)$/u.test(request.url))
      return handleRequest(sandbox, request);
    const sent = listOf(parseJson(await request.clone().text()));
    if (sent.length === 0) return handleRequest(sandbox, request);
    isFirst = false;
    const { status = 200, carriesOut = [], rows = (made) => made, ...problems } = answer;
    const data = sent.filter((_, position) => carriesOut.includes(position));
    const body = data.length === 0 ? null : JSON.stringify({ data });
    const { headers, url } = request;
    const done =
      body && (await handleRequest(sandbox, new Request(url, { method: 'POST', headers, body })));
    const made = done ? listOf(parseJson(await done.text())) : [];
    return Response.json({ data: rows(made, sent), ...problems }, { status });
  };
  const remote = createRemote(remoteOptions({ url: 'http://sandbox.test' }, { clock, fetch }));
  const snapshot = await remote.readSnapshot();
  const planned = planChanges({ project: aProject(), declarations, snapshot, version: '0.0.0' });
  if (planned.value === null) throw new Error(JSON.stringify(planned.diagnostics));
  const plan = planned.value;
  const result = await applyPlan({ plan, snapshot, remote, clock, parallelism: 1 });
  if (result.state !== 'applied') throw new Error(JSON.stringify(result));
  const waited = clock.slept.reduce((sum, each) => sum + each, 0);
  const texts = formats.map((format) =>
    renderApplyReport(result.report, { format, plan }).replaceAll(/\s+/gu, ' '),
  );
  return {
    results: result.report.results,
    outcomes: result.report.results.map(({ outcome }) => outcome).join(),
    waited,
    texts,
    left: (await remote.readSnapshot()).audiences.map(({ id }) => id),
  };
}

const gone = [absent('audience', 'A'), absent('audience', 'B')];
const made = [aSegment('X'), aSegment('Y')];
const inLineItem = 'audience-must-not-be-used-in-line-item';

test('a loose not-found is not that of an item that has a problem of its own', async () => {
  const { outcomes, results, left, texts } = await apply(gone, {
    carriesOut: [1],
    errors: [problem(inLineItem, '@data/0')],
    warnings: [problem('audience-not-found', '')],
  });
  expect([outcomes, left]).toEqual(['failed,done', ['11']]);
  expect(results[0]?.error).toMatchObject({
    code: inLineItem,
    also: [{ code: 'audience-not-found' }],
  });
  expect(texts[0]).not.toContain('Correct the ID');
});

test('nor is one beside another problem that names no item', async () => {
  const { outcomes } = await apply(gone, {
    carriesOut: [1],
    errors: [problem(inLineItem)],
    warnings: [problem('audience-not-found', '')],
  });
  expect(outcomes).toBe('failed,done');
});

test.each([403, 404, 405, 410, 413, 451])(
  'a %i that echoes the request has done nothing',
  async (status) => {
    const code = 'insufficient-advertiser-permissions';
    const { outcomes, results, left } = await apply(gone, {
      status,
      rows: (_, sent) => sent,
      errors: [problem(code, '', { type: 'access-control' })],
    });
    expect([outcomes, left]).toEqual(['failed,failed', ['11', '12']]);
    expect(results[0]?.error?.code).toBe(code);
  },
);

test.each([400, 409, 422])('a %i that echoes the request is settled by reading', async (status) => {
  for (const instance of ['', '@data/0']) {
    const { outcomes, results, left } = await apply(gone, {
      status,
      rows: (_, sent) => sent,
      errors: [problem(inLineItem, instance)],
    });
    expect([outcomes, left]).toEqual(['unknown,unknown', ['11', '12']]);
    expect(results[0]?.error?.code).toBe(inLineItem);
  }
  const done = await apply(gone, { status, carriesOut: [0, 1], errors: [problem(inLineItem)] });
  expect(done.outcomes).toBe('done,done');
});

test('the second problem of an item whose name is taken is told', async () => {
  const codes = ['name-must-not-be-too-long', 'name-must-be-unique'];
  const { results, texts } = await apply(made, {
    carriesOut: [1],
    errors: codes.map((code) => problem(code, '@data/0')),
  });
  expect(results[0]).toMatchObject({ outcome: 'unknown', error: { also: [{ code: codes[0] }] } });
  for (const text of texts) for (const code of codes) expect(text).toContain(`Detail of ${code}`);
});

test.each([
  ['name-must-be-unique', 'name-must-not-be-too-long'],
  ['name-must-not-be-empty', 'name-must-not-be-too-long'],
])('what to do about %s and %s of one item is told in every format', async (...codes) => {
  const errors = codes.map((code) => problem(code, '@data/0'));
  const { texts } = await apply(made, { carriesOut: [1], errors });
  const fix = findCode('name-must-not-be-too-long')?.fix ?? 'no such code';
  const [text, markdown] = texts;
  for (const each of [text, markdown]) expect(each).toContain(fix);
});

test('an item without a row is read before a loose warning is taken for its own', async () => {
  const answer = {
    rows: (rows: readonly JsonValue[]) => rows.slice(-1),
    warnings: [problem('brand-list-must-be-valid', '')],
  };
  const live = await apply(made, { ...answer, carriesOut: [0, 1] });
  expect(live.outcomes).toBe('done,done');
  expect(live.results[0]?.warning?.code).toBe('brand-list-must-be-valid');
  const failed = await apply(made, { ...answer, carriesOut: [1] });
  expect([failed.outcomes, failed.waited]).toEqual(['failed,done', 0]);
  expect(failed.results[0]?.error?.code).toBe('brand-list-must-be-valid');
});

test.each(['errors', 'warnings'] as const)(
  'what %s say of a request that was carried out whole is told as such',
  async (carrier) => {
    const said = problem('brand-list-must-be-valid', '');
    for (const each of [said, { ...said, instance: '@data/7' }]) {
      const { outcomes, texts, results } = await apply(made, {
        carriesOut: [0, 1],
        [carrier]: [each],
      });
      expect(outcomes).toBe('done,done');
      for (const { warning } of results) expect(warning?.text).toContain('one of the 2 items');
      for (const text of texts) expect(text).toContain('Detail of brand-list-must-be-valid');
    }
  },
);

test('a problem that names no item is told, too, where each failed item has one of its own', async () => {
  const { texts } = await apply(made, {
    errors: [
      problem('name-must-not-be-empty', '@data/0'),
      problem('duplicate-name', '@data/1'),
      problem('never-seen', ''),
    ],
  });
  for (const text of texts) expect(text).toContain('Detail of never-seen');
});

test('a refused request tells what points at no item, with the cure of each', async () => {
  const [first, second] = [
    'country-code-must-be-authorized',
    'advertiser-must-be-opt-in-for-data-sharing',
  ];
  const { results, texts } = await apply(made, {
    status: 403,
    errors: [problem(first, '@data/2'), problem(second)],
  });
  for (const { error } of results) {
    expect([error?.code, error?.also?.[0]?.code]).toEqual([first, second]);
    expect(error?.hint).not.toBe(error?.also?.[0]?.hint);
  }
  for (const text of texts)
    for (const code of [first, second]) expect(text).toContain(`Detail of ${code}`);
});

test('many problems are counted, and take no time to speak of', async () => {
  const errors = Array.from({ length: 20_000 }, (_, index) => problem(`code-${index}`, ''));
  const { results, texts } = await apply(made, { errors });
  expect(results[0]?.outcome).toBe('failed');
  expect(results[0]?.error?.also?.length).toBeLessThan(100);
  for (const text of texts) expect(text.length).toBeLessThan(30_000);
  expect(texts[0]).toContain('the API reported 19,980 more problems');
});

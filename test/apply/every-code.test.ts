/**
 * Every code that the documents print, said by the API of one item and of two: in `errors` or in `warnings`, pointing
 * at the item in whatever way or not at all, wherever it stands in the request. The remote is the real one, on the
 * sandbox; what is expected is worked out here.
 */
import { describe, expect, test } from '@jest/globals';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { ApplyReport, ChangeResult } from '../../src/apply/apply-report.ts';
import { findCode } from '../../src/diagnostics/codes.ts';
import type { Declaration } from '../../src/model/declaration.ts';
import type { Kind, PlatformName, Verb } from '../../src/model/entity.ts';
import type { Project } from '../../src/model/project.ts';
import type { RemoteRow, Snapshot } from '../../src/model/remote/snapshot.ts';
import type { JsonObject, JsonValue } from '../../src/model/text/json.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { platformNamed } from '../../src/platforms/platform-named.ts';
import { createRemote } from '../../src/remote/create-remote.ts';
import { renderApplyReport } from '../../src/report/apply/render-apply-report.ts';
import type { FaultEffect } from '../../src/sandbox/faults/fault.ts';
import { handleRequest } from '../../src/sandbox/handle-request.ts';
import { objectOf, parseJson } from '../../src/sandbox/json.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import type { PlanDocument } from '../../src/schema/generated/plan.ts';
import { remoteOptions } from '../remote/connect.ts';
import { createFakeClock } from '../remote/fake-clock.ts';
import {
  absent,
  accountId,
  aDeclaration,
  advertiserId,
  aProject,
  aSnapshot,
} from '../support/a-world.ts';
import { type DocumentedCode, documentedCodes } from '../support/documented-codes.ts';
import { stride } from '../support/stride.ts';

const names = ['First', 'Second', 'Third'] as const;
const carriers = ['errors', 'warnings'] as const;
const instances = ['index', 'none', 'empty', 'path', 'id', 'text'] as const;
type ItemEffect = Extract<FaultEffect, { readonly kind: 'item' }>;

function attributesOf(platform: PlatformName, kind: Kind) {
  const owner = platform === 'retail-media' ? { retailerId: '1234' } : { advertiserId };
  if (kind === 'audience') return { ...owner, algebra: { segmentId: '1' } };
  const block =
    platform === 'retail-media'
      ? { contactList: { identifierType: 'Email' } }
      : { prospecting: { usersType: 'Prospects' } };
  return { ...owner, ...block };
}

function rowOf(platform: PlatformName, kind: Kind, id: string, name: string): RemoteRow {
  const { algebra, ...own } = { algebra: null, ...attributesOf(platform, kind) };
  const account = platform === 'retail-media' ? { accountId } : {};
  const type = platform === 'retail-media' ? 'ContactList' : 'Prospecting';
  const more = algebra === null ? { type } : { algebra: { audienceSegmentId: '1' } };
  return { id, attributes: { ...account, ...own, ...more, name, description: null } };
}

interface World {
  readonly snapshot: Snapshot;
  readonly document: JsonValue;
  readonly project: Project;
  readonly plan: PlanDocument;
}

const worlds = new Map<string, World>();

/** What the account holds, and three changes of one verb. */
function worldOf(platform: PlatformName, kind: Kind, verb: Verb): World {
  const key = `${platform} ${kind} ${verb}`;
  const world = worlds.get(key) ?? createWorld(platform, kind, verb);
  worlds.set(key, world);
  return world;
}

function createWorld(platform: PlatformName, kind: Kind, verb: Verb): World {
  const seed = rowOf(platform, 'segment', '1', 'Seed');
  const rows =
    verb === 'create' ? [] : names.map((name, i) => rowOf(platform, kind, `${i + 11}`, name));
  const snapshot = aSnapshot(
    [seed, ...(kind === 'segment' ? rows : [])],
    kind === 'audience' ? rows : [],
    platform,
  );
  const description = verb === 'update' ? { description: 'new' } : {};
  const declarations: readonly Declaration[] = names.map((name) =>
    verb === 'delete'
      ? absent(kind, name)
      : aDeclaration(kind, name, { ...attributesOf(platform, kind), ...description }),
  );
  const project = aProject({ platform });
  const { value: plan, diagnostics } = planChanges({
    ...{ project, declarations, snapshot, version: '0.0.0' },
  });
  if (plan === null) throw new Error(JSON.stringify(diagnostics));
  return { snapshot, document: parseJson(JSON.stringify(snapshot)), project, plan };
}

interface Ended {
  readonly report: ApplyReport;
  /** The report, in one line. */
  readonly text: () => string;
  /** By name: whether the change is seen at the remote. */
  readonly isCarriedOut: (name: string) => boolean;
  readonly waited: number;
}

async function applyUnder(
  { platform, kind }: DocumentedCode,
  verb: Verb,
  effect: ItemEffect,
  { second = null, gone = null }: { second?: string | null; gone?: string | null } = {},
): Promise<Ended> {
  const { snapshot, document, project, plan } = worldOf(platform, kind, verb);
  const faults = [{ when: { on: 'write' }, times: 1, effect }] as const;
  const sandbox = createSandbox({
    document,
    settings: { faults, variants: { instance: 'empty' } },
    behavioralSegments: 0,
  });
  // Somebody else was faster.
  if (gone !== null) sandbox.edit({ platform, kind, id: gone, removed: true });
  const clock = createFakeClock();
  const remote = createRemote(
    remoteOptions(
      { url: 'http://sandbox.test' },
      {
        ...{ platform: platformNamed(platform), scopeId: project.scopeId, clock },
        fetch: async (request) => withSecond(await handleRequest(sandbox, request), second),
      },
    ),
  );
  const result = await applyPlan({
    ...{ plan, snapshot, remote, clock, parallelism: 1 },
  });
  if (result.state !== 'applied') throw new Error(JSON.stringify(result));
  const { report } = result;
  const left = textsIn(sandbox.document(), `${kind}s`);
  return {
    report,
    text: () => renderApplyReport(report, { format: 'text', plan }).replaceAll(/\s+/gu, ' '),
    isCarriedOut: (name) => {
      const found = left.get(name);
      if (verb === 'delete') return found === undefined;
      return found !== undefined && (verb === 'create' || found === 'new');
    },
    waited: clock.slept.reduce((sum, each) => sum + each, 0),
  };
}

/** Descriptions by name. */
function textsIn(document: JsonObject | null, member: string): ReadonlyMap<string, unknown> {
  const rows = document?.[member];
  return new Map(
    (Array.isArray(rows) ? rows : []).map((row) => {
      const { name, description } = objectOf(objectOf(row)['attributes']);
      return [String(name), description ?? null];
    }),
  );
}

/** The second problem of an answer gets a code of its own. */
async function withSecond(response: Response, code: string | null): Promise<Response> {
  if (code === null || response.status === 204) return response;
  const body = objectOf(parseJson(await response.text()));
  for (const carrier of carriers) {
    const problems = body[carrier];
    if (Array.isArray(problems) && problems[1]) problems[1] = { ...problems[1], code };
  }
  return new Response(JSON.stringify(body), { status: response.status });
}

const resultOf = ({ report }: Ended, name: string): ChangeResult | undefined =>
  report.results.find(({ address }) => address.endsWith(`/${name}`));

/** Printed by no page with these entities. */
const otherCode = 'retailer-must-not-exist';

const isGone = (code: string, verb: Verb) =>
  verb === 'delete' && /^(?:segment|audience)-(?:has-)?not-(?:been-)?found$/u.test(code);
/** An earlier run may have made it, so that nothing but reading can tell. */
const isTaken = (code: string, verb: Verb) => verb === 'create' && code === 'name-must-be-unique';

/** The code that is told of an item that has this problem: no audience here uses a segment that is to go. */
function toldCode(code: string, verb: Verb): string {
  const isServed = code === 'segment-must-not-be-used-in-audience' && verb === 'delete';
  return isServed ? 'served-impressions' : code;
}

/** What becomes of an item that has this problem. */
function expected(code: string, verb: Verb): ChangeResult['outcome'] {
  if (isGone(code, verb)) return 'done';
  return isTaken(code, verb) ? 'unknown' : 'failed';
}

const rows = documentedCodes
  .flatMap((documented) => documented.verbs.map((verb) => ({ ...documented, verb })))
  .map((row, index) => ({ ...row, index }));

/** Every way to point, in either list; in the tests of every day in one of them, the other one for the next code. */
const ways = carriers.flatMap((carrier, list) =>
  instances.map((instance, way) => ({ carrier, instance, turn: list + way })),
);

describe.each(rows)('$platform: $code of a $kind ($verb)', (row) => {
  const { code, verb } = row;
  const outcome = expected(code, verb);
  const told = toldCode(code, verb);
  const isPointed = (instance: (typeof instances)[number]) =>
    instance === 'index' || (verb !== 'create' && (instance === 'path' || instance === 'id'));

  test('of one item', async () => {
    for (const { carrier, instance, turn } of ways) {
      if ((turn + row.index) % stride(2) !== 0) continue;
      const position = (turn + row.index) % names.length;
      const [name = '', items] = [names[position], [position]];
      const ended = await applyUnder(row, verb, { kind: 'item', items, code, carrier, instance });
      const result = resultOf(ended, name);
      expect([instance, result?.outcome]).toEqual([instance, outcome]);
      const others = names.filter((each) => each !== name);
      expect(others.map((each) => resultOf(ended, each)?.outcome)).toEqual(['done', 'done']);
      expect(names.filter(ended.isCarriedOut)).toEqual(others);
      if (outcome === 'done') continue;
      expect(result?.error?.code).toBe(told);
      if (told === code) expect(result?.error?.detail).toBe('A fault of the sandbox.');
      expect(result?.error?.unattributed).toBeUndefined();
      if (outcome === 'failed') expect(ended.waited).toBe(0);
      if (instance !== 'index') continue;
      expect(ended.text()).toContain(`Code ${told}`);
      expect(ended.text()).toContain(`"${name}"`);
      // The report has its first sentence, and explain the rest.
      const meaning =
        outcome === 'unknown' ? 'has this name' : findCode(told)?.meaning.split(/(?<=\.) /u)[0];
      expect(ended.text()).toContain(meaning ?? 'what is in the catalogue');
    }
  });

  test.each(['path', 'none'] as const)('of two items, with %s', async (instance) => {
    const effect = { kind: 'item', items: [0, 2], code, instance } as const;
    const ended = await applyUnder(row, verb, effect);
    for (const name of ['First', 'Third']) {
      const result = resultOf(ended, name);
      expect([instance, result?.outcome]).toEqual([instance, outcome]);
      expect(result?.error?.code).toBe(outcome === 'done' ? undefined : told);
      expect(ended.isCarriedOut(name)).toBe(false);
    }
    expect(resultOf(ended, 'Second')?.outcome).toBe('done');
  });

  test.each([
    ['index', 'warnings'],
    ['id', 'errors'],
    ['text', 'warnings'],
    ['none', 'errors'],
  ] as const)(
    'of one item, and another code of another one, with %s in %s',
    async (instance, carrier) => {
      const effect = { kind: 'item', items: [0, 2], code, carrier, instance } as const;
      const ended = await applyUnder(row, verb, effect, { second: otherCode });
      const [first, third] = [resultOf(ended, 'First'), resultOf(ended, 'Third')];
      expect(resultOf(ended, 'Second')?.outcome).toBe('done');
      // Both are told, whosoever they are.
      for (const each of outcome === 'done'
        ? [otherCode]
        : [isPointed(instance) ? told : code, otherCode]) {
        expect(ended.text()).toContain(`Code ${each}`);
      }
      if (isPointed(instance)) {
        expect([first?.outcome, third?.outcome]).toEqual([outcome, 'failed']);
        expect(first?.error?.code).toBe(outcome === 'done' ? undefined : told);
        expect(third?.error?.code).toBe(otherCode);
        return;
      }
      // Where reading might tell, and does not, nobody knows.
      const both = outcome === 'failed' ? 'failed' : 'unknown';
      for (const each of [first, third]) {
        expect(each).toMatchObject({ outcome: both, error: { code, unattributed: true } });
        expect(each?.error?.also?.map((one) => one.code)).toEqual([otherCode]);
      }
      if (both === 'failed') expect(ended.waited).toBe(0);
    },
  );
});

test.each(['segment', 'audience'] as const)(
  'of two unnamed deletions, one of a %s that is gone, reading tells at once which is which',
  async (kind) => {
    const row = { code: 'invalid', platform: 'retail-media', kind, verbs: [] } as const;
    const effect = { kind: 'item', items: [2], code: row.code, instance: 'empty' } as const;
    const ended = await applyUnder(row, 'delete', effect, { gone: '11' });
    expect(ended.report.results.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'failed']);
    expect(resultOf(ended, 'Third')?.error?.code).toBe('invalid');
    expect(resultOf(ended, 'Third')?.error?.unattributed).toBeUndefined();
    expect(ended.waited).toBe(0);
  },
);

test('what is said beside an item that was done is a warning, whatever the code', async () => {
  for (const [turn, row] of rows.entries()) {
    const carrier = carriers[turn % carriers.length] ?? 'errors';
    const effect = { kind: 'item', items: [1], code: row.code, carrier, carriedOut: true } as const;
    const ended = await applyUnder(row, row.verb, effect);
    expect(ended.report.summary).toMatchObject({ done: 3, failed: 0, unknown: 0 });
    expect(resultOf(ended, 'Second')?.warning?.code).toBe(row.code);
    expect(ended.text()).toContain(row.code);
  }
});

test('the same with other statuses', async () => {
  const failing = rows.filter(({ code, verb }) => expected(code, verb) === 'failed');
  for (const [turn, row] of failing.entries()) {
    const status = turn % 2 === 0 ? 207 : 400;
    const effect = { kind: 'item', items: [1], code: row.code, status } as const;
    const ended = await applyUnder(row, row.verb, effect);
    expect(ended.report.summary).toMatchObject({ done: 2, failed: 1 });
    expect(resultOf(ended, 'Second')?.error?.code).toBe(toldCode(row.code, row.verb));
  }
});

/** Which plans stand in one line of a report: those of which a reader would read the same, and no others. */
import { describe, expect, test } from '@jest/globals';
import { digestChanges } from '../../../src/report/many/condense/digest-changes.ts';
import type { PlanDocument } from '../../../src/schema/generated/plan.ts';
import { planAround } from '../plan-around.ts';
import { firstApplyPlan, mixedPlan, refusedPlan, replacementPlan } from '../sample-plans.ts';
import { dangerousPlan, lookbackPlan } from './a-run.ts';

type Path = readonly (string | number)[];

/** What another account may have otherwise although it is changed alike. */
const ofTheAccount = [
  /^(?:formatVersion|tool|checksum|read|base|requests|unmanaged|ledgers)\b/u,
  /^project\.(?!platform)/u,
  /^summary\./u,
  /^(?:changes|moves)\.\d+\.(?:id|temporaryName|source\..*)$/u,
  /^(?:changes|moves)\.\d+\.segmentIds\.(?:before|after)\./u,
  /\.adSetIds\.\d+$/u,
  /^leftAlone\.\d+\.(?:id|source\..*)$/u,
  /^diagnostics\.\d+\.source\..*$/u,
];

/** Other texts of the same plan must be changed with them. */
const boundToMore = /^project\.(?:platform|advertiserId)$/u;

function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === 'string' || typeof value === 'number') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

/** Where IDs stand. One that is another one is so in all its places. */
const idPath =
  /^(?:(?:changes|moves)\.\d+\.(?:id|liveUse\.adSetIds\.\d+|segmentIds\.(?:before|after)\..+)|affected\.\d+\.adSetIds\.\d+|leftAlone\.\d+\.id)$/u;

function valueAt(plan: PlanDocument, path: Path): unknown {
  return path.reduce<unknown>((place, key) => Reflect.get(Object(place), key), plan);
}

function withAnother(plan: PlanDocument, path: Path): PlanDocument {
  const copy = structuredClone(plan);
  const was = valueAt(plan, path);
  const isId = (each: Path) => idPath.test(each.join('.')) && valueAt(plan, each) === was;
  const paths = isId(path) ? leavesOf(plan).filter(isId) : [path];
  for (const each of paths) {
    const place = valueAt(copy, each.slice(0, -1));
    const other = typeof was === 'number' ? was + 1 : `${String(was)}9`;
    Reflect.set(Object(place), each.at(-1) ?? '', other);
  }
  return copy;
}

const plans = { mixedPlan, refusedPlan, replacementPlan, firstApplyPlan, around: planAround('a') };

test.each(Object.entries(plans))(
  'every text and number of a plan counts, or is of the account: %s',
  (_, plan) => {
    const digest = digestChanges(plan);
    for (const path of leavesOf(plan).filter((each) => !boundToMore.test(each.join('.')))) {
      const at = path.join('.');
      const isAlike = digestChanges(withAnother(plan, path)) === digest;
      expect([at, isAlike]).toEqual([at, ofTheAccount.some((pattern) => pattern.test(at))]);
    }
  },
);

describe('what is alike', () => {
  const digestOf = (plan: PlanDocument) => digestChanges(plan);

  test('the same change in two accounts', () => {
    expect(digestOf(lookbackPlan('acme-at', 1))).toBe(digestOf(lookbackPlan('acme-be', 2)));
  });

  test('not a change that is live in another number of ad sets', () => {
    const [live, less] = [['1', '2'], ['3']].map((adSetIds) => {
      const plan = structuredClone(mixedPlan);
      for (const change of plan.changes) change.liveUse = { known: true, adSetIds };
      return digestOf(plan);
    });
    expect(live).not.toBe(less);
  });

  test('not a change of another size, or of one that is missing', () => {
    const sized = (before: number | null, reason?: string) => {
      const plan = lookbackPlan('acme-at', 1);
      const [change] = plan.changes;
      if (change === undefined) throw new Error('no change');
      change.size = { before, after: null, ...(reason === undefined ? {} : { reason }) };
      return digestOf(plan);
    };
    const none = 'the API has no size for it';
    const digests = [sized(2000), sized(2_000_000), sized(null, none), sized(null, 'too few')];
    expect(new Set(digests).size).toBe(4);
    expect(sized(2000)).toBe(sized(2000));
  });

  test('not changes that are live in the same ad set in one account, and in two in the other', () => {
    const live = (ids: readonly string[]) => {
      const plan = dangerousPlan('acme-at', 3);
      for (const [index, change] of plan.changes.entries()) {
        change.liveUse = { known: true, adSetIds: [ids[index] ?? ''] };
      }
      return digestOf(plan);
    };
    expect(live(['1', '1'])).toBe(live(['5', '5']));
    expect(live(['1', '2'])).toBe(live(['6', '5']));
    expect(live(['1', '1'])).not.toBe(live(['1', '2']));
  });

  test('segments by known IDs, where their names are the same', () => {
    const by = (id: string, name: string) => {
      const plan = planAround('a');
      const [change] = plan.changes;
      if (change === undefined) throw new Error('no change');
      return digestOf({
        ...plan,
        changes: [
          {
            ...change,
            after: { name: 'a', algebra: { segmentId: id } },
            segmentNames: { [id]: name },
          },
        ],
      });
    };
    expect(by('3', 'Buyers')).toBe(by('4', 'Buyers'));
    expect(by('3', 'Buyers')).not.toBe(by('3', 'Viewers'));
  });

  test('not what this plan creates in one account and what exists in the other', () => {
    const made = structuredClone(mixedPlan);
    for (const { segmentIds } of made.changes) {
      for (const key of Object.keys(segmentIds.after)) segmentIds.after[key] = null;
    }
    expect(digestOf(made)).not.toBe(digestOf(mixedPlan));
  });
});

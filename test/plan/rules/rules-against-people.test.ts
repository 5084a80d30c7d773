/** What a plan makes of rules, against people who are looked at one by one, before the plan and after it. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Declaration } from '../../../src/model/declaration.ts';
import type { ExpectedPerson, HouseRule } from '../../../src/model/house-rule.ts';
import type { JsonObject } from '../../../src/model/text/json.ts';
import { planChanges } from '../../../src/plan/plan-changes.ts';
import type { PlanDocument } from '../../../src/schema/generated/plan.ts';
import {
  aDeclaration,
  anAudienceRow,
  aProject,
  aSegmentRow,
  aSnapshot,
} from '../../support/a-world.ts';
import { aPerson, aRule } from '../../support/house-rules.ts';
import { stride } from '../../support/stride.ts';
import { judgeByPeople, meaningOf, namesIn } from './judge-by-people.ts';
import { createSight, type Entity, type World, world, writeTree } from './people-under-plans.ts';

const view = (days: number): JsonObject => ({
  events: { shopperActivity: 'View', lookbackDays: `Last${days}Days`, categoryIds: ['1'] },
});

function declare({ kind, id, manifest }: Entity, { days, isReplaced }: World): Declaration[] {
  if (manifest === null) return [];
  const bond = id === 'new' ? {} : { id };
  if (manifest.isAbsent)
    return [aDeclaration(kind, manifest.name, {}, { ...bond, state: 'absent' })];
  const identifierType = id === '1' && isReplaced ? 'PhoneNumber' : 'Email';
  const list: JsonObject = { contactList: { identifierType } };
  const ofSegment = id === '3' ? view(days) : id === '4' ? view(30) : list;
  const leaf = (each: string) => (each === 'new' ? 'New list' : { segmentId: each });
  const attributes: JsonObject = manifest.tree
    ? { algebra: writeTree(manifest.tree, leaf) }
    : ofSegment;
  return [aDeclaration(kind, manifest.name, { retailerId: '1234', ...attributes }, bond)];
}

function planOf(given: World, rule: HouseRule | ExpectedPerson) {
  const remote = given.entities.filter(({ today }) => today !== null);
  const leaf = (audienceSegmentId: string) => ({ audienceSegmentId });
  return planChanges({
    project: aProject(given.prunes ? { prune: 'owned', owns: {} } : {}),
    declarations: given.entities.flatMap((entity) => declare(entity, given)),
    snapshot: aSnapshot(
      remote.flatMap(({ kind, id, today }) => {
        const type = id === '3' ? view(7) : id === '4' ? view(30) : {};
        return kind === 'segment' ? [aSegmentRow(id, today ?? '', type)] : [];
      }),
      remote.flatMap(({ id, today, tree }) => {
        const algebra = tree && writeTree(tree, leaf);
        return algebra && typeof algebra !== 'string'
          ? [anAudienceRow(id, today ?? '', algebra)]
          : [];
      }),
    ),
    houseRules: 'demand' in rule ? { rules: [rule], people: [] } : { rules: [], people: [rule] },
    options: {
      allowReplace: true,
      ...(given.target === null ? {} : { selection: { target: [given.target], exclude: [] } }),
    },
    version: '0',
  });
}

const names = fc.constantFrom(
  'S1',
  'S2',
  'V',
  'V30',
  'N1',
  'New list',
  'A 1',
  'B 1',
  'audience/B 1',
  'segment/S1',
);
const globs = fc.constantFrom('*', 'A *', 'B *', 'A 1', 'Z');
const some = fc.uniqueArray(names, { minLength: 1, maxLength: 2 });
const level = fc.constantFrom<HouseRule['level'][]>('error', 'error', 'warning');
const over = fc.record({
  over: fc.uniqueArray(globs, { minLength: 1, maxLength: 2 }),
  except: fc.uniqueArray(fc.constantFrom('A 2', 'Z', 'S1'), { maxLength: 1 }),
  level,
});
const rule: fc.Arbitrary<HouseRule | ExpectedPerson> = fc.oneof(
  fc.tuple(some, over).map(([all, more]) => aRule({ kind: 'excludes', names: all }, more)),
  fc.tuple(names, over).map(([name, more]) => aRule({ kind: 'within', name }, more)),
  fc
    .constantFrom(['A *', 'B *'], ['A 1', 'B 1'], ['Z', '*'], ['A 9', 'A 1', 'B *'])
    .map((groups) => aRule({ kind: 'disjoint', groups })),
  fc
    .record({
      in: some,
      notIn: fc.uniqueArray(names, { maxLength: 1 }),
      reachedBy: fc.uniqueArray(globs, { maxLength: 1 }),
      notReachedBy: fc.uniqueArray(globs, { maxLength: 1 }),
    })
    .map((person) => aPerson(person)),
);

function check(given: World, asked: HouseRule | ExpectedPerson, plan: PlanDocument) {
  const sight = createSight(given, plan);
  const judged = judgeByPeople(asked, sight);
  const code = 'demand' in asked ? 'rule-broken' : 'people-not-as-expected';
  const isRefusing = !('demand' in asked) || asked.level === 'error';
  const found = plan.diagnostics.filter((each) => each.code === code);
  const objections = isRefusing
    ? plan.refusals.filter((each) => each.code === code)
    : found.filter(({ address }) => address !== undefined);
  const left = isRefusing ? found : found.filter(({ address }) => address === undefined);
  const said = new Set(objections.map(({ address }) => address ?? ''));
  const worse = judged.filter(({ isWorse }) => isWorse);
  // Of two audiences, one is named.
  for (const { addresses } of worse) expect(addresses.some((each) => said.has(each))).toBe(true);
  const mayBe = new Set(worse.flatMap(({ addresses }) => addresses));
  expect([...said].filter((each) => !mayBe.has(each))).toEqual([]);
  expect(left.length > 0).toBe(judged.some(({ isBroken, isWorse }) => isBroken && !isWorse));
  const changed = (becomes: string) =>
    new Set(
      (plan.rules ?? [])
        .filter((each) => each.becomes === becomes)
        .flatMap((each) => each.addresses),
    );
  expect(changed('broken')).toEqual(said);
  const kept = changed('kept');
  const failing = new Set(
    judged.filter(({ isBroken }) => isBroken).flatMap(({ addresses }) => addresses),
  );
  const mended = judged.filter(({ isMended }) => isMended);
  expect([...kept].filter((each) => failing.has(each))).toEqual([]);
  const mayHold = new Set(mended.flatMap(({ addresses }) => addresses));
  expect([...kept].filter((each) => !mayHold.has(each))).toEqual([]);
  for (const { addresses } of mended) {
    if (!addresses.some((each) => failing.has(each))) {
      expect(addresses.some((each) => kept.has(each))).toBe(true);
    }
  }
  for (const name of namesIn(asked)) {
    expect(meaningOf(name, sight, 'after')).not.toBeNull();
  }
}

/** A name that a manifest declares always means something. */
function checkErrors({ entities }: World, asked: HouseRule | ExpectedPerson) {
  const declared = entities.flatMap(({ kind, manifest }) =>
    manifest && !manifest.isAbsent ? [manifest.name, `${kind}/${manifest.name}`] : [],
  );
  expect(namesIn(asked).filter((name) => !declared.includes(name))).not.toEqual([]);
}

test('a plan is refused exactly for whom it breaks a rule anew', () => {
  const numRuns = 3000 / stride(10);
  let planned = 0;
  fc.assert(
    fc.property(world, rule, (given, asked) => {
      const { value, diagnostics } = planOf(given, asked);
      const ofNames = diagnostics.filter(
        ({ code, source }) => code.startsWith('reference-') && source?.file === 'rules.yaml',
      );
      if (ofNames.length > 0) checkErrors(given, asked);
      if (value === null) return;
      planned += 1;
      check(given, asked, value);
    }),
    { numRuns },
  );
  expect(planned).toBeGreaterThan(numRuns / 3);
});

/** What would still refer to an entry that goes. */
import { algebraLeaves } from '../../model/algebra.ts';
import type { Declaration } from '../../model/declaration.ts';
import { type Address, addressOf } from '../../model/entity.ts';
import { groupBy } from '../../model/group-by.ts';
import type { ExpectedPerson, HouseRule, HouseRules } from '../../model/house-rule.ts';
import { seedIdIn } from '../../model/references.ts';
import { quote } from '../../model/text/quote.ts';
import { remoteAlgebra } from '../../plan/change/compare-entities.ts';
import type { DesiredEntity } from '../../plan/change/desired-entity.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import { targetKey } from '../../plan/match/resolve-references.ts';
import { createNamesOfRules } from '../../rename/names-of-rules.ts';
import { namesInRule } from '../../rules/names-in-rule.ts';
import type { Obstacle } from '../obstacle.ts';
import type { PullUnit, RemoveUnit } from '../pull-unit.ts';

/** The entries that cannot go, since something that stays refers to them. */
export function findUses(
  units: readonly PullUnit[],
  { desired, references, declarations, houseRules }: Comparison,
): ReadonlyMap<RemoveUnit, Obstacle> {
  const removals = units.flatMap((unit) => (unit.action === 'remove' ? [unit] : []));
  if (removals.length === 0) return new Map();
  const gone = new Set(removals.map(({ match }) => match.declaration));
  const followed = findFollowed(units);
  const keysOf = (user: DesiredEntity): readonly string[] => {
    const remote = followed.get(user.declaration);
    if (!remote) return user.declared.map(({ target }) => target.key);
    const tree = remoteAlgebra(remote, references.keyOf);
    const seed = seedIdIn(remote.attributes);
    return [
      ...(tree ? algebraLeaves(tree) : []),
      ...(seed === null ? [] : [references.keyOf(seed)]),
    ];
  };
  const users = new Map<string, DesiredEntity>();
  for (const user of desired) {
    if (gone.has(user.declaration)) continue;
    for (const key of keysOf(user)) users.set(key, user);
  }
  const rules = findNamingRules(declarations, houseRules);
  return new Map(
    removals.flatMap((unit) => {
      const user = users.get(targetKey(unit.match));
      if (user) return [[unit, inUse(user)] as const];
      const rule = rules.get(unit.match.declaration);
      return rule ? [[unit, namedByRule(rule)] as const] : [];
    }),
  );
}

/** A rule or a person with each declaration that it names. */
function findNamingRules(
  declarations: readonly Declaration[],
  { rules, people }: HouseRules,
): ReadonlyMap<Declaration, HouseRule | ExpectedPerson> {
  const names = createNamesOfRules(declarations);
  const byAddress = groupBy(declarations, ({ address }) => address);
  const all = [...rules, ...people].flatMap((rule) => {
    const meant = namesInRule(rule).flatMap(({ name }) =>
      names.meaningsOf(rule, name).flatMap((meaning) => (meaning ? [meaning.declaration] : [])),
    );
    const concerned = addressesIn(rule).flatMap((address) => byAddress.get(address) ?? []);
    return [...meant, ...concerned].map((declaration) => [declaration, rule] as const);
  });
  return new Map(all);
}

/** Those that it is about. What only a glob matches may come and go. */
export function addressesIn(rule: HouseRule | ExpectedPerson): readonly Address[] {
  if ('demand' in rule) return rule.over.map((name) => addressOf(rule.kind, name));
  return [...rule.reachedBy, ...rule.notReachedBy].map((name) => addressOf('audience', name));
}

/** Entities whose references become the remote ones. */
function findFollowed(units: readonly PullUnit[]) {
  return new Map(
    units.flatMap((unit) =>
      unit.action === 'edit' && isReferring(unit.path, unit.desired)
        ? [[unit.match.declaration, unit.remote] as const]
        : [],
    ),
  );
}

/** Whether taking an attribute changes what the entry refers to. */
export function isReferring(path: string, { type }: DesiredEntity): boolean {
  return path === 'algebra' || path === 'lookalike.seedSegmentId' || path === type;
}

function inUse({ declaration: { kind, name } }: DesiredEntity): Obstacle {
  return {
    code: 'pull-in-use',
    text: `The ${kind} "${name}" still refers to it.`,
    fix: `Take the remote version of that ${kind} too, or edit it by hand first.`,
    source: null,
  };
}

function namedByRule(rule: HouseRule | ExpectedPerson): Obstacle {
  return {
    code: 'pull-in-use',
    text: `The ${nameRule(rule)} names it.`,
    fix: `Take the name out of that ${listOfRule(rule)}, and pull again.`,
    source: null,
  };
}

/** `rule "No customers"` */
export function nameRule(rule: HouseRule | ExpectedPerson): string {
  return `${listOfRule(rule)} ${quote(rule.name)}`;
}

function listOfRule(rule: HouseRule | ExpectedPerson): string {
  return 'demand' in rule ? 'rule' : 'entry of people';
}

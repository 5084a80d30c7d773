import { type Algebra, algebraLeaves } from '../model/algebra.ts';
import { canonicalText } from './logic/canonical-text.ts';
import { decideAlgebra, maxDecidedSegments } from './logic/decide-algebra.ts';
import {
  createDecisionDiagram,
  type Decision,
  type DecisionDiagram,
  difference,
} from './logic/decision-diagram.ts';
import {
  applyFacts,
  type Fact,
  fewestAgainst,
  listFacts,
  type Relate,
} from './logic/list-facts.ts';
import { type Cover, type Cube, minimalCubes } from './logic/minimal-cubes.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import {
  type Conjunction,
  type Demand,
  describeCondition,
  maxAlternatives,
} from './words/describe-condition.ts';
import type { Movement } from './words/movement.ts';

/** The people of an audience, before a change and after it. */
export interface AudienceChange {
  readonly before: Algebra<string>;
  readonly after: Algebra<string>;
  /** What becomes of the people of each segment; those it does not name stay the same. */
  readonly segmentVerdicts?: ReadonlyMap<string, Verdict>;
  /** What is certain of two segments, each at its moment; nothing by default. */
  readonly relate?: Relate<SegmentMoment>;
  /** Who enters and leaves its segments, where words can say it. */
  readonly segmentMovements?: ReadonlyMap<string, Movement>;
}

/** A verdict with who enters and who leaves in words; null where no people do, or where it is unknown. */
export interface Reach extends Movement {
  readonly verdict: Verdict;
  /** The fewest by which it is so; missing where none are needed. */
  readonly facts?: readonly Fact<SegmentMoment>[];
}

/** A segment at a moment; one whose people stay the same has a single variable for both. */
export interface SegmentMoment {
  readonly key: string;
  readonly moment: 'before' | 'after' | 'both';
}

const cannotTell: Reach = { verdict: 'unknown', enter: null, leave: null };

/**
 * Judges a change of an audience's algebra, of its segments, or of both at once. Different segments
 * are independent sets, but for what is certain of two of them. A segment whose people change stands
 * for two sets, as it was and as it will be, and its own verdict says which of them holds the other;
 * so an excluded segment that widens narrows the audience. Where that is unknown for a segment, what
 * cannot happen is certain in every case; that some people move is what may be.
 */
export function judgeAudience(change: AudienceChange, nameOf: (key: string) => string): Reach {
  const verdicts = verdictsOf(change);
  const atoms = listAtoms(change, verdicts);
  if (atoms.length > maxDecidedSegments) return judgeForm(change, verdicts);

  const diagram = createDecisionDiagram();
  const { and, or, not } = diagram;
  const before = decideAlgebra(change.before, diagram, variableAt('before', atoms, diagram));
  const after = decideAlgebra(change.after, diagram, variableAt('after', atoms, diagram));
  const [enter, leave] = [and(after, not(before)), and(before, not(after))];
  // All that can happen, and what happens even if every unknown segment stays as it is.
  const everything = constrain(verdicts, atoms, diagram, true);
  const inAnyCase = constrain(verdicts, atoms, diagram, false);
  const variableOf = (atom: SegmentMoment) => diagram.variable(atoms.indexOf(atom));

  const { relate = () => null } = change;
  // Of one segment at two moments, its own verdict says more.
  const facts = listFacts(atoms, (a, b) => (a.key === b.key ? null : relate(a, b)));
  const applied = applyFacts(facts, variableOf, diagram);
  const possible = and(everything, applied.everyone);
  const canHappen = (decision: Decision) => and(decision, possible) !== false;
  // Regardless of facts: they tell more, so a verdict that is known without them stays known.
  const isCertain = (decision: Decision) =>
    !canHappen(decision) || and(decision, inAnyCase) !== false;
  const isEmptied = canHappen(before) && !canHappen(after);
  if (!isEmptied && !(isCertain(enter) && isCertain(leave))) return cannotTell;

  const [coming, going] = isEmptied ? [after, before] : [enter, leave];
  const coverWhere = (people: Decision, decision: Decision) =>
    minimalCubes(diagram, and(decision, people), or(decision, not(people)));
  const coverOf = (decision: Decision) => {
    const cover = coverWhere(possible, decision);
    if (facts.length === 0 || cover.cubes.length <= maxAlternatives) return cover;
    // It need not be the shortest, and facts must not hide a case that is listed without them.
    const plain = coverWhere(everything, decision);
    return plain.cubes.length < cover.cubes.length ? plain : cover;
  };
  const [came, went] = [coverOf(coming), coverOf(going)];
  // Whom the sentences would be wrong about if there were such people.
  const wrong = or(
    difference(came.decision, coming, diagram),
    difference(went.decision, going, diagram),
  );
  const used = fewestAgainst(and(wrong, everything), applied, diagram);
  const describe = ({ cubes }: Cover) => {
    if (cubes.length === 0) return null;
    const alternatives = cubes.map((cube) => toConjunction(cube, atoms));
    return describeCondition(alternatives, verdicts, nameOf, change.segmentMovements);
  };
  const verdict = isEmptied ? 'empty' : verdictOf(canHappen(enter), canHappen(leave));
  const reach = { verdict, enter: describe(came), leave: describe(went) };
  return used.length === 0 ? reach : { ...reach, facts: used };
}

/** Those of its own segments: a plan may change thousands of others. */
function verdictsOf({
  before,
  after,
  segmentVerdicts,
}: AudienceChange): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const key of [...algebraLeaves(before), ...algebraLeaves(after)]) {
    const verdict = segmentVerdicts?.get(key) ?? 'same';
    if (verdict !== 'same') verdicts.set(key, verdict);
  }
  return verdicts;
}

/** Too many segments for logic: only a rearrangement is known to change nothing. */
function judgeForm(change: AudienceChange, verdicts: ReadonlyMap<string, Verdict>): Reach {
  const isSame =
    !algebraLeaves(change.after).some((key) => verdicts.has(key)) &&
    canonicalText(change.before) === canonicalText(change.after);
  return isSame ? { verdict: 'same', enter: null, leave: null } : cannotTell;
}

/** Variables in reading order, the two of a changed segment side by side. */
function listAtoms(
  { before, after }: AudienceChange,
  verdicts: ReadonlyMap<string, Verdict>,
): readonly SegmentMoment[] {
  const sides = { before: new Set(algebraLeaves(before)), after: new Set(algebraLeaves(after)) };
  return [...new Set([...sides.after, ...sides.before])].flatMap(
    (key): readonly SegmentMoment[] => {
      if (!verdicts.has(key)) return [{ key, moment: 'both' }];
      const moments = (['before', 'after'] as const).filter((moment) => sides[moment].has(key));
      return moments.map((moment) => ({ key, moment }));
    },
  );
}

function variableAt(
  moment: 'before' | 'after',
  atoms: readonly SegmentMoment[],
  diagram: DecisionDiagram,
): (key: string) => Decision {
  const levels = new Map<string, number>();
  atoms.forEach((atom, level) => {
    if (atom.moment === moment || atom.moment === 'both') levels.set(atom.key, level);
  });
  return (key) => diagram.variable(levels.get(key) ?? 0);
}

/**
 * What the segments' own verdicts rule out, as a function that is true of the people there can be.
 * @param withUnknown whether a segment that cannot be judged may change in any way, or not at all
 */
function constrain(
  verdicts: ReadonlyMap<string, Verdict>,
  atoms: readonly SegmentMoment[],
  diagram: DecisionDiagram,
  withUnknown: boolean,
): Decision {
  const { and, or, not } = diagram;
  const find = (key: string, moment: 'before' | 'after') => {
    const level = atoms.findIndex((atom) => atom.key === key && atom.moment === moment);
    return level === -1 ? null : diagram.variable(level);
  };
  let constraint: Decision = true;
  for (const [key, verdict] of verdicts) {
    const was = find(key, 'before');
    const is = find(key, 'after');
    if (verdict === 'empty' && is !== null) constraint = and(constraint, not(is));
    if (was === null || is === null) continue;
    const stays = verdict === 'unknown' && !withUnknown;
    if (verdict === 'wider' || stays) constraint = and(constraint, or(not(was), is));
    if (verdict === 'narrower' || stays) constraint = and(constraint, or(not(is), was));
  }
  return constraint;
}

function toConjunction(cube: Cube, atoms: readonly SegmentMoment[]): Conjunction {
  const demands = new Map<string, Demand>();
  for (const [level, value] of [...cube].sort(([a], [b]) => a - b)) {
    const atom = atoms[level];
    if (!atom) continue;
    const { key, moment } = atom;
    demands.set(key, {
      key,
      ...demands.get(key),
      ...(moment === 'after' ? {} : { before: value }),
      ...(moment === 'before' ? {} : { after: value }),
    });
  }
  return [...demands.values()];
}

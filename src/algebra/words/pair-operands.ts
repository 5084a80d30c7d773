import { type Algebra, algebraLeaves } from '../../model/algebra.ts';
import { canonicalText } from '../logic/canonical-text.ts';
import { readGroup } from './describe-algebra.ts';

/** An operand of each side that belong together, or one that only its side has. */
export type OperandPair =
  | { readonly before: Operand; readonly after: Operand }
  | { readonly before: Operand; readonly after: null }
  | { readonly before: null; readonly after: Operand };

type Operand = Algebra<string>;

/**
 * Finds each operand's counterpart: the same one in any place, else the group that has most
 * segments in common, else a group that it stands in, or that stood around it. In the order after the
 * change, what is gone before what came in its place.
 */
export function pairOperands(
  before: readonly Operand[],
  after: readonly Operand[],
): readonly OperandPair[] {
  const gone = new Set(withoutTwins(before));
  const matched = matchOperands(gone, withoutTwins(after));
  const pairs: OperandPair[] = [];
  let place = 0;
  // Puts what is gone from here on, up to the next operand that stays.
  const addGone = () => {
    for (let old = before[place]; old; old = before[place]) {
      if (matched.stays.has(old)) break;
      if (gone.delete(old)) pairs.push({ before: old, after: null });
      place += 1;
    }
  };
  for (const { operand, partner } of matched.operands) {
    addGone();
    if (partner === null) {
      pairs.push({ before: null, after: operand });
    } else {
      pairs.push({ before: partner, after: operand });
      place = Math.max(place, before.indexOf(partner) + 1);
    }
  }
  for (const old of gone) {
    if (!matched.stays.has(old)) pairs.push({ before: old, after: null });
  }
  return pairs;
}

interface Matched {
  readonly operands: readonly { readonly operand: Operand; readonly partner: Operand | null }[];
  /** The operands before that have a partner after. */
  readonly stays: ReadonlySet<Operand>;
}

function matchOperands(before: ReadonlySet<Operand>, after: readonly Operand[]): Matched {
  const free = new Set(before);
  const partners = new Map<Operand, Operand>();
  const match = (operand: Operand, partner: Operand | null) => {
    if (partner === null) return;
    partners.set(operand, partner);
    free.delete(partner);
  };
  for (const operand of after) match(operand, findEqual(operand, free));
  for (const operand of after) {
    if (!partners.has(operand)) match(operand, findSimilar(operand, free));
  }
  const lines = new Map([...free].map((candidate) => [candidate, linesOf(candidate)]));
  for (const operand of after) {
    if (!partners.has(operand)) match(operand, findAround(operand, free, lines));
  }
  return {
    operands: after.map((operand) => ({ operand, partner: partners.get(operand) ?? null })),
    stays: new Set(partners.values()),
  };
}

function findEqual(operand: Operand, candidates: Iterable<Operand>): Operand | null {
  const text = canonicalText(operand);
  for (const candidate of candidates) if (canonicalText(candidate) === text) return candidate;
  return null;
}

function findSimilar(operand: Operand, candidates: Iterable<Operand>): Operand | null {
  let best: Operand | null = null;
  let most = 0;
  for (const candidate of candidates) {
    const shared = countShared(candidate, operand);
    if (shared > most) {
      best = candidate;
      most = shared;
    }
  }
  return best;
}

/** The group around an operand that is shown on one line, or that operand of a group. */
function findAround(
  operand: Operand,
  candidates: Iterable<Operand>,
  linesOfCandidates: ReadonlyMap<Operand, readonly string[]>,
): Operand | null {
  const isGroup = readGroup(operand) !== null;
  const lines = linesOf(operand);
  for (const candidate of candidates) {
    const others = linesOfCandidates.get(candidate) ?? [];
    if ((readGroup(candidate) !== null) === isGroup) continue;
    const [around, [line = '']] = isGroup ? [lines, others] : [others, lines];
    if (around.includes(line)) return candidate;
  }
  return null;
}

/** The segments and exclusions that a reading shows, each on a line. */
function linesOf(operand: Operand): readonly string[] {
  return readGroup(operand)?.operands.flatMap(linesOf) ?? [canonicalText(operand)];
}

/** Segments that two groups have in common; none for operands that are shown on one line. */
function countShared(before: Operand, after: Operand): number {
  if (readGroup(before) === null || readGroup(after) === null) return 0;
  const segments = new Set(algebraLeaves(before));
  return new Set(algebraLeaves(after).filter((segment) => segments.has(segment))).size;
}

function withoutTwins(operands: readonly Operand[]): readonly Operand[] {
  const texts = operands.map(canonicalText);
  return operands.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}

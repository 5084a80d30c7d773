/** What trees demand of everyone in them, as far as it is plain: most rules that hold do so by this alone. */
import type { Relate } from '../algebra/logic/list-facts.ts';
import type { Algebra } from '../model/algebra.ts';
import type { RuledAudience } from './rule-world.ts';

export interface PlainDemands {
  /** Segments that everyone is in. */
  readonly wanted: ReadonlySet<string>;
  /** Segments that no one is in. */
  readonly ruledOut: ReadonlySet<string>;
  /** Of each list everyone meets one. */
  readonly choices: readonly (readonly PlainDemands[])[];
}

const none: ReadonlySet<string> = new Set();

/** Trees of audiences, which each rule asks for again. */
const known = new WeakMap<Algebra<string>, PlainDemands>();

export function demandsOfAudience({ algebra }: Pick<RuledAudience, 'algebra'>): PlainDemands {
  const before = known.get(algebra);
  if (before) return before;
  const demands = plainDemands(algebra);
  known.set(algebra, demands);
  return demands;
}

/** @param isMeant whether it is the people in a tree, or those outside */
export function plainDemands(algebra: Algebra<string>, isMeant = true): PlainDemands {
  if ('segment' in algebra) {
    const own = new Set([algebra.segment]);
    return { wanted: isMeant ? own : none, ruledOut: isMeant ? none : own, choices: [] };
  }
  if ('not' in algebra) return plainDemands(algebra.not, !isMeant);
  const operands = ('and' in algebra ? algebra.and : algebra.or).map((operand) =>
    plainDemands(operand, isMeant),
  );
  if ('and' in algebra === isMeant) {
    return {
      wanted: new Set(operands.flatMap(({ wanted }) => [...wanted])),
      ruledOut: new Set(operands.flatMap(({ ruledOut }) => [...ruledOut])),
      choices: operands.flatMap(({ choices }) => choices),
    };
  }
  return {
    wanted: sharedBy(operands.map(({ wanted }) => wanted)),
    ruledOut: sharedBy(operands.map(({ ruledOut }) => ruledOut)),
    choices: [operands],
  };
}

function sharedBy(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const [first = none, ...others] = sets;
  return new Set([...first].filter((key) => others.every((other) => other.has(key))));
}

/** Whether no one can meet both, as is plain without facts. */
export function arePlainlyApart(a: PlainDemands, b: PlainDemands): boolean {
  const isHopeless = (choices: PlainDemands['choices'], other: PlainDemands) =>
    choices.some((operands) => operands.every((operand) => clash(operand, other)));
  return clash(a, b) || isHopeless(a.choices, b) || isHopeless(b.choices, a);
}

function clash(a: PlainDemands, b: PlainDemands): boolean {
  return meet(a.wanted, b.ruledOut) || meet(b.wanted, a.ruledOut);
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const key of few) if (many.has(key)) return true;
  return false;
}

/** Whether no one can meet both by what is certain of two segments. */
export function areApartByFacts(a: PlainDemands, b: PlainDemands, relate: Relate<string>): boolean {
  const isWithin = (inner: string, outer: string) =>
    ['within', 'equal'].includes(relate(inner, outer)?.relation ?? '');
  const leavesNone = (wanted: ReadonlySet<string>, ruledOut: ReadonlySet<string>) =>
    [...wanted].some((inner) => [...ruledOut].some((outer) => isWithin(inner, outer)));
  return (
    [...a.wanted].some((one) =>
      [...b.wanted].some((other) => relate(one, other)?.relation === 'excludes'),
    ) ||
    leavesNone(a.wanted, b.ruledOut) ||
    leavesNone(b.wanted, a.ruledOut)
  );
}

import {
  type Decision,
  type DecisionDiagram,
  highOf,
  idOf,
  levelOf,
  lowOf,
} from './decision-diagram.ts';

/** A conjunction: what it asks of the variable of each level; a variable left out may be either. */
export type Cube = ReadonlyMap<number, boolean>;

export interface Cover {
  readonly cubes: readonly Cube[];
  /** The function that the cubes make up. */
  readonly decision: Decision;
}

/**
 * A short sum of cubes for a function: none of them, and no part of one, could be left out.
 * The procedure: S. Minato, "Fast Generation of Prime-Irredundant Covers from Binary Decision
 * Diagrams" (1993).
 * @param must where the sum has to be true
 * @param may where it is allowed to be true; holds in every case where `must` does
 */
export function minimalCubes(diagram: DecisionDiagram, must: Decision, may: Decision): Cover {
  const { and, or, not } = diagram;
  const memory = new Map<string, Cover>();

  const cover = (lower: Decision, upper: Decision): Cover => {
    if (lower === false) return { cubes: [], decision: false };
    if (upper === true) return { cubes: [new Map()], decision: true };
    const key = `${idOf(lower)} ${idOf(upper)}`;
    const known = memory.get(key);
    if (known) return known;
    const level = Math.min(levelOf(lower), levelOf(upper));
    const [lower0, lower1] = [lowOf(lower, level), highOf(lower, level)];
    const [upper0, upper1] = [lowOf(upper, level), highOf(upper, level)];
    // What only one side of the variable allows needs the variable; the rest is covered without it.
    const yes = cover(and(lower1, not(upper0)), upper1);
    const no = cover(and(lower0, not(upper1)), upper0);
    const rest = or(and(lower0, not(no.decision)), and(lower1, not(yes.decision)));
    const either = cover(rest, and(upper0, upper1));
    const variable = diagram.variable(level);
    const result: Cover = {
      cubes: [...asking(level, true, yes), ...asking(level, false, no), ...either.cubes],
      decision: or(
        either.decision,
        or(and(variable, yes.decision), and(not(variable), no.decision)),
      ),
    };
    memory.set(key, result);
    return result;
  };

  return cover(must, may);
}

function asking(level: number, value: boolean, { cubes }: Cover): readonly Cube[] {
  return cubes.map((cube) => new Map([[level, value], ...cube]));
}

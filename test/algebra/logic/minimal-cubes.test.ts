import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decideTogether } from '../../../src/algebra/logic/decide-algebra.ts';
import type { Decision, DecisionDiagram } from '../../../src/algebra/logic/decision-diagram.ts';
import { type Cube, minimalCubes } from '../../../src/algebra/logic/minimal-cubes.ts';
import { trees } from '../brute-force.ts';

function conjunction({ variable, and, not }: DecisionDiagram, cube: Cube): Decision {
  return [...cube]
    .map(([level, value]) => (value ? variable(level) : not(variable(level))))
    .reduce(and, true);
}

function withDecisions(check: (diagram: DecisionDiagram, must: Decision, may: Decision) => void) {
  fc.assert(
    fc.property(trees(), trees(), (a, b) => {
      const decided = decideTogether([a, { or: [a, b] }]);
      const [must, may] = decided?.decisions ?? [];
      if (!decided || must === undefined || may === undefined) throw new Error('not decided');
      check(decided.diagram, must, may);
    }),
    { numRuns: 300 },
  );
}

test('the cubes are true wherever they must be, and nowhere they may not', () => {
  withDecisions((diagram, must, may) => {
    const sum = minimalCubes(diagram, must, may)
      .cubes.map((cube) => conjunction(diagram, cube))
      .reduce(diagram.or, false);
    expect(diagram.and(must, diagram.not(sum))).toBe(false);
    expect(diagram.and(sum, diagram.not(may))).toBe(false);
  });
});

test('no cube could be left out', () => {
  withDecisions((diagram, must, may) => {
    const cubes = minimalCubes(diagram, must, may).cubes;
    for (const cube of cubes) {
      const others = cubes.filter((other) => other !== cube);
      const sum = others.map((other) => conjunction(diagram, other)).reduce(diagram.or, false);
      expect(diagram.and(must, diagram.not(sum))).not.toBe(false);
    }
  });
});

test('no cube asks for more than it has to', () => {
  withDecisions((diagram, must, may) => {
    for (const cube of minimalCubes(diagram, must, may).cubes) {
      for (const level of cube.keys()) {
        const wider = new Map([...cube].filter(([other]) => other !== level));
        expect(diagram.and(conjunction(diagram, wider), diagram.not(may))).not.toBe(false);
      }
    }
  });
});

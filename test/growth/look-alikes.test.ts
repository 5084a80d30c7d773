/** Many entities that are gone beside many that no manifest declares: looking for renames compares no pairs. */
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/model/text/json.ts';
import { type Comparison, compareWithRemote } from '../../src/plan/compare-with-remote.ts';
import { findDoubts } from '../../src/pull/find/find-doubts.ts';
import { findRenameLock } from '../../src/pull/locks/find-rename-lock.ts';
import { createPullWords } from '../../src/pull/pull-words.ts';
import {
  aDeclaration,
  anAudience,
  anAudienceRow,
  aProject,
  aSegment,
  aSegmentRow,
  aSnapshot,
} from '../support/a-world.ts';
import { growthOf, mostGrowth } from './growth-of.ts';

function eventsOf(number: number): JsonObject {
  const events = { shopperActivity: 'View', lookbackDays: 'Last30Days' };
  return { description: 'x', events: { ...events, categoryIds: [String(number)] } };
}

type Bodies = (index: number, count: number) => readonly [declared: number, remote: number];

const worlds: Readonly<Record<string, Bodies>> = {
  'one body': () => [1, 1],
  'a body for each pair': (index) => [index, index],
  'a body for each': (index, count) => [index, index + count],
};

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function compared(count: number, bodies: Bodies): Comparison {
  const snapshot = aSnapshot(
    numbers(count).map((k) => aSegmentRow(`${1000 + k}`, `R ${k}`, eventsOf(bodies(k, count)[1]))),
    numbers(count).map((k) =>
      anAudienceRow(`${k}`, `A ${k}`, { audienceSegmentId: `${1000 + k}` }),
    ),
  );
  const declarations = numbers(count).flatMap((k) => [
    aSegment(`D ${k}`, eventsOf(bodies(k, count)[0])),
    anAudience(`A ${k}`, `D ${k}`),
  ]);
  return compareWithRemote({ project: aProject(), declarations, snapshot });
}

describe.each(Object.entries(worlds))('%s', (_, bodies) => {
  test('plan', () => {
    const growth = growthOf(400, (count) => () => compared(count, bodies));
    expect(growth).toBeLessThan(mostGrowth);
  });

  test('pull', () => {
    const words = createPullWords();
    const locks = {
      sharedFiles: new Map(),
      readerCounts: new Map(),
      lockedFiles: new Map(),
      words,
    };
    const growth = growthOf(400, (count) => {
      const comparison = compared(count, bodies);
      const { declarations, houseRules, project } = comparison;
      const world = { declarations, houseRules, project, projectFile: null };
      return () =>
        findDoubts(comparison, {
          isShared: () => false,
          findRenameLock: (declaration, name) => findRenameLock(declaration, name, world, locks),
          take: new Set(['unknown', 'gone']),
          words,
        });
    });
    expect(growth).toBeLessThan(mostGrowth);
  });
});

test('names of interrupted runs beside as many entries', () => {
  const target = (k: number) => String(k).padStart(16, '0');
  const growth = growthOf(400, (count) => () => {
    const rows = numbers(count).map((k) =>
      aSegmentRow(`${1000 + k}`, `audiencectl moving ${1000 + k} for ${target(k)}`),
    );
    const declarations = numbers(count).map((k) => aDeclaration('segment', `D ${k}`, {}));
    return compareWithRemote({ project: aProject(), declarations, snapshot: aSnapshot(rows) });
  });
  expect(growth).toBeLessThan(mostGrowth);
});

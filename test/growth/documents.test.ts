/** Many customer lists that are gone beside as many that no manifest declares: no document names each pair. */
import { describe, expect, test } from '@jest/globals';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { plan } from '../../src/reconciler/plan.ts';
import { loseMembers } from '../../src/report/pull/render-taking-text.ts';
import { baseOf, head, loadedOf, pulled } from '../pull/ui.ts';
import { aSegmentRow, aSnapshot } from '../support/a-world.ts';
import { growthOf, mostGrowth } from './growth-of.ts';

const contactList = { identifierType: 'Email' };

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

interface World {
  readonly manifest: string;
  readonly snapshot: Snapshot;
}

/** An account that has lost most of what is declared is taken for a wrong one, so as many are kept. */
function worldOf(count: number): World {
  const aList = (name: string) => `  - { name: ${name}, contactList: { identifierType: Email } }\n`;
  const lists = numbers(count).flatMap((k) => [aList(`D ${k}`), aList(`Kept ${k}`)]);
  const rows = numbers(count).flatMap((k) => [
    aSegmentRow(`${1_000_000 + k}`, `R ${k}`, { contactList }),
    aSegmentRow(`${2_000_000 + k}`, `Kept ${k}`, { contactList }),
  ]);
  return { manifest: `${head}segments:\n${lists.join('')}`, snapshot: aSnapshot(rows) };
}

/** How much longer a document gets when its input is four times as large. */
function lengthens(size: number, write: (world: World) => unknown): number {
  const lengthOf = (count: number) => JSON.stringify(write(worldOf(count))).length;
  return lengthOf(4 * size) / lengthOf(size);
}

const pullOf =
  (take: 'gone' | 'drift') =>
  ({ manifest, snapshot }: World) =>
    pulled(manifest, snapshot, { base: baseOf(manifest), take: [take] });

describe.each([
  ['pull that takes them', pullOf('gone')],
  ['pull that leaves them', pullOf('drift')],
  ['plan', ({ manifest, snapshot }: World) => plan(loadedOf(manifest), snapshot).value],
  [
    'plan with a base',
    ({ manifest, snapshot }: World) =>
      plan(loadedOf(manifest), snapshot, { base: baseOf(manifest) }).value,
  ],
])('%s', (_, write) => {
  test('names no pairs', () => {
    expect(lengthens(100, write)).toBeLessThan(5);
  });

  test('makes none', () => {
    const growth = growthOf(100, (count) => {
      const world = worldOf(count);
      return () => write(world);
    });
    expect(growth).toBeLessThan(mostGrowth);
  });
});

test('names that an entry may have by now are counted above twenty', () => {
  const [taking] = pullOf('gone')(worldOf(25)).takings;
  if (taking === undefined) throw new Error('nothing taken');
  expect(taking.mayBe).toEqual(numbers(20).map((k) => `R ${k}`));
  expect(taking.mayBeMore).toBe(5);
  expect(loseMembers(taking)).toContain('"R 0", "R 1" or one of 23 others');
  const [all] = pullOf('gone')(worldOf(20)).takings;
  expect(all?.mayBe).toHaveLength(20);
  expect(all).not.toHaveProperty('mayBeMore');
});

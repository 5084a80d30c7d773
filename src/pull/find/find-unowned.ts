/** What is remote, declared nowhere and outside `owns`: where new entities were asked for, it is said why they stay. */
import { addressOf } from '../../model/entity.ts';
import { createOwnership } from '../../model/ownership.ts';
import { whyNeverDeclarable } from '../../plan/change/why-undeclarable.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import type { Obstacle } from '../obstacle.ts';
import type { AddUnit } from '../pull-unit.ts';
import type { PullWords } from '../pull-words.ts';

export function findUnowned(
  comparison: Comparison,
  words: PullWords,
): ReadonlyMap<AddUnit, Obstacle> {
  const { project, index, matched, elsewhere, isAsked, base } = comparison;
  const owns = createOwnership(project.owns);
  return new Map(
    index.entities.flatMap((remote): (readonly [AddUnit, Obstacle])[] => {
      const address = addressOf(remote.kind, remote.name.trim());
      const isUnowned =
        !owns(remote) &&
        !matched.has(remote) &&
        isAsked(address) &&
        !elsewhere.declares(remote) &&
        !base?.removed(remote) &&
        whyNeverDeclarable(remote, index) === null;
      return isUnowned
        ? [
            [
              { action: 'add', address, take: 'new', remote },
              notOwned(remote.kind, words.file(project.file)),
            ],
          ]
        : [];
    }),
  );
}

function notOwned(kind: AddUnit['remote']['kind'], file: string): Obstacle {
  return {
    code: 'pull-elsewhere',
    text: 'It exists in Criteo, no manifest declares it, and "owns" does not cover it.',
    fix: `Add owns: { ${kind}s: { names: ["FR | *"] } } with its name or a glob to ${file}, and pull again.`,
    source: null,
  };
}

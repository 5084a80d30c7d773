/** What is remote and declared nowhere, inside what the project owns. */
import { addressOf } from '../../model/entity.ts';
import { foldName } from '../../model/name.ts';
import { createOwnership } from '../../model/ownership.ts';
import { whyNeverDeclarable, whyPartlyKnown } from '../../plan/change/why-undeclarable.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import type { Obstacle } from '../obstacle.ts';
import type { AddUnit } from '../pull-unit.ts';

export function findNew(comparison: Comparison): readonly AddUnit[] {
  const { project, index } = comparison;
  if (project.owns === null) return [];
  const owns = createOwnership(project.owns);
  return findUndeclared(comparison).flatMap((unit) => {
    const isNew = owns(unit.remote) && whyNeverDeclarable(unit.remote, index) === null;
    return isNew ? [unit] : [];
  });
}

/**
 * What no entry can be written for, since the API keeps a part of it to itself.
 *
 * @param isAsked whether new entities were asked for: then also those outside `owns`.
 */
export function findPartlyKnown(
  comparison: Comparison,
  isAsked: boolean,
): ReadonlyMap<AddUnit, Obstacle> {
  const { project, index } = comparison;
  const owns = project.owns === null ? () => false : createOwnership(project.owns);
  return new Map(
    findUndeclared(comparison).flatMap((unit): (readonly [AddUnit, Obstacle])[] => {
      const { remote } = unit;
      const isMeant = remote.unmanageable === null && (isAsked || owns(remote));
      const reason = isMeant ? whyPartlyKnown(remote, index) : null;
      return reason === null || reason !== whyNeverDeclarable(remote, index)
        ? []
        : [[unit, partlyKnown(reason)]];
    }),
  );
}

function partlyKnown(reason: string): Obstacle {
  return {
    code: 'pull-undeclarable',
    text: `No manifest declares it, and ${reason}.`,
    fix: 'Write its entry by hand.',
    source: null,
  };
}

/** What is remote and declared nowhere, whether it can be declared or not. */
function findUndeclared(comparison: Comparison): readonly AddUnit[] {
  const { index, matched, matches, elsewhere, isAsked, base } = comparison;
  // What has the name of an entry that found nothing may be what that entry means.
  const open = new Set(
    matches.flatMap(({ declaration: { kind, name }, remote }) =>
      remote === null ? [`${kind} ${foldName(name)}`] : [],
    ),
  );
  return index.entities.flatMap((remote): readonly AddUnit[] => {
    const address = addressOf(remote.kind, remote.name.trim());
    const isUndeclared =
      !matched.has(remote) &&
      !open.has(`${remote.kind} ${foldName(remote.name)}`) &&
      isAsked(address) &&
      !elsewhere.declares(remote) &&
      // What git took out on purpose is not new.
      !base?.removed(remote);
    return isUndeclared ? [{ action: 'add', address, take: 'new', remote }] : [];
  });
}

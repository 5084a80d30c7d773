/** What is remote and declared nowhere, inside what the project owns. */
import { addressOf } from '../../model/entity.ts';
import { foldName } from '../../model/name.ts';
import { createOwnership } from '../../model/ownership.ts';
import { whyNeverDeclarable } from '../../plan/change/why-undeclarable.ts';
import type { Comparison } from '../../plan/compare-with-remote.ts';
import type { AddUnit } from '../pull-unit.ts';

export function findNew(comparison: Comparison): readonly AddUnit[] {
  const { project, index, matched, matches, elsewhere, isAsked, base } = comparison;
  if (project.owns === null) return [];
  const owns = createOwnership(project.owns);
  // What has the name of an entry that found nothing may be what that entry means.
  const open = new Set(
    matches.flatMap(({ declaration: { kind, name }, remote }) =>
      remote === null ? [`${kind} ${foldName(name)}`] : [],
    ),
  );
  return index.entities.flatMap((remote): readonly AddUnit[] => {
    const address = addressOf(remote.kind, remote.name.trim());
    const isNew =
      !matched.has(remote) &&
      !open.has(`${remote.kind} ${foldName(remote.name)}`) &&
      owns(remote) &&
      isAsked(address) &&
      !elsewhere.declares(remote) &&
      // What git took out on purpose is not new.
      !base?.removed(remote) &&
      whyNeverDeclarable(remote, index) === null;
    return isNew ? [{ action: 'add', address, take: 'new', remote }] : [];
  });
}

import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { Change } from '../change/change.ts';
import type { RemoteIndex } from '../match/index-snapshot.ts';
import { explainNameHeld } from '../match/match-findings.ts';

type Naming = Exclude<Change, { readonly action: 'delete' }>;

/**
 * `name-must-be-unique`, for each name that a plan gives away while something remote has it and
 * keeps it, or that it gives to two entities.
 */
export function findTakenNames(
  changes: readonly Change[],
  matched: ReadonlySet<RemoteEntity>,
  index: RemoteIndex,
): readonly Diagnostic[] {
  const freed = new Set(changes.flatMap(freedBy));
  const given = new Map<string, Naming>();
  return changes.flatMap((change): readonly Diagnostic[] => {
    if (change.action === 'delete' || !takesName(change)) return [];
    const { declaration, name } = change.desired;
    const { kind } = declaration;
    const key = `${kind}/${name}`;
    const twin = given.get(key);
    given.set(key, change);
    const holder = findHolder(change, index, freed, matched);
    return holder || twin ? [explainNameHeld(declaration, holder ?? null)] : [];
  });
}

function findHolder(
  change: Naming,
  index: RemoteIndex,
  freed: ReadonlySet<RemoteEntity>,
  matched: ReadonlySet<RemoteEntity>,
): RemoteEntity | undefined {
  const { desired, match, action } = change;
  const remote = action === 'create' ? null : change.remote;
  return index.named(desired.declaration.kind, desired.name).find(
    (each) =>
      each.unmanageable !== 'foreign' &&
      !freed.has(each) &&
      each !== remote &&
      each !== match?.successor &&
      // Of what nothing declares, the pairing has said already that it has the name.
      (action !== 'create' || matched.has(each)),
  );
}

function freedBy(change: Change): readonly RemoteEntity[] {
  if (change.action === 'create') return [];
  return change.action !== 'update' || takesName(change) ? [change.remote] : [];
}

function takesName(change: Naming): boolean {
  return (
    change.action === 'create' ||
    (change.paths.includes('name') && change.remote.name !== change.desired.name)
  );
}

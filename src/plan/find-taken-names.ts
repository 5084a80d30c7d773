import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RemoteEntity } from '../model/snapshot.ts';
import type { Change } from './change.ts';
import type { RemoteIndex } from './index-snapshot.ts';
import { explainNameHeld } from './match-findings.ts';

type Naming = Exclude<Change, { readonly action: 'delete' }>;

/**
 * `name-must-be-unique`, for each name that a plan gives away while something remote has it and
 * keeps it, or that it gives to two entities.
 */
export function findTakenNames(
  changes: readonly Change[],
  index: RemoteIndex,
): readonly Diagnostic[] {
  const freed = new Set(changes.flatMap(freedBy));
  const given = new Map<string, Naming>();
  return changes.flatMap((change): readonly Diagnostic[] => {
    if (change.action === 'delete' || !takesName(change)) return [];
    const { declaration } = change.desired;
    const { kind, name } = declaration;
    const key = `${kind}/${name}`;
    const twin = given.get(key);
    given.set(key, change);
    const holder = change.action === 'create' ? undefined : findHolder(change, index, freed);
    return holder || twin ? [explainNameHeld(declaration, holder ?? null)] : [];
  });
}

/** Of what is created the pairing with the remote has said already that its name is held. */
function findHolder(
  { desired, remote, match }: Exclude<Naming, { readonly action: 'create' }>,
  index: RemoteIndex,
  freed: ReadonlySet<RemoteEntity>,
): RemoteEntity | undefined {
  const { kind, name } = desired.declaration;
  return index
    .named(kind, name)
    .find(
      (each) =>
        each.unmanageable !== 'foreign' &&
        !freed.has(each) &&
        each !== remote &&
        each !== match?.successor,
    );
}

function freedBy(change: Change): readonly RemoteEntity[] {
  if (change.action === 'create') return [];
  return change.action !== 'update' || takesName(change) ? [change.remote] : [];
}

function takesName(change: Naming): boolean {
  return (
    change.action === 'create' ||
    (change.paths.includes('name') && change.remote.name !== change.desired.declaration.name)
  );
}

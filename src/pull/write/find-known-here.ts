/**
 * References to segments that another environment does not have: in a manifest that it reads, its next plan would end
 * with an error.
 */
import type { Source } from '../../diagnostics/diagnostic.ts';
import { segmentIdsIn } from '../../model/references.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import { quote } from '../../model/text/quote.ts';
import type { Obstacle } from '../obstacle.ts';
import type { OtherEnvironment } from '../other-environment.ts';
import type { PullContext } from '../pull-context.ts';
import type { AddUnit, PullUnit } from '../pull-unit.ts';
import { isReferring } from './find-uses.ts';
import type { NextWorld } from './next-world.ts';

interface Around {
  readonly world: NextWorld;
  /** Where the new entries go. */
  readonly fileOf: ReadonlyMap<AddUnit, string>;
}

/** The units that would bring such a reference into a manifest, each with the reason why it stays. */
export function findKnownHere(
  units: readonly PullUnit[],
  context: PullContext,
  around: Around,
): ReadonlyMap<PullUnit, Obstacle> {
  if (context.environmentFiles.size === 0) return new Map();
  const findMissing = createFindMissing(context, around);
  return new Map(
    units.flatMap((unit): (readonly [PullUnit, Obstacle])[] => {
      const source = sourceOf(unit, around);
      const obstacle = source && findMissing(source, addedReferences(unit, around.world));
      return obstacle ? [[unit, obstacle]] : [];
    }),
  );
}

type FindMissing = (source: Source, added: readonly RemoteEntity[]) => Obstacle | null;

function createFindMissing(context: PullContext, around: Around): FindMissing {
  const { environmentFiles, environmentNamed, words } = context;
  const filesOf = createFilesOf(context, around);
  const has = ({ name, isSameAccount, declaresSegment }: OtherEnvironment) => {
    const reads = (file: string) => environmentFiles.get(file)?.includes(name) ?? false;
    return (segment: RemoteEntity) =>
      isSameAccount || declaresSegment(segment.name) || filesOf(segment).some(reads);
  };
  return (source, added) => {
    if (added.length === 0) return null;
    for (const name of environmentFiles.get(source.file) ?? []) {
      const isThere = has(environmentNamed(name));
      const missing = added.find((segment) => !isThere(segment));
      if (missing) return { ...unknownThere(missing, name, words.file(source.file)), source };
    }
    return null;
  };
}

/** The segments that are used remotely, and are not what the manifest refers to by now. */
function addedReferences(
  unit: PullUnit,
  { references, segmentWithId }: NextWorld,
): readonly RemoteEntity[] {
  if (unit.action === 'remove' || unit.action === 'tidy') return [];
  if (unit.action === 'edit' && !isReferring(unit.path, unit.desired)) return [];
  const declared = unit.action === 'edit' ? unit.desired.declared : [];
  const known = new Set(declared.map(({ target }) => target.key));
  return segmentIdsIn(unit.remote.attributes)
    .filter((id) => !known.has(references.keyOf(id)))
    .flatMap((id) => segmentWithId(id) ?? []);
}

/** The manifests that declare a segment, with this pull. */
function createFilesOf({ comparison }: PullContext, { fileOf }: Around) {
  const declared = comparison.matches.flatMap(({ declaration, remote }) =>
    remote ? [[remote, declaration.source.file] as const] : [],
  );
  const added = [...fileOf].map(([{ remote }, file]) => [remote, file] as const);
  return (segment: RemoteEntity): readonly string[] =>
    [...declared, ...added].flatMap(([remote, file]) => (remote === segment ? [file] : []));
}

/** Where the entry is; null for what gets none. */
function sourceOf(unit: PullUnit, { fileOf }: Around): Source | null {
  if (unit.action !== 'add') return unit.match.declaration.source;
  const file = fileOf.get(unit);
  return file === undefined ? null : { file, line: 1, column: 1 };
}

function unknownThere(
  { name }: RemoteEntity,
  environment: string,
  file: string,
): Omit<Obstacle, 'source'> {
  const reader = quote(environment);
  return {
    code: 'pull-elsewhere',
    text: `It uses the segment ${quote(name)}, which no manifest of the environment ${reader} declares, and ${reader} reads ${file}, too.`,
    fix: `Declare the segment in a file that ${reader} reads, and pull again, or edit the entry by hand.`,
  };
}

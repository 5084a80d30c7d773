/** What other projects of the repository declare, which is not for this one to delete. */
import type { Source } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { groupPairs } from '../../model/group-by.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { SisterProject } from '../../model/sister-project.ts';
import type { RemoteIndex } from './index-snapshot.ts';
import { type Match, matchDeclarations } from './match-declarations.ts';

export interface Elsewhere {
  /** Whether another project declares an entity. */
  readonly declares: (entity: RemoteEntity) => boolean;
  /** What other projects declare, each with what it is about. */
  readonly matches: readonly Match[];
  /** What a declaration of another project is about; null where nothing is remote, or it is not certain which. */
  readonly remoteOf: (declaration: Declaration) => RemoteEntity | null;
  /** What another project declares and what is not remote, at least under its name. */
  readonly absent: readonly Declaration[];
  /** Where; null where none does. */
  readonly place: (entity: RemoteEntity) => Source | null;
  /**
   * Why an entity must stay; null where nothing is known that stands against its deletion.
   * @param own what asks for it here: one manifest may be part of several projects.
   */
  readonly why: (entity: RemoteEntity, own?: Declaration) => Objection | null;
}

interface Objection {
  readonly text: string;
  /** False where another project cannot be read, so its declarations are unknown. */
  readonly isKnown: boolean;
}

export function findDeclaredElsewhere(
  sisters: readonly SisterProject[],
  index: RemoteIndex,
): Elsewhere {
  const matches = sisters.flatMap(({ declarations }) => {
    const present = declarations.filter(({ state }) => state === 'present');
    return matchDeclarations(present, index).matches;
  });
  const declared = groupPairs(
    matches.flatMap(({ declaration, remote, successor }) => {
      const meant = remote ? [remote, successor] : namesakes(declaration, index);
      return meant.flatMap((entity) => (entity ? [[entity, declaration] as const] : []));
    }),
  );
  const remotes = new Map(matches.map(({ declaration, remote }) => [declaration, remote]));
  const unclear = sisters.find(({ problem }) => problem !== null);
  return {
    matches,
    declares: (entity) => declared.has(entity),
    remoteOf: (declaration) => remotes.get(declaration) ?? null,
    absent: matches.flatMap(({ declaration, remote }) =>
      remote === null && namesakes(declaration, index).length === 0 ? [declaration] : [],
    ),
    place: (entity) => declared.get(entity)?.[0]?.source ?? null,
    why: (entity, own) => {
      const others = declared.get(entity) ?? [];
      const other = others.find(({ source }) => !isSamePlace(source, own?.source));
      if (other) return { text: `declared in ${placeText(other.source)}`, isKnown: true };
      return unclear ? { text: explainUnclear(unclear), isKnown: false } : null;
    },
  };
}

function explainUnclear({ file, problem }: SisterProject): string {
  const place = problem?.source ? `${placeText(problem.source)} ` : '';
  return `perhaps declared by ${file}: ${place}${problem?.message}`;
}

/** If it is unknown which one another project means, all of them count. */
function namesakes({ kind, name, id }: Declaration, index: RemoteIndex): readonly RemoteEntity[] {
  return id === undefined ? index.named(kind, name) : [];
}

/** One manifest may be part of several projects. */
function isSamePlace(a: Source, b: Source | undefined): boolean {
  return a.file === b?.file && a.line === b.line && a.column === b.column;
}

function placeText({ file, line }: Source): string {
  return `${file}:${line}`;
}

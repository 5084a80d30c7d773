/** The entities that a plan replaces, and the successors that a cut-off run has already made. */
import type { RemoteEntity } from '../../model/remote/snapshot.ts';

export interface Replacement {
  readonly old: RemoteEntity;
  /** Created under its temporary name by an earlier run; null while there is none. */
  readonly successor: RemoteEntity | null;
}

export interface Replacements {
  readonly of: (kind: RemoteEntity['kind'], id: string) => Replacement | undefined;
  /** The replaced segment whose successor has this ID. */
  readonly predecessorOf: (id: string) => string | null;
  /** The ID of a segment once the plan is carried out; null while its successor is not created. */
  readonly nextIdOf: (id: string) => string | null;
}

export function createReplacements(all: readonly Replacement[]): Replacements {
  const byOld = new Map(all.map((each) => [`${each.old.kind}/${each.old.id}`, each]));
  const predecessors = new Map(
    all.flatMap(({ old, successor }) =>
      successor && old.kind === 'segment' ? [[successor.id, old.id]] : [],
    ),
  );
  return {
    of: (kind, id) => byOld.get(`${kind}/${id}`),
    predecessorOf: (id) => predecessors.get(id) ?? null,
    nextIdOf: (id) => {
      const replacement = byOld.get(`segment/${id}`);
      return replacement ? (replacement.successor?.id ?? null) : id;
    },
  };
}

/** Why a declaration cannot be paired with a remote entity, in words. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { nearest } from '../../model/name.ts';
import type { RemoteEntity, Unmanageable } from '../../model/remote/snapshot.ts';

function finding(
  declaration: Declaration,
  path: string,
  rest: Omit<Diagnostic, 'severity' | 'source' | 'address'>,
): Diagnostic {
  return {
    severity: 'error',
    ...rest,
    source: declaration.locate([path]),
    address: declaration.address,
  };
}

export function explainRemoteTwins(
  declaration: Declaration,
  twins: readonly RemoteEntity[],
): Diagnostic {
  const ids = twins.map(({ id }) => id);
  return finding(declaration, 'name', {
    code: 'remote-name-ambiguous',
    message: `${ids.length} remote ${declaration.kind}s are named "${declaration.name}": IDs ${ids.join(', ')}`,
    hint: `Choose one of them: ${ids.map((id) => `id: "${id}"`).join(' or ')}.`,
  });
}

/** What an entity that is never matched is, in words that follow "is". */
export const whyUnmanageable: Readonly<Record<Unmanageable, string>> = {
  'read-only': 'a list that was created in the Criteo UI and can only be changed there',
  behavioral: 'a behavioral segment of Criteo’s',
  foreign: 'an entity of another account',
  'unknown-type': 'a segment of an unknown type',
};

/** The API refuses the name on create, and there is nothing of ours to update. */
export function explainNameTaken(declaration: Declaration, holder: RemoteEntity): Diagnostic {
  return finding(declaration, 'name', {
    code: 'name-must-be-unique',
    message: `"${declaration.name}" is the name of ${whyUnmanageable[holder.unmanageable ?? 'foreign']} (ID ${holder.id})`,
    hint: 'Refer to it by name without declaring it, or choose another name.',
  });
}

/** @param holder what has the name and keeps it; null where another declaration gets it. */
export function explainNameHeld(declaration: Declaration, holder: RemoteEntity | null): Diagnostic {
  const { kind, name } = declaration;
  return finding(declaration, 'name', {
    code: 'name-must-be-unique',
    message: holder
      ? `the remote ${kind} ${holder.id} has the name "${name}", and this plan does not rename it`
      : `two ${kind}s would be named "${name}"`,
    hint: holder
      ? `Choose another name, or rename or delete that ${kind}.`
      : 'Give one of them another name.',
  });
}

export function explainNearMiss(declaration: Declaration, alike: RemoteEntity): Diagnostic {
  return finding(declaration, 'name', {
    code: 'remote-name-differs',
    message: `the remote ${declaration.kind} ${alike.id} is named ${JSON.stringify(alike.name)}, which differs from "${declaration.name}" only in case, blanks or Unicode form`,
    hint: `Write the remote name exactly, or bind the entity with id: "${alike.id}".`,
  });
}

/** @param bound the entity of that ID, when there is one that cannot be managed. */
export function explainIdMissing(
  declaration: Declaration,
  id: string,
  bound: RemoteEntity | undefined,
): Diagnostic {
  return finding(declaration, 'id', {
    code: `${declaration.kind}-not-found`,
    message: bound
      ? `the ${declaration.kind} ${id} is ${whyUnmanageable[bound.unmanageable ?? 'foreign']}`
      : `there is no remote ${declaration.kind} with the ID ${id}`,
    hint: 'Correct the ID, or remove it to create a new entity.',
  });
}

/**
 * An entity to delete or release that is not there: done long ago, or mistyped.
 *
 * @param names those that it may have been meant: what a manifest declares is not to be deleted.
 */
export function explainNothingRemote(
  declaration: Declaration,
  names: readonly string[],
): Diagnostic {
  const { kind, name, id } = declaration;
  const [near] = id === undefined ? nearest(name, names, 1) : [];
  const gone = 'If the entity is already gone, remove the entry.';
  return {
    ...finding(declaration, id === undefined ? 'name' : 'id', {
      code: 'nothing-remote',
      message:
        id === undefined
          ? `no remote ${kind} has the name "${name}"`
          : `no remote ${kind} has the ID ${id}`,
      hint: near === undefined ? gone : `${gone} If its name is misspelt, it may be "${near}".`,
    }),
    severity: 'warning',
  };
}

/** @param hasEnvironments where there are several, the rename may not be done in all of them. */
export function explainSpentRename(declaration: Declaration, hasEnvironments: boolean): Diagnostic {
  // A manifest outside the folder of the project is one that others may read.
  const isShared = declaration.source.file.startsWith('../');
  return {
    ...finding(declaration, 'renamedFrom', {
      code: 'renamed-from-spent',
      message: `renamedFrom has no effect, because the ${declaration.kind} "${declaration.name}" is there already`,
      hint: isShared
        ? 'Remove renamedFrom when the rename is done in every project that reads this file.'
        : hasEnvironments
          ? 'Remove renamedFrom when the rename is done in every environment that reads this file.'
          : 'Remove renamedFrom, or pull with --take spent.',
    }),
    severity: 'warning',
  };
}

/** A name that looks like ours and belongs to nothing that is being replaced or moved. */
export function explainStrayTemporary(entity: RemoteEntity): Diagnostic {
  return {
    severity: 'error',
    code: 'temporary-name-unmatched',
    message: `the remote ${entity.kind} ${entity.id} has the temporary name "${entity.name}", but no declared entity continues the run that gave it`,
    hint: 'Finish that run with the same manifests, or rename or delete the entity in the Criteo UI.',
  };
}

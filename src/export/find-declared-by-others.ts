import { compareText, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { addressOf } from '../model/entity.ts';
import type { RemoteEntity } from '../model/remote/snapshot.ts';
import type { SisterProject } from '../model/sister-project.ts';
import { findDeclaredElsewhere } from '../plan/match/find-declared-elsewhere.ts';
import type { RemoteIndex } from '../plan/match/index-snapshot.ts';
import { alreadyDeclared } from '../validation/already-declared.ts';

/** Warns, once for all, of what another project of the repository declares: each would undo what the other does. */
export function findDeclaredByOthers(
  exported: readonly RemoteEntity[],
  sisters: readonly SisterProject[],
  index: RemoteIndex,
): readonly Diagnostic[] {
  const elsewhere = findDeclaredElsewhere(sisters, index);
  const twice = exported
    .flatMap((entity) => {
      const source = elsewhere.place(entity);
      return source ? [{ address: addressOf(entity.kind, entity.name), source }] : [];
    })
    .sort((a, b) => compareText(a.address, b.address));
  return alreadyDeclared(twice, 'repository');
}

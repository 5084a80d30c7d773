import { compareText, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { addressOf } from '../model/entity.ts';
import type { RemoteEntity } from '../model/remote/snapshot.ts';
import type { SisterProject } from '../model/sister-project.ts';
import { findDeclaredElsewhere } from '../plan/check/find-declared-elsewhere.ts';
import type { RemoteIndex } from '../plan/compare/index-snapshot.ts';

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
  const [first] = twice;
  if (first === undefined) return [];
  const more = twice.length === 1 ? '' : ` and ${twice.length - 1} more`;
  return [
    {
      severity: 'warning',
      code: 'already-declared',
      message: `${first.address}${more}: another project of the repository declares it, too`,
      ...first,
      hint: 'Declare each entity in one project only. Write state: released in the other project, or leave the entity out with --exclude.',
    },
  ];
}

import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { RemoteEntity } from '../../model/remote/snapshot.ts';
import type { DesiredEntity } from './desired-entity.ts';

/** A declared entity cannot refer to one that is declared absent, by any name or by ID. */
export function findDoomedReferences(
  desired: readonly DesiredEntity[],
  deleted: ReadonlySet<RemoteEntity>,
): readonly Diagnostic[] {
  return desired.flatMap(({ declaration, declared }) =>
    declared.flatMap(({ path, target: { remote } }): readonly Diagnostic[] => {
      if (!remote || !deleted.has(remote)) return [];
      return [
        {
          severity: 'error',
          code: 'segment-must-not-be-used-in-audience',
          message: `refers to the segment "${remote.name}" (ID ${remote.id}), which its manifest deletes (state: absent)`,
          hint: 'Refer to another segment, or keep this one.',
          source: declaration.locate(path),
          address: declaration.address,
        },
      ];
    }),
  );
}

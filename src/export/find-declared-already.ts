import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { addressOf } from '../model/entity.ts';
import type { RemoteEntity } from '../model/remote/snapshot.ts';
import { alreadyDeclared } from '../validation/already-declared.ts';

/**
 * Warns, once for all, of entities that other manifests of the project declare already. Two declarations of
 * one entity are an error, and an export does not decide which one to delete.
 */
export function findDeclaredAlready(
  exported: readonly RemoteEntity[],
  others: readonly Declaration[],
): readonly Diagnostic[] {
  const byAddress = new Map(others.map((declaration) => [declaration.address, declaration]));
  const byId = new Map(
    others.flatMap((declaration) =>
      declaration.id === undefined ? [] : [[`${declaration.kind}/${declaration.id}`, declaration]],
    ),
  );
  const twice = exported.flatMap(({ kind, id, name }) => {
    const other = byId.get(`${kind}/${id}`) ?? byAddress.get(addressOf(kind, name));
    return other === undefined || (other.id !== undefined && other.id !== id) ? [] : [other];
  });
  return alreadyDeclared(twice, 'manifest');
}

import { sourceOf } from '../../members/declared/declared-task.ts';
import { readMembers } from '../../members/declared/read-members.ts';
import { areExcluded } from '../../members/forget/are-excluded.ts';
import type { ForgetRow } from '../../members/forget/forget-row.ts';
import type { SoughtPeople } from '../../members/forget/read-sought.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { LoadedDeclarations } from '../project/load-declarations.ts';

/** What the manifests declare of a list that is remote. */
export function declarationOfList(
  declarations: readonly Declaration[],
  { id, name }: { readonly id: string; readonly name: string },
): Declaration | null {
  const found = declarations.find(
    (each) =>
      each.kind === 'segment' &&
      each.state === 'present' &&
      ((each.id ?? null) === id || each.name === name),
  );
  return found ?? null;
}

/** The lists to which a later sync may add people again who were forgotten; not those that exclude them. */
export async function findRefilledLists(
  rows: readonly ForgetRow[],
  sought: SoughtPeople,
  { declarations, folder }: Pick<LoadedDeclarations, 'declarations' | 'folder'>,
): Promise<readonly string[]> {
  const refilled = new Set<string>();
  for (const { address, id, mode, identifierType } of rows) {
    if (mode === null || refilled.has(address)) continue;
    const list = { id, name: address.replace(/^segment\//u, '') };
    const declaration = declarationOfList(declarations, list);
    const declared = declaration && readMembers(declaration).value;
    const exclude = declaration && declared && sourceOf(declaration, declared, folder).exclude;
    const type = declared?.identifierType ?? identifierType;
    if (exclude && type !== null && (await areExcluded(sought, exclude, type))) continue;
    refilled.add(address);
  }
  return [...refilled];
}

/** Rules about `id`: one declaration for one remote entity, found by its ID or by its earlier names. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { findingAt, findingForKey } from '../finding-at.ts';

/** Of two that carry the same ID the later is reported, in the order given. */
export function checkIds(declarations: readonly Declaration[]): readonly Diagnostic[] {
  const first = new Map<string, Declaration>();
  return declarations.flatMap((declaration) => {
    const { kind, id, renamedFrom } = declaration;
    if (id === undefined) return [];
    const key = `${kind}/${id}`;
    const twin = first.get(key);
    if (twin === undefined) first.set(key, declaration);
    return [
      ...(twin === undefined ? [] : [duplicateId(declaration, twin, id)]),
      ...(renamedFrom === undefined ? [] : [idWithRename(declaration)]),
    ];
  });
}

function duplicateId(declaration: Declaration, twin: Declaration, id: string): Diagnostic {
  return findingAt(declaration, ['id'], {
    code: 'duplicate-id',
    message: `another ${declaration.kind} is bound to the ID ${id}, too`,
    hint: 'Correct one of the IDs, or remove one of the declarations. An entity can be declared only once.',
    related: [{ label: 'first given here', source: twin.locate(['id'], 'value') }],
  });
}

function idWithRename(declaration: Declaration): Diagnostic {
  return findingForKey(declaration, 'renamedFrom', {
    code: 'id-with-renamed-from',
    message: 'the entity has both renamedFrom and id, and id already identifies it',
    hint: 'Remove renamedFrom. If the entity with this ID has another name, it is renamed anyway.',
  });
}

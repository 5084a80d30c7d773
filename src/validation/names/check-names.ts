/** `duplicate-name`: no two of a kind may be equal after trim, Unicode NFC and case folding, unless both carry `id`. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import { foldName } from '../../model/name.ts';
import { findingAt } from '../finding-at.ts';

/** The later of two twins, in the order given, is the one that is reported. */
export function checkNames(declarations: readonly Declaration[]): readonly Diagnostic[] {
  const first = new Map<string, Declaration>();
  const diagnostics: Diagnostic[] = [];
  for (const declaration of declarations) {
    if (declaration.name === '') continue;
    const key = `${declaration.kind}/${foldName(declaration.name)}`;
    const twin = first.get(key);
    // One without an ID stays to be compared with: it clashes with all that follow.
    if (twin === undefined || twin.id !== undefined) first.set(key, declaration);
    if (twin === undefined || (twin.id !== undefined && declaration.id !== undefined)) continue;
    const isSame = twin.name === declaration.name;
    diagnostics.push(
      findingAt(declaration, ['name'], {
        code: 'duplicate-name',
        message: isSame
          ? `another ${declaration.kind} has the same name "${declaration.name}"`
          : `another ${declaration.kind} has the name "${twin.name}", which differs from "${declaration.name}" only in case, blanks or Unicode form`,
        hint: 'Give one of them another name.',
        related: [{ label: 'first declared here', source: twin.locate(['name'], 'value') }],
      }),
    );
  }
  return diagnostics;
}

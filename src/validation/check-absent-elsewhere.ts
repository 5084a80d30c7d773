import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import type { SisterProject } from '../model/sister-project.ts';
import { findingFor } from './finding-at.ts';

/** `declared-elsewhere`: an entity that this project deletes is declared by another project of the repository. */
export function checkAbsentElsewhere(
  declarations: readonly Declaration[],
  sisters: readonly SisterProject[],
): readonly Diagnostic[] {
  const absent = declarations.filter(({ state }) => state === 'absent');
  const others = sisters.flatMap((sister) =>
    sister.declarations
      .filter(({ state }) => state === 'present')
      .map((declaration) => ({ file: sister.file, declaration })),
  );
  return absent.flatMap((declaration): readonly Diagnostic[] => {
    const other = others.find((each) => isSame(declaration, each.declaration));
    if (!other) return [];
    const { kind, name, id } = declaration;
    return [
      findingFor(declaration, {
        code: 'declared-elsewhere',
        message: `the ${kind} ${name === '' ? (id ?? '') : `"${name}"`} would be deleted, but the project ${other.file} declares it`,
        hint: 'Write state: released to stop managing the entity without deleting it.',
        related: [{ label: 'declared here', source: other.declaration.source }],
      }),
    ];
  });
}

/** Judged by manifests alone; a plan also compares remote entities. */
function isSame(a: Declaration, b: Declaration): boolean {
  if (a.kind !== b.kind) return false;
  if (a.id !== undefined && b.id !== undefined) return a.id === b.id;
  return a.name === b.name && a.name !== '';
}

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import type { SisterProject } from '../model/sister-project.ts';
import { ownerIn } from '../platforms/platform-named.ts';
import { alreadyDeclared } from './already-declared.ts';

/** `already-declared`, once for all: each of two projects would undo what the other does. */
export function findDeclaredTwice(
  declarations: readonly Declaration[],
  sisters: readonly SisterProject[],
): readonly Diagnostic[] {
  const others = new Map<string, { readonly file: string; readonly declaration: Declaration }>();
  for (const { file, declarations: theirs } of sisters) {
    for (const declaration of theirs) {
      if (declaration.state !== 'present') continue;
      for (const key of keysOf(declaration)) others.set(key, { file, declaration });
    }
  }
  const twice = declarations.flatMap((declaration) => {
    if (declaration.state !== 'present') return [];
    const [other] = keysOf(declaration).flatMap((key) => others.get(key) ?? []);
    if (!other || isSamePlace(declaration, other.declaration)) return [];
    const { address, source } = declaration;
    return [{ address, source, other: { file: other.file, source: other.declaration.source } }];
  });
  return alreadyDeclared(twice, 'project');
}

/** By its ID, else by its name and owner: two owners may each have one of a name. */
function keysOf({ kind, id, name, attributes }: Declaration): readonly string[] {
  if (id !== undefined) return [`${kind} #${id}`];
  return [`${kind} ${ownerIn(attributes) ?? ''}/${name}`];
}

/** One manifest may be part of several projects. */
function isSamePlace({ source: a }: Declaration, { source: b }: Declaration): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column;
}

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import type { SisterProject } from '../model/sister-project.ts';
import { canonicalJson, isJsonObject, type JsonValue } from '../model/text/json.ts';
import { ownerIn } from '../platforms/platform-named.ts';
import { alreadyDeclared, type Twice } from './already-declared.ts';

/**
 * `already-declared`, once for all: each of two projects would undo what the other does.
 *
 * @param remoteIdOf the ID of what a declaration is about, as far as it is known: one project may name it by its ID, or
 *   by a name that it had.
 */
export function findDeclaredTwice(
  declarations: readonly Declaration[],
  sisters: readonly SisterProject[],
  remoteIdOf: (declaration: Declaration) => string | null = () => null,
): readonly Diagnostic[] {
  const keysOf = (declaration: Declaration) => keysWith(declaration, remoteIdOf(declaration));
  const others = new Map<string, Other[]>();
  for (const sister of sisters) {
    const file = nameOf(sister);
    for (const declaration of sister.declarations) {
      if (declaration.state !== 'present') continue;
      for (const key of keysOf(declaration)) {
        const known = others.get(key);
        if (known === undefined) others.set(key, [{ file, declaration }]);
        else known.push({ file, declaration });
      }
    }
  }
  const twice = declarations.flatMap((declaration) => {
    if (declaration.state !== 'present') return [];
    const found = keysOf(declaration).flatMap((key) => others.get(key) ?? []);
    return worstOf(found.flatMap((other) => compare(declaration, other) ?? []));
  });
  const differing = twice.filter(({ differences = [] }) => differences.length > 0);
  const equal = twice.filter((each) => !differing.includes(each));
  return alreadyDeclared([...differing, ...equal], 'project');
}

interface Other {
  readonly file: string;
  readonly declaration: Declaration;
}

function nameOf({ file, environment }: SisterProject): string {
  return environment === null ? file : `${file} (environment ${environment})`;
}

/** One that differs, where there is one. */
function worstOf(all: readonly Twice[]): readonly Twice[] {
  const worst = all.find(({ differences = [] }) => differences.length > 0) ?? all[0];
  return worst === undefined ? [] : [worst];
}

/** Null for a manifest that two projects share, and of which both want the same. */
function compare(declaration: Declaration, { file, declaration: other }: Other): Twice | null {
  const isShared = isSamePlace(declaration, other);
  const differences = [
    ...(declaration.name === other.name || other.name === '' ? [] : ['name']),
    ...differencesOf(declaration.attributes, other.attributes, ''),
    ...differencesOf(declaration.members, other.members, 'members'),
  ];
  if (isShared && differences.length === 0) return null;
  const { address, source } = declaration;
  return { ...{ address, source, differences, isShared }, other: { file, source: other.source } };
}

/** Dotted paths. */
function differencesOf(
  a: JsonValue | undefined,
  b: JsonValue | undefined,
  path: string,
): readonly string[] {
  if (canonicalJson(a) === canonicalJson(b)) return [];
  if (!isJsonObject(a) || !isJsonObject(b)) return [path];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
    differencesOf(a[key], b[key], path === '' ? key : `${path}.${key}`),
  );
}

/** By its ID, else by its name and owner: two owners may each have one of a name. */
function keysWith(
  { kind, id, name, attributes }: Declaration,
  remoteId: string | null,
): readonly string[] {
  if (id !== undefined) return [`${kind} #${id}`];
  const named = `${kind} ${ownerIn(attributes) ?? ''}/${name}`;
  return remoteId === null ? [named] : [named, `${kind} #${remoteId}`];
}

/** One manifest may be part of several projects. */
function isSamePlace({ source: a }: Declaration, { source: b }: Declaration): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column;
}

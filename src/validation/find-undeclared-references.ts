/** `reference-not-declared`: names that only the remote side can explain. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { explainAudiences } from '../model/hints/hint-for-audience.ts';
import { hintForName } from '../model/hints/hint-for-name.ts';
import { createSuggester } from '../model/name.ts';
import { referencesIn } from '../model/references.ts';
import { segmentTypeIn } from '../platforms/segment-types/segment-types.ts';
import { findingAt } from './finding-at.ts';
import type { DeclaredSegments } from './names/declared-segments.ts';

/**
 * Warns of every segment that is named and not declared, with the nearest declared names.
 *
 * @param partlyRead whether what could not be read may declare it.
 */
export function findUndeclaredReferences(
  declarations: readonly Declaration[],
  segments: DeclaredSegments,
  partlyRead: boolean,
): readonly Diagnostic[] {
  const suggest = createSuggester(() => segmentNames(declarations, () => true));
  const suggestSeed = createSuggester(() => segmentNames(declarations, canBeSeed));
  const explainAudience = explainAudiences(declarations);
  const where = partlyRead ? 'in what could be read of this project' : 'in this project';
  const unknown = partlyRead
    ? 'Correct the errors first. What could not be read may declare it.'
    : 'Correct the name, unless the segment exists remotely. plan checks this.';
  const renamed = new Set(declarations.flatMap(({ renamedFrom = [] }) => renamedFrom));
  return declarations.flatMap((declaration) =>
    namedSegments(declaration)
      .filter(
        ({ name }) =>
          name.trim() !== '' && segments.named(name) === undefined && !renamed.has(name),
      )
      .map(({ name, path }) =>
        findingAt(declaration, path, {
          severity: 'warning',
          code: 'reference-not-declared',
          ...(explainAudience(name, path) ?? {
            message: `segment "${name}" is not declared ${where}`,
            hint: hintForName(name, path, path[0] === 'algebra' ? suggest : suggestSeed) ?? unknown,
          }),
        }),
      ),
  );
}

/** Of the segments that stay, each once. */
function segmentNames(
  declarations: readonly Declaration[],
  isFit: (declaration: Declaration) => boolean,
): ReadonlySet<string> {
  return new Set(
    declarations.flatMap((each) => {
      const { kind, state, name } = each;
      const isUsable = kind === 'segment' && state !== 'absent' && name !== '';
      return isUsable && isFit(each) ? [name] : [];
    }),
  );
}

/** A contact list, or a segment whose type only the API knows; so never the lookalike itself. */
function canBeSeed({ attributes }: Declaration): boolean {
  return attributes['contactList'] !== undefined || segmentTypeIn(attributes) === null;
}

/** `reference-renamed`: a name that a declared segment gives up, which leads nowhere once it is renamed. */
export function findRenamedReferences(
  declarations: readonly Declaration[],
  segments: DeclaredSegments,
): readonly Diagnostic[] {
  const heirs = new Map<string, Declaration>();
  for (const declaration of declarations) {
    if (declaration.kind !== 'segment' || declaration.state !== 'present') continue;
    for (const name of declaration.renamedFrom ?? []) heirs.set(name, declaration);
  }
  if (heirs.size === 0) return [];
  return declarations.flatMap((declaration) =>
    namedSegments(declaration).flatMap(({ name, path }) => {
      const heir = segments.named(name) === undefined ? heirs.get(name) : undefined;
      return heir ? [explainRenamed(declaration, { name, path, heir })] : [];
    }),
  );
}

function explainRenamed(
  declaration: Declaration,
  {
    name,
    path,
    heir,
  }: {
    readonly name: string;
    readonly path: readonly (string | number)[];
    readonly heir: Declaration;
  },
): Diagnostic {
  return findingAt(declaration, path, {
    code: 'reference-renamed',
    message: `this still uses the old name "${name}" of the segment "${heir.name}"`,
    hint: `Write "${heir.name}".`,
    related: [{ label: 'renamed here', source: heir.locate(['renamedFrom'], 'key') }],
  });
}

function namedSegments({ state, attributes }: Declaration) {
  if (state !== 'present') return [];
  return referencesIn(attributes).flatMap(({ reference, textPath }) =>
    'name' in reference ? [{ name: reference.name, path: textPath }] : [],
  );
}

import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import type { Variable } from '../../model/variable.ts';

/** What has to do with the text as it is written, and not with the value of a variable in it. */
const aboutText: ReadonlySet<string> = new Set(['unknown-variable', 'foreign-variable']);

/**
 * Findings about values, each with the place where the variable in the value is set: a manifest may be shared, so that what
 * it says is right for other projects.
 *
 * @param manifests the texts that the findings point into
 */
export function leadToVariables(
  findings: readonly Diagnostic[],
  manifests: readonly SourceFile[],
  variables: ReadonlyMap<string, Pick<Variable, 'source'>>,
): readonly Diagnostic[] {
  if (variables.size === 0 || findings.length === 0) return findings;
  const texts = new Map(manifests.map(({ file, text }) => [file, text]));
  const split = new Map<string, readonly string[]>();
  const linesOf = (file: string) => {
    const lines = split.get(file) ?? (texts.get(file) ?? '').split('\n');
    split.set(file, lines);
    return lines;
  };
  return findings.map((finding) => {
    const { source, code, related = [] } = finding;
    if (source === undefined || aboutText.has(code)) return finding;
    const written = (linesOf(source.file)[source.line - 1] ?? '').slice(source.column - 1);
    const places = variablesIn(written).flatMap((name) => {
      const place = variables.get(name)?.source ?? null;
      const isTold = related.some(
        (each) => each.source.file === place?.file && each.source.line === place.line,
      );
      return place === null || isTold
        ? []
        : [{ label: `the variable "${name}" is set here`, source: place }];
    });
    return places.length === 0 ? finding : { ...finding, related: [...related, ...places] };
  });
}

/** Of the scalar that a text begins with; a key or a collection has none of its own. */
function variablesIn(text: string): readonly string[] {
  const [scalar = ''] =
    /^(?:"[^"]*"|'[^']*'|[^\s,:[\]{}]*\$\{var\.[^{}]*\}[^\s,\]}]*)/u.exec(text) ?? [];
  return [...scalar.matchAll(/(?<!\$)\$\{var\.([^{}]*)\}/gu)].map(([, name = '']) => name);
}

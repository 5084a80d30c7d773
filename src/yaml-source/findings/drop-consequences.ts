import type { Diagnostic } from '../../diagnostics/diagnostic.ts';

/**
 * Without what only follows from a variable that there is not: the value is not what was meant, so
 * nothing else about it is worth saying, and one mistake is reported once.
 */
export function dropConsequences(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const unknown = diagnostics.filter(isUnknownVariable);
  if (unknown.length === 0) return diagnostics;
  const places = new Set(unknown.map(placeOf));
  // An option has no place, and says nothing of other findings that have none.
  places.delete('');
  const seen = new Set<string>();
  return diagnostics.filter((diagnostic) => {
    if (!isUnknownVariable(diagnostic)) return !places.has(placeOf(diagnostic));
    const key = `${placeOf(diagnostic)} ${diagnostic.message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function isUnknownVariable({ severity, code }: Diagnostic): boolean {
  return severity === 'error' && code === 'unknown-variable';
}

function placeOf({ source }: Diagnostic): string {
  return source ? `${source.file}:${source.line}:${source.column}` : '';
}

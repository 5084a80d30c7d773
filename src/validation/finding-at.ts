import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';

type Words = Pick<Diagnostic, 'code' | 'message' | 'example' | 'hint' | 'rule' | 'related'> & {
  readonly severity?: Diagnostic['severity'];
};

/** A finding at a value inside a declaration. */
export function findingAt(
  declaration: Declaration,
  path: readonly (string | number)[],
  words: Words,
): Diagnostic {
  return finding(declaration, declaration.locate(path, 'value'), words);
}

/** A finding at a key of a declaration rather than at what it says. */
export function findingForKey(declaration: Declaration, key: string, words: Words): Diagnostic {
  return finding(declaration, declaration.locate([key], 'key'), words);
}

/** A finding that concerns a declaration as a whole. */
export function findingFor(declaration: Declaration, words: Words): Diagnostic {
  return finding(declaration, declaration.source, words);
}

function finding(declaration: Declaration, source: Source, words: Words): Diagnostic {
  return { severity: 'error', ...words, source, address: declaration.address };
}

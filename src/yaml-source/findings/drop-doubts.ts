import type { Diagnostic } from '../../diagnostics/diagnostic.ts';

const doubts: ReadonlySet<string> = new Set(['comment-in-name', 'unknown-variable']);

/** Without doubts about how a value is written where an error says the same: one place has one message. */
export function dropDoubts(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const isDoubt = ({ severity, code }: Diagnostic) => severity === 'warning' && doubts.has(code);
  if (!diagnostics.some(isDoubt)) return diagnostics;
  const places = new Set(
    diagnostics.flatMap((each) => (each.severity === 'error' ? [placeOf(each)] : [])),
  );
  return diagnostics.filter((each) => !isDoubt(each) || !places.has(placeOf(each)));
}

function placeOf({ source }: Diagnostic): string {
  return source ? `${source.file}:${source.line}:${source.column}` : '';
}

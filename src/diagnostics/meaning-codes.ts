/**
 * Codes of findings about what manifests mean: the API takes them, but they are surely mistakes. A
 * plan shows only those that concern what it touches.
 */
const meaningCodes: ReadonlySet<string> = new Set([
  'audience-holds-nobody',
  'audiences-equal',
  'duplicate-operand',
  'impossible-window',
  'operand-holds-everyone',
  'operand-holds-nobody',
  'operand-without-effect',
  'segment-unused',
  'unused-label',
]);

export function isAboutMeaning(code: string): boolean {
  return meaningCodes.has(code);
}

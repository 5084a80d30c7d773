/** What the YAML parser reports, as diagnostics with a way out for the usual traps. */
import type { YAMLError } from 'yaml';
import type { Diagnostic, Source } from '../../diagnostics/diagnostic.ts';
import type { TextRange } from '../line-positions.ts';

const quoteIt = 'Put the text in quotes.';

const hints: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_SCALAR_START: quoteIt,
  TAG_RESOLVE_FAILED: `${quoteIt} A word that begins with ! is a YAML tag.`,
  BLOCK_AS_IMPLICIT_KEY: 'Put text with a colon and a blank in quotes: "Buyers: 30 days".',
  BAD_INDENT: 'Check the indentation of this line and the brackets above it.',
};

const quoteVariable = 'Inside braces or brackets, put text with ${ in quotes: "${var.NAME}".';

/** How many characters before the error are looked at: lines may be endless. */
const nearby = 200;

/** Whether a variable's own brace is what the parser stumbles over, as in `{ a: ${var.x} }`. */
export function isBareVariable(text: string, at: number): boolean {
  const before =
    text
      .slice(Math.max(0, at - nearby), at + 1)
      .split('\n')
      .at(-1) ?? '';
  return before.includes('${') && /(?<!\$)[[{,][^"']*\$\{/u.test(before);
}

/** An unknown tag changes what a value is, so it is an error although the parser goes on. */
function severityOf(error: YAMLError): Diagnostic['severity'] {
  return error.name === 'YAMLParseError' || error.code === 'TAG_RESOLVE_FAILED'
    ? 'error'
    : 'warning';
}

export function diagnoseSyntax(
  error: YAMLError,
  text: string,
  find: (range: TextRange) => Source,
): Diagnostic {
  const [start] = error.pos;
  // The end of the text is behind the last line break; the last character is where the reader looks.
  const at = Math.min(start, Math.max(0, text.trimEnd().length));
  const hint = isBareVariable(text, at) ? quoteVariable : hints[error.code];
  const isTooDeep = error.code === 'RESOURCE_EXHAUSTION';
  return {
    severity: severityOf(error),
    code: isTooDeep ? 'yaml-too-deep' : 'yaml-syntax',
    message: isTooDeep
      ? 'the file is nested too deeply to be read'
      : error.message.replace(/\.$/u, ''),
    source: find({ start: at, end: at }),
    ...(hint === undefined ? {} : { hint }),
  };
}

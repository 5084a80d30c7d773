/** What the YAML parser reports, as diagnostics in our own words, one for each thing that is wrong. */
import type { YAMLError } from 'yaml';
import type { Diagnostic, Source } from '../../diagnostics/diagnostic.ts';
import type { TextRange } from '../line-positions.ts';
import { findSlip } from '../syntax/find-slip.ts';
import { findConflict } from '../syntax/strange-begin.ts';
import { wordsForError } from '../syntax/words-for-error.ts';

const quoteVariable = 'Inside braces or brackets, put text with ${ in quotes: "${var.NAME}".';

/** How many characters before the error are looked at: lines may be endless. */
const nearby = 200;

/** More of them are consequences of the first; a text can be written that has one for each word. */
const mostIssues = 100;

/** Errors that end with their own word: what follows is read as it was meant. */
const localCodes: ReadonlySet<YAMLError['code']> = new Set([
  ...(['ALIAS_PROPS', 'BAD_ALIAS', 'BAD_DQ_ESCAPE', 'BAD_SCALAR_START'] as const),
  ...(['BAD_COLLECTION_TYPE', 'MULTIPLE_ANCHORS', 'MULTIPLE_TAGS', 'TAG_RESOLVE_FAILED'] as const),
]);

/** A document that is broken, as a part of its text. */
interface Broken {
  readonly text: string;
  readonly range: TextRange;
  readonly find: (range: TextRange) => Source;
}

/** All errors and warnings of one document, in any order. */
export function diagnoseSyntax(
  issues: readonly YAMLError[],
  { text, range, find }: Broken,
): readonly Diagnostic[] {
  const sorted = issues.toSorted((a, b) => a.pos[0] - b.pos[0]).slice(0, mostIssues);
  // From such a place on the parser reads something else than what was meant.
  const last = text.trimEnd().length;
  // The end of the text is behind the last line break; the last character is where the reader looks.
  const placeOf = ({ pos }: YAMLError) => Math.min(pos[0], last);
  const bare = sorted.find((error) => isBareVariable(text, placeOf(error)));
  if (bare) {
    const at = placeOf(bare);
    const message = 'the brace of ${ is read as the beginning of a map';
    return [{ ...diagnose(bare, text, { at, find }), message, hint: quoteVariable }];
  }
  const isBroken = sorted.some(
    ({ name, code }) => name === 'YAMLParseError' && !localCodes.has(code) && code !== tooDeep,
  );
  const slip = isBroken
    ? (findConflict(text, range.start, range.end) ?? findSlip(text, range.start, range.end))
    : null;
  if (slip) {
    const { at, message, hint } = slip;
    return [
      {
        severity: 'error',
        code: 'yaml-syntax',
        message,
        source: find({ start: at, end: at }),
        hint,
      },
    ];
  }
  const end = sorted.findIndex(({ code }) => !localCodes.has(code));
  const told = end === -1 ? sorted : sorted.slice(0, end + 1);
  return oneForEachLine(told.map((error) => diagnose(error, text, { at: placeOf(error), find })));
}

const tooDeep = 'RESOURCE_EXHAUSTION';

function oneForEachLine(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byLine = new Map<number | undefined, Diagnostic>();
  for (const each of diagnostics) {
    if (!byLine.has(each.source?.line)) byLine.set(each.source?.line, each);
  }
  return [...byLine.values()];
}

/** Whether a variable's own brace is what the parser stumbles over, as in `{ a: ${var.x} }`. */
function isBareVariable(text: string, at: number): boolean {
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

function diagnose(
  error: YAMLError,
  text: string,
  { at, find }: { readonly at: number; readonly find: Broken['find'] },
): Diagnostic {
  const source = find({ start: at, end: at });
  const severity = severityOf(error);
  if (error.code === tooDeep) {
    const message = 'the file is nested too deeply to be read';
    return { severity, code: 'yaml-too-deep', message, source, hint: 'Use fewer levels.' };
  }
  return { severity, code: 'yaml-syntax', source, ...wordsForError(error, text, at) };
}

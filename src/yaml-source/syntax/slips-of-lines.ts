/** Slips between lines, in words. */

import { scalarRoleOf } from '../scalar-role.ts';
import { markAsDash } from './mark-as-dash.ts';
import { type Line, readKeyOf } from './read-line.ts';
import type { Slip } from './slip.ts';
import type { Last, Level, LinePiece } from './walk-state.ts';

/** The keys of a manifest. */
const topKeys: ReadonlySet<string> = new Set(['segments', 'audiences', 'defaults']);

export function tabInIndent(text: string, { start, indent }: Line): Slip {
  return {
    at: start + text.slice(start, start + indent).indexOf('\t'),
    message: 'the line is indented with a tab',
    hint: 'Indent with blanks. Most editors can replace all tabs of a file.',
  };
}

/** A column in which nothing above begins. */
export function unaligned(piece: LinePiece, kind: Level['kind'], levels: readonly Level[]): Slip {
  const beside = besideTop(piece, levels);
  if (beside !== null) return beside;
  const places = levels
    .filter((level) => level.kind === kind)
    .sort((a, b) => Math.abs(a.indent - piece.indent) - Math.abs(b.indent - piece.indent))
    .slice(0, 2)
    .map(inColumn);
  return {
    at: piece.at,
    message: 'the indentation of this line matches no line above',
    hint:
      places.length === 0 ? 'Indent it like the line above.' : `Begin it ${places.join(', or ')}.`,
  };
}

/** A key of the file that is indented like a key of an entry. */
function besideTop(piece: LinePiece, levels: readonly Level[]): Slip | null {
  const [top] = levels;
  const key = readKeyOf(piece.content)?.name;
  if (top?.kind !== 'map' || top.indent >= piece.indent) return null;
  if (key === undefined || !topKeys.has(key)) return null;
  return {
    at: piece.at,
    message: `"${key}" is indented, but is a key of the file`,
    hint: `Begin it ${inColumn(top)}.`,
  };
}

function inColumn({ indent, kind, label, line }: Level): string {
  const what = kind === 'list' ? 'the dash' : `"${label}"`;
  return `in column ${indent + 1}, below ${what} in line ${line}`;
}

/** Lines below a key that has a value, and can have no other. */
export function hasValueAlready(last: Last): Slip {
  const { key, value, at, line } = last;
  if (key?.startsWith('-')) return wrongDash(key, { at: last.at - key.length, line });
  return {
    at,
    message: `"${key}" has a value in this line, so nothing can follow below it`,
    hint: `Remove ${value.replace(/\s#.*$/u, '').trimEnd()} in line ${line}.`,
  };
}

/** A dash below a key that has a value: an item of a list around it, where there is one. */
export function dashTooDeep(piece: LinePiece, last: Last, levels: readonly Level[]): Slip | null {
  const list = levels.findLast(({ kind, indent }) => kind === 'list' && indent < piece.indent);
  if (list === undefined || last.key === null || last.key.startsWith('-')) return null;
  const isSure = last.key === 'not' || readKeyOf(piece.content.slice(1).trimStart()) !== null;
  return {
    at: piece.at,
    message: `this dash is indented too deep: "${last.key}" in line ${last.line} has a value already`,
    hint: `Begin it ${inColumn(list)}${isSure ? '' : ', if it is an item of that list'}.`,
  };
}

/** A key that is indented deeper than one that has a value. */
export function tooDeep(piece: LinePiece, last: Last, levels: readonly Level[]): Slip {
  const { key, line } = last;
  if (key?.startsWith('-')) return wrongDash(key, { at: last.at - key.length, line });
  const level = levels.findLast(({ kind, indent }) => kind === 'map' && indent === last.indent);
  return {
    at: piece.at,
    message: `this line is indented deeper than "${key}", which has a value already`,
    hint: level === undefined ? 'Indent it less.' : `Begin it ${inColumn(level)}.`,
  };
}

/** `-name:`, `-- name:`, and `-" name:`. */
function wrongDash(
  key: string,
  { at, line }: { readonly at: number; readonly line: number },
): Slip {
  const several = key.startsWith('--');
  return {
    at,
    message: several ? 'the line begins with several dashes' : 'a blank is missing after the dash',
    hint: `Write "- ${key.replace(/^-+\s*["']?\s*/u, '')}:" in line ${line}.`,
  };
}

/** A key in the column of the dashes of a list. */
export function missingDash(piece: LinePiece, { line }: Level, levels: readonly Level[]): Slip {
  const key = readKeyOf(piece.content)?.name;
  if (key?.startsWith('-')) return wrongDash(key, { at: piece.at, line: piece.line.number });
  const beside = besideTop(piece, levels);
  if (beside !== null) return beside;
  const mark = markAsDash(piece.content);
  if (mark !== null) return { at: piece.at, message: mark.message, hint: mark.hint };
  return {
    at: piece.at,
    message: 'this line begins in the column of the dashes, but has no dash',
    hint: `Begin it with a dash if it is an item of the list. Otherwise indent it deeper than the dash in line ${line}.`,
  };
}

/** Text among keys. */
export function missingKeyColon({ at, content, line }: LinePiece, last: Last): Slip {
  const mark = /^[|>]/u.exec(last.value)?.[0];
  if (last.key !== null && mark !== undefined && last.line + 1 === line.number) {
    return {
      at,
      message: `the text below ${mark} in line ${last.line} is not indented`,
      hint: `Indent it deeper than "${last.key}".`,
    };
  }
  // A line of a text may begin with any word.
  const isOfText = last.key !== null && scalarRoleOf(last.key) === 'text';
  const goesOn =
    last.state !== 'text' ? '' : ` If it belongs to the value above, indent it deeper.`;
  return (
    withColon(at, content, isOfText) ??
    noColon(at, content, `${goesOn} If it is a comment, begin it with #.`)
  );
}

/** Text with a key or a list below it. */
export function missingColon(piece: LinePiece, { at, value, indent }: Last): Slip {
  const text = value.trimEnd();
  const slip = withColon(at, text);
  if (slip !== null) return slip;
  if (indent < 0) return noColon(at, text, ' If it is a comment, begin it with #.');
  if (/^[a-z][A-Za-z]*$/u.test(text)) return noColon(at, text);
  return {
    at: piece.at,
    message: `the text "${text}" cannot have keys or items below it`,
    hint: `If "${text}" is a key, write a colon after it. If this is another item, begin it with a dash in column ${indent + 1}.`,
  };
}

function noColon(at: number, text: string, otherwise = ''): Slip {
  return {
    at,
    message: 'this is text without a colon, where a key was expected',
    hint: `${/^--/u.test(text) ? '' : `If "${/^[a-z]\w*(?= )/u.exec(text)?.[0] ?? text}" is a key, write a colon after it.`}${otherwise}`.trimStart(),
  };
}

/** `name:A`, `name A`, `name = A` and `name -> A`. */
function withColon(at: number, text: string, isOfText = false): Slip | null {
  const found = /^([\w-]*\w)(:(?![=/])[^\S ]*|\s*(?::=|=>|->|→|=)\s*|\s+)(\S.*)$/u.exec(text);
  const [, key = '', mark = '', value = ''] = found ?? [];
  const isWord = /^[a-z][A-Za-z]*$/u.test(key);
  if (!isWord || (mark.trim() === '' && (isOfText || !isKnown(key)))) return null;
  const written = value.startsWith('#') ? JSON.stringify(value.trimEnd()) : value.trimEnd();
  const hint = /^-\s/u.test(value)
    ? `Write only ${key}: here, and begin the list in the next line: ${written}.`
    : `Write ${key}: ${written}.`;
  return /^:[^\S ]*$/u.test(mark)
    ? { at: at + key.length, message: `a blank is missing after the colon of "${key}"`, hint }
    : { at, message: `a colon is missing after "${key}"`, hint };
}

/** Whether a word is a key rather than the first word of a sentence. */
function isKnown(word: string): boolean {
  return scalarRoleOf(word) !== 'plain' || /[A-Z]/u.test(word) || topKeys.has(word);
}

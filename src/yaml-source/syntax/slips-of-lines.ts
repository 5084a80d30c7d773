/** Slips between lines, in words. */
import { type Line, readKeyOf } from './read-line.ts';
import type { Slip } from './slip.ts';
import type { Last, Level, LinePiece } from './walk-state.ts';

export function tabInIndent(text: string, { start, indent }: Line): Slip {
  return {
    at: start + text.slice(start, start + indent).indexOf('\t'),
    message: 'the line is indented with a tab',
    hint: 'Indent with blanks. Most editors can replace all tabs of a file.',
  };
}

/** A column in which nothing above begins. */
export function unaligned(piece: LinePiece, kind: Level['kind'], levels: readonly Level[]): Slip {
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

function inColumn({ indent, kind, label, line }: Level): string {
  const what = kind === 'list' ? 'the dash' : `"${label}"`;
  return `in column ${indent + 1}, below ${what} in line ${line}`;
}

/** Lines below a key that has a value, and can have no other. */
export function hasValueAlready({ key, value, at, line }: Last): Slip {
  return {
    at,
    message: `"${key}" has a value in this line, so nothing can follow below it`,
    hint: `Remove ${value.replace(/\s#.*$/u, '').trimEnd()} in line ${line}.`,
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
export function missingDash(piece: LinePiece, { line }: Level): Slip {
  const key = readKeyOf(piece.content)?.name;
  if (key?.startsWith('-')) return wrongDash(key, { at: piece.at, line: piece.line.number });
  return {
    at: piece.at,
    message: 'this line begins in the column of the dashes, but has no dash',
    hint: `Begin it with a dash if it is an item of the list. Otherwise indent it deeper than the dash in line ${line}.`,
  };
}

/** Text among keys. */
export function missingKeyColon({ at, content }: LinePiece): Slip {
  return withColon(at, content) ?? noColon(at, content);
}

/** Text with a key or a list below it. */
export function missingColon(piece: LinePiece, { at, value, indent }: Last): Slip {
  const text = value.trimEnd();
  if (/^[a-z][A-Za-z]*(?:$|[\s:])/u.test(text) || /^[\w-]+:/u.test(text)) {
    return withColon(at, text) ?? noColon(at, text);
  }
  const dash =
    indent < 0 ? '' : ` If this is another item, begin it with a dash in column ${indent + 1}.`;
  return {
    at: piece.at,
    message: `the text "${text}" cannot have keys or items below it`,
    hint: `If "${text}" is a key, write a colon after it.${dash}`,
  };
}

function noColon(at: number, text: string): Slip {
  return {
    at,
    message: 'this is text without a colon, where a key was expected',
    hint: `If "${text}" is a key, write a colon after it.`,
  };
}

/** `name:A` and `name A`. */
function withColon(at: number, text: string): Slip | null {
  const [, key = '', mark = '', value = ''] = /^([\w-]+)(:[^\S ]*|\s+)(\S.*)$/u.exec(text) ?? [];
  if (key === '') return null;
  const written = value.startsWith('#') ? JSON.stringify(value.trimEnd()) : value.trimEnd();
  const hint = /^-\s/u.test(value)
    ? `Write only ${key}: here, and begin the list in the next line: ${written}.`
    : `Write ${key}: ${written}.`;
  return mark.startsWith(':')
    ? { at: at + key.length, message: `a blank is missing after the colon of "${key}"`, hint }
    : { at, message: `a colon is missing after "${key}"`, hint };
}

/** A text in one of the many ways in which YAML can hold it. */
import type { Dice } from '../../fuzz/create-dice.ts';

export interface ScalarPlace {
  readonly inFlow: boolean;
  /** Of the map or list around it, in blanks; null where it may have one line only. */
  readonly indent: number | null;
  /** Line ends at its end mean nothing. */
  readonly isLoose?: boolean;
  /** One line, with or without quotes. */
  readonly isShort?: boolean;
}

const reserved = /^(?:true|false|null|yes|no|on|off|y|n|~)$/iu;

/** Read back as the same text by every reader, without quotes. */
function isPlainText(text: string, inFlow: boolean): boolean {
  if (reserved.test(text)) return false;
  if (!/^[\p{L}][^\n\t]*$/u.test(text)) return false;
  if (/: |:$| #|\s$|\$\{/u.test(text) || /^[ye]$/iu.test(text)) return false;
  return !(inFlow && /[,[\]{}]/u.test(text));
}

function double(text: string, dice: Dice): string {
  const escaped = text
    .replace(/\\/gu, '\\\\')
    .replace(/"/gu, '\\"')
    .replace(/\n/gu, '\\n')
    .replace(/\t/gu, dice.chance(0.5) ? '\\t' : '\t');
  return `"${dice.chance(0.2) ? escaped.replace(/é/gu, '\\u00e9') : escaped}"`;
}

function single(text: string): string {
  return `'${text.replace(/'/gu, "''")}'`;
}

/** Breaks at some single blanks, where a reader puts one blank again. */
function folded(text: string, dice: Dice, indent: number): string {
  return text.replace(/(?<=[^\s:\\-]) (?=[^\s#:&*?!|>%@`'"-])/gu, (blank) =>
    dice.chance(0.3) ? `\n${' '.repeat(indent + 1 + dice.below(3))}` : blank,
  );
}

function block(text: string, dice: Dice, indent: number, isLoose: boolean): string | null {
  const lines = text.split('\n');
  if (lines.some((line) => /^\s|\t|\s$/u.test(line)) || text === '') return null;
  const deep = 1 + dice.below(4);
  const margin = ' '.repeat(indent + deep);
  const chomp = isLoose ? dice.pick(['', '-', '-']) : '-';
  const digit = dice.chance(0.15) ? String(deep) : '';
  const header = `${digit}${chomp}`;
  if (dice.chance(0.4) && !text.includes('\n')) {
    const broken = text.replace(/(?<=\S) (?=\S)/gu, (blank) =>
      dice.chance(0.3) ? `\n${margin}` : blank,
    );
    return `>${header}\n${margin}${broken}`;
  }
  const body = lines.map((line) => (line === '' ? '' : `${margin}${line}`)).join('\n');
  return `|${dice.chance(0.5) ? header : `${chomp}${digit}`}\n${body}`;
}

/** @returns the text, with its line ends; a block ends without one. */
export function writeText(
  text: string,
  dice: Dice,
  { inFlow, indent, isLoose = false, isShort = false }: ScalarPlace,
): string {
  const deep = inFlow || isShort ? null : indent;
  if (deep !== null && dice.chance(0.2)) {
    const written = block(text, dice, deep, isLoose);
    if (written !== null) return written;
  }
  if (isPlainText(text, inFlow) && dice.chance(0.6)) {
    return deep !== null && dice.chance(0.15) ? folded(text, dice, deep) : text;
  }
  if (!text.includes('\n') && dice.chance(0.5)) {
    return deep !== null && dice.chance(0.15) ? folded(single(text), dice, deep) : single(text);
  }
  return deep !== null && dice.chance(0.1)
    ? folded(double(text, dice), dice, deep)
    : double(text, dice);
}

/** With quotes or without. */
export function writeId(id: string, dice: Dice): string {
  return dice.pick([`"${id}"`, `"${id}"`, `'${id}'`, id]);
}

export function writeNumber(number: number, dice: Dice): string {
  const text = String(number);
  if (Number.isInteger(number) && number >= 0 && dice.chance(0.1)) return `${text}.0`;
  return text;
}

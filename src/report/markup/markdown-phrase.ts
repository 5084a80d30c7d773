/** Sentences in Markdown, names as code. */
import { isHarmless } from '../../model/text/guard-text.ts';
import type { Phrase } from '../text/phrase.ts';
import { codeSpan } from './markdown-text.ts';

export function phraseMarkdown(phrase: Phrase, code: (text: string) => string = codeSpan): string {
  return joinCode(
    phrase.map((piece) => {
      if (typeof piece === 'string') return freeTextMarkdown(piece, code);
      return 'name' in piece ? code(piece.name) : `**${piece.strong}**`;
    }),
  );
}

/** Backticks that touch would be one run, and neither span would end where it does. */
function joinCode(parts: readonly string[]): string {
  let text = '';
  for (const part of parts) text += text.endsWith('`') && part.startsWith('`') ? ` ${part}` : part;
  return text;
}

/**
 * A sentence that may quote names from outside: text in double quotes becomes code, and so do words
 * such as `CRITEO_CLIENT_ID`. Where the rest holds anything that Markdown or GitHub might read, all of it is code.
 */
export function freeTextMarkdown(text: string, code: (text: string) => string = codeSpan): string {
  const { lead = '', tree, rest = '' } = algebraIn.exec(text)?.groups ?? {};
  if (tree !== undefined && lead.split('"').length % 2 === 1) {
    const end = rest === '' ? '' : sentenceMarkdown(rest, code);
    return `${sentenceMarkdown(lead, code)}${cutAtBlanks(tree).map(code).join(' ')}${end}`;
  }
  const written = splitToCopy(text).map((part, index) =>
    index % 2 === 1 ? code(part) : sentenceMarkdown(part, code),
  );
  return joinCode(written.filter((part) => part !== ''));
}

/** A sentence, and at every second place what is to be copied whole, its quotes with it. */
function splitToCopy(text: string): readonly string[] {
  const parts = text.split(toCopy);
  // A quoted name may hold what looks so.
  const isOutside = parts.every(
    (part, index) => index % 2 === 1 || part.split('"').length % 2 === 1,
  );
  return isOutside ? parts : [text];
}

/** Options of which one has a quoted value, with the command before them; a command about a name; or a line of YAML. */
const toCopy =
  /(\baudiencectl (?:[a-z]+ )+"[^"]*"(?: --[a-z][a-z-]*(?: [A-Z]+\b)?)*|(?:\baudiencectl (?:[a-z]+ )*)?(?:--[a-z][a-z-]* (?:(?!--)[^\s"]+ )?)*--[a-z][a-z-]* "[^"]*"|\b(?:id|renamedFrom): "[^"]*")/u;

/** What a hint suggests as an algebra, up to a full stop. */
const algebraIn =
  /^(?<lead>.*?: )(?<tree>(?:not: \{ )?(?:and|or): \[.*?\](?: \})?)(?<rest>\.(?: .*)?)?$/su;

function sentenceMarkdown(text: string, code: (text: string) => string): string {
  const parts = text.split(/"([^"]*)"/u);
  const written = parts.map((part, index) => (index % 2 === 1 ? code(part) : proseMarkdown(part)));
  const known = written.flatMap((part) => part ?? []);
  return known.length < written.length ? joinCode(cutAtBlanks(text).map(code)) : joinCode(known);
}

/** As much as a code span shows of one text: a sentence may have several names, of which none is to be cut. */
const longest = 250;

/** How many of them one sentence may have. */
const mostSpans = 6;

function cutAtBlanks(text: string): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > longest && parts.length < mostSpans - 1) {
    const blank = rest.lastIndexOf(' ', longest);
    if (blank < 1) break;
    parts.push(rest.slice(0, blank));
    rest = rest.slice(blank + 1);
  }
  return [...parts, rest];
}

/** @returns null where it is not plain, its code words left out. */
function proseMarkdown(text: string): string | null {
  if (isPlainProse(text)) return text;
  const words = text.split(' ').map((word) => {
    const start = word.startsWith('(') ? 1 : 0;
    let end = word.length;
    while (end > start && '.,;:)'.includes(word.charAt(end - 1))) end -= 1;
    const core = word.slice(start, end);
    if (!isCodeWord(core)) return { bare: word, shown: word };
    const around = [word.slice(0, start), word.slice(end)] as const;
    return { bare: around.join('x'), shown: around.join(codeSpan(core)) };
  });
  const isPlain = isPlainProse(words.map(({ bare }) => bare).join(' '));
  return isPlain ? words.map(({ shown }) => shown).join(' ') : null;
}

/** A variable of the environment, a file or an address, as our sentences have them. */
function isCodeWord(word: string): boolean {
  return /^[\w./:-]+$/u.test(word) && /_|:\/\//u.test(word);
}

/** Letters, digits and punctuation without meaning; no mention, link or reference. */
function isPlainProse(text: string): boolean {
  const isPlain = /^(?:[\p{L}\p{N} .,;:()'/%…–·{}?!=+-]|->)*$/u.test(text);
  return isPlain && isHarmless(text) && !/www\.|:\/\//iu.test(text);
}

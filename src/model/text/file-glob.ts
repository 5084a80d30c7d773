/**
 * Globs of files: `*` any characters of a name, `?` one, `[abc]` one of these, `**` any folders,
 * `{a,b}` either. They may come from strangers, so matching one takes no longer than its length times
 * that of the path: libraries make a regular expression of it, which a few stars keep busy for hours.
 */

import { anyCharacter, compileWild, literally, star, type WildPiece } from './wildcards.ts';

/** A glob without its braces. */
export interface FileGlob {
  /** What stands before the first name with a wildcard; all of it where there is none. */
  readonly folder: string;
  /** What the path below that folder has to be, name by name; empty where there is no wildcard. */
  readonly names: readonly NamePattern[];
  /** Whether a folder whose name begins with a dot can be part of what it matches. */
  readonly findsHidden: boolean;
}

/** What one name is compared with, and whether it may be hidden. */
interface NamePattern {
  readonly matches: (name: string) => boolean;
  readonly isHidden: boolean;
}

/** Any number of folders. */
const anyFolders: NamePattern = { matches: () => true, isHidden: false };

export type GlobFault = 'backslash' | 'extended' | 'too-long' | 'too-many-alternatives';

/** Longer than any path. */
const maxLength = 4096;

/** More alternatives of `{a,b}{c,d}…` than anyone writes. */
const maxAlternatives = 256;

/** The globs that one with braces stands for, or what is wrong with it. */
export function parseFileGlob(glob: string): readonly FileGlob[] | GlobFault {
  if (glob.length > maxLength) return 'too-long';
  if (glob.includes('\\')) return 'backslash';
  // What other tools offer beyond this: `!(a|b)` is hardly meant as a name.
  if (/[!+@?*]\(/u.test(glob)) return 'extended';
  const plain = expandBraces(glob);
  return plain?.map(parsePlain) ?? 'too-many-alternatives';
}

function parsePlain(glob: string): FileGlob {
  const parts = glob.split('/');
  const wild = parts.findIndex((part) => /[*?]|\[.*\]/u.test(part));
  if (wild === -1) return { folder: glob, names: [], findsHidden: false };
  const names = parts
    .slice(wild)
    .filter((part) => part !== '' && part !== '.')
    .map((part) => (part === '**' ? anyFolders : readPattern(part)));
  const folder = `${parts.slice(0, wild).join('/')}/`;
  const findsHidden = names.some(({ isHidden }) => isHidden);
  return { folder: wild === 0 ? '' : folder, names, findsHidden };
}

function readPattern(part: string): NamePattern {
  const pieces: WildPiece[] = [];
  const characters = [...part];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    const end = character === '[' ? characters.indexOf(']', at + 2) : -1;
    if (character === '*') pieces.push(star);
    else if (character === '?') pieces.push(anyCharacter);
    else if (end === -1) pieces.push(literally(character));
    else {
      pieces.push(readChoice(characters.slice(at + 1, end)));
      at = end;
    }
  }
  // What is hidden has to be written out.
  const isHidden = part.startsWith('.');
  const matches = compileWild(pieces);
  return { matches: (name) => (isHidden || !name.startsWith('.')) && matches(name), isHidden };
}

/** What stands between brackets: characters and ranges such as `a-z`, or with `!` all but these. */
function readChoice(inside: readonly string[]): WildPiece {
  const isNegated = inside[0] === '!' || inside[0] === '^';
  const ranges: (readonly [number, number])[] = [];
  for (let at = isNegated ? 1 : 0; at < inside.length; at += 1) {
    const isRange = inside[at + 1] === '-' && inside[at + 2] !== undefined;
    ranges.push([codeOf(inside[at]), codeOf(inside[isRange ? at + 2 : at])]);
    if (isRange) at += 2;
  }
  const isIn = (code: number) => ranges.some(([from, to]) => from <= code && code <= to);
  return { is: 'choice', fits: (code) => isIn(code) !== isNegated };
}

function codeOf(character: string | undefined): number {
  return character?.codePointAt(0) ?? -1;
}

/** Null where there would be too many. */
function expandBraces(glob: string): readonly string[] | null {
  const open = glob.indexOf('{');
  if (open === -1) return [glob];
  const { choices, end } = readGroup(glob, open);
  const rests = expandBraces(glob.slice(end));
  if (rests === null) return null;
  const options: string[] = [];
  for (const choice of choices) {
    // A brace without a comma is a character of the name.
    const inner = choices.length === 1 ? [choice] : expandBraces(choice);
    if (inner === null || (options.length + inner.length) * rests.length > maxAlternatives) {
      return null;
    }
    options.push(...inner);
  }
  const head = glob.slice(0, open);
  return options.flatMap((option) => rests.map((rest) => head + option + rest));
}

/** What the braces that open here offer, and where they end; the brace itself where they offer nothing. */
function readGroup(glob: string, open: number): { choices: readonly string[]; end: number } {
  const choices: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < glob.length; at += 1) {
    const character = glob.charAt(at);
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (depth === 0 && choices.length === 0) break;
    if (depth === 0 || (depth === 1 && character === ',')) {
      choices.push(glob.slice(from, at));
      from = at + 1;
      if (depth === 0) return { choices, end: from };
    }
  }
  return { choices: ['{'], end: open + 1 };
}

/** @param path the names of a path below the folder of the glob. */
export function matchesPath({ names }: FileGlob, path: readonly string[]): boolean {
  // How much of the path the patterns so far can match.
  let reached: readonly boolean[] = [true, ...path.map(() => false)];
  for (const pattern of names) {
    reached = pattern === anyFolders ? goAnywhere(reached, path) : goOn(reached, path, pattern);
  }
  return reached.at(-1) ?? false;
}

/** By any number of folders, but for hidden ones. */
function goAnywhere(reached: readonly boolean[], path: readonly string[]): readonly boolean[] {
  let isReached = false;
  return reached.map((from, at) => {
    const isHiddenName = path[at - 1]?.startsWith('.') ?? true;
    isReached = from || (isReached && !isHiddenName);
    return isReached;
  });
}

/** By one name that fits. */
function goOn(
  reached: readonly boolean[],
  path: readonly string[],
  { matches }: NamePattern,
): readonly boolean[] {
  return reached.map((_, at) => {
    const name = path[at - 1];
    return name !== undefined && reached[at - 1] === true && matches(name);
  });
}

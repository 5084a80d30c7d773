/** Our own words for what the YAML parser reports, by its codes: its messages are for people who know its grammar. */
import type { YAMLError } from 'yaml';

interface Words {
  readonly message: string;
  readonly hint: string;
}

const quoteIt = 'Put the text in quotes.';

const badPlace: Words = {
  message: 'this is not allowed here',
  hint: 'Put it in quotes if it is text. Otherwise check the line above: a quote, a bracket or a colon may be missing.',
};

export const hashInBrackets: Words = {
  message: 'the # begins a comment, so that the bracket before it is not closed',
  hint: 'Write an ID without #. Put a name that begins with # in quotes.',
};

const words: Readonly<Partial<Record<YAMLError['code'], Words>>> = {
  ALIAS_PROPS: {
    message: 'an alias cannot have an anchor or a tag of its own',
    hint: 'Remove the anchor or the tag.',
  },
  BAD_ALIAS: {
    message: 'a name of an anchor or of an alias is missing or ends with a colon',
    hint: `${quoteIt} Words that begin with * or & are YAML aliases and anchors.`,
  },
  BAD_COLLECTION_TYPE: { message: 'the tag fits no list and no map', hint: 'Remove the tag.' },
  BAD_DIRECTIVE: {
    message: 'the line begins with %, but is not a YAML directive',
    hint: 'Remove the line, or put the text in quotes.',
  },
  BAD_DQ_ESCAPE: {
    message: 'the backslash begins an escape that YAML does not have',
    hint: 'Write \\\\ for a backslash, or put the text in single quotes.',
  },
  BAD_INDENT: {
    message: 'the indentation of this line matches no line above',
    hint: 'Check the indentation of this line and the brackets above it.',
  },
  BAD_PROP_ORDER: {
    message: 'an anchor or a tag is in the wrong place',
    hint: 'Write it directly in front of its value.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a list or a key begins behind another one, in the same line',
    hint: 'Put text with a colon and a blank in quotes: "Buyers: 30 days".',
  },
  BLOCK_IN_FLOW: {
    message: 'a list with dashes, or a map without brackets, is inside brackets',
    hint: 'Write it with brackets, too: [A, B].',
  },
  KEY_OVER_1024_CHARS: {
    message: 'a key is longer than 1,024 characters',
    hint: 'Check whether a quote or a bracket is not closed.',
  },
  MISSING_CHAR: {
    message: 'a comma, a colon, a quote or a blank is missing here',
    hint: 'Write it. If this is text, put it in quotes.',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'a key has more than one line, or no colon',
    hint: 'Write a colon and a blank after the key. If this is text, put it in quotes.',
  },
  MULTIPLE_ANCHORS: { message: 'a value has two anchors', hint: 'Remove one of them.' },
  MULTIPLE_TAGS: { message: 'a value has two tags', hint: 'Remove one of them.' },
  TAB_AS_INDENT: {
    message: 'the line is indented with a tab',
    hint: 'Indent with blanks. Most editors can replace all tabs of a file.',
  },
};

/** @param at where the error is reported. */
export function wordsForError({ code }: YAMLError, text: string, at: number): Words {
  const word = /^\S{1,60}/u.exec(text.slice(at, at + 60))?.[0] ?? '';
  if (code === 'BAD_SCALAR_START') {
    return { message: `text without quotes cannot begin with ${word.charAt(0)}`, hint: quoteIt };
  }
  if (code === 'TAG_RESOLVE_FAILED') {
    const name = /^!(?=[^!])/u.test(word)
      ? text
          .slice(at + 1, at + 60)
          .split(/[\n#,\]}]/u)[0]
          ?.trim()
      : '';
    // What a rule excludes needs no operator.
    const isInRule = /\b(?:excludes|except):[^:\n]*$/u.test(text.slice(Math.max(0, at - 60), at));
    const exclude =
      name && !isInRule ? `To exclude the segment "${name}", write not: ${name}. ` : '';
    return {
      message: `the tag ${word} is not known`,
      hint: `${exclude}Put text that begins with ! in quotes. Without them, it is a YAML tag.`,
    };
  }
  if (
    code === 'BLOCK_IN_FLOW' &&
    /^[^,;[\]{}\n]*;\s*[a-z]\w*:/iu.test(text.slice(at, at + nearby))
  ) {
    return {
      message: 'a semicolon is between two keys',
      hint: 'Write a comma instead of the semicolon.',
    };
  }
  if (code === 'MISSING_CHAR' && word.startsWith('#')) return hashInBrackets;
  const path = code === 'BAD_DQ_ESCAPE' ? pathAround(text, at) : null;
  if (path !== null) {
    const hint = `Use / between folders, also on Windows: "${path.replaceAll('\\', '/')}".`;
    return { message: 'the path contains a backslash', hint };
  }
  return words[code] ?? badPlace;
}

/** How many characters before and behind the error are looked at: lines may be endless. */
const nearby = 200;

/** The text in double quotes around a place, where it is a path or a glob of files. */
function pathAround(text: string, at: number): string | null {
  const begin = text.lastIndexOf('"', at - 1);
  const end = text.indexOf('"', at);
  if (begin === -1 || end === -1 || end - begin > nearby) return null;
  const quoted = text.slice(begin + 1, end);
  return /\.(?:ya?ml|txt|csv|tsv|ndjson)(?:\.gz)?$/iu.test(quoted) ? quoted : null;
}

// Pieces of Markdown.

/** @param rows lists of cells that are Markdown already. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export const code = (text) => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

export const list = (items) => items.map((item) => `- ${item}`).join('\n');

export function fence(language, text) {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** The anchor that GitHub gives a heading. */
export function anchor(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');
}

export const link = (text, heading = text) => `[${text}](#${anchor(heading)})`;

/** What is to be typed as it stands, in prose that was written for terminals and editors. */
const literal = new RegExp(
  [
    '`[^`]+`',
    '--[a-z][a-z-]*(?: (?:[A-Z]+=)?[A-Z]{2,}\\b)?',
    '\\b(?:AUDIENCECTL|CRITEO)_[A-Z_]+|\\b(?:NO|FORCE)_COLOR\\b',
    '\\baudiencectl (?:catalog (?:interests|brands|behavioral)(?: --country CC)?|members (?:sync|add|remove|clear|stats)\\b|schema [a-z]+)',
    '\\bnull\\b',
    '\\$?\\$\\{[^}]*\\}?',
    '"[^"]*[*{:][^"]*"',
    '\\b(?:segment|audience)/[A-Z]\\w*(?: \\*)?',
    '\\bstate: absent\\b',
    '\\{ \\w+: [^}]*\\}',
    '\\baudiencectl (?:apply|catalog|completion|doctor|explain|export|graph|init|members|plan|pull|rename|sandbox|schema|show|sizes|snapshot|validate)\\b',
    // Fields and values of two words, files and their endings, forms of identifiers.
    '\\b(?!GitHub|GitLab)[A-Za-z][a-z]+(?:[A-Z][a-z]+)+(?:\\.\\w+)?\\b',
    '\\b(?:events|contactList)\\.\\w+',
    '\\b[\\w-]+\\.(?:yaml|json)\\b|(?<=[ :])\\.(?:txt|csv|tsv|ndjson|gz)\\b|\\.audiencectl/\\w*',
    '\\b(?:md5|sha256)(?:-md5)?\\b',
  ].join('|'),
  'gu',
);

/**
 * Prose of a table or schema as Markdown.
 * @param words further words that are literal where they lead a clause, such as the values of a field
 */
export function prose(text, words = []) {
  const marked = words.length === 0 ? text : markWords(text, words);
  let last = 0;
  let result = '';
  for (const match of marked.matchAll(literal)) {
    result += escapeProse(marked.slice(last, match.index));
    const [found] = match;
    result += found.startsWith('`') ? found : code(found.replace(/^"(.*)"$/u, '$1'));
    last = match.index + found.length;
  }
  return result + escapeProse(marked.slice(last));
}

function markWords(text, words) {
  const any = words.join('|');
  return text.replace(
    new RegExp(`(^|[.;:] |Default(?: \\w+)?: )(${any})(?=$|[ ,.;:])`, 'gu'),
    '$1`$2`',
  );
}

const escapeProse = (text) => text.replace(/[*<>[\]_]/gu, '\\$&');

/** Says in the source of the page where it comes from. */
export const origin = (from) =>
  `<!-- Written by npm run reference from ${from}. Do not edit: a test compares. -->`;

/** The parts of a page, a blank line between them, with a last newline. */
export const page = (...parts) => `${parts.flat(Infinity).filter(Boolean).join('\n\n')}\n`;

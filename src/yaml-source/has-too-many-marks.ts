/**
 * The most marks that one piece of text may have. A syntax tree takes up to a kilobyte for each, and
 * Node gives a program about two gigabytes.
 */
const maxNodes = 1_000_000;
/** With those that only end something, or stand where nothing can: they take time, and no memory. */
const maxMarks = 2_000_000;

const codesOf = (text: string) => new Set([...text].map((mark) => mark.charCodeAt(0)));
const nodeMarks = codesOf('\n,:-[{?');
const otherMarks = codesOf('&*!}]%@`|>"\'');

/**
 * Whether a text costs too much to parse, found without parsing: by how many characters could begin a
 * node of YAML, or be a token of it.
 */
export function hasTooManyMarks(text: string): boolean {
  if (text.length <= maxNodes) return false;
  let nodes = 0;
  let others = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (nodeMarks.has(code)) nodes += 1;
    else if (otherMarks.has(code)) others += 1;
  }
  return nodes > maxNodes || nodes + others > maxMarks;
}

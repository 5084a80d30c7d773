/**
 * A long manifest as parts that can be parsed one after the other, so that only one of them is in
 * memory as a tree. It knows just enough of YAML to cut between the items of a top-level list; where
 * a text has anything that could reach across a cut, it is not cut at all.
 */

export interface TextPart {
  readonly text: string;
  /** The offset in the whole text of an offset in the part. */
  readonly toWhole: (offset: number) => number;
}

export interface SplitLimits {
  /** Shorter texts are not worth cutting. */
  readonly minLength: number;
  /** How long a part becomes; what is asked about it later is answered by parsing it again. */
  readonly partLength: number;
}

const defaultLimits: SplitLimits = { minLength: 32_768, partLength: 16_384 };

/** How a text was cut. */
export interface SplitText {
  /** Whether a part is one or more whole documents, or a part of the only document there is. */
  readonly cutBetween: 'documents' | 'items';
  /** In the order of the text. */
  readonly parts: readonly TextPart[];
}

const topLevelKey = /^([A-Za-z][\w.-]*):(?=[ \r]|$)/u;
const listKey = /^[A-Za-z][\w.-]*: *(?:#.*)?\r?$/u;
const emptyLine = /^[ \r]*(?:#.*)?$/u;
const item = /^( *)-(?=[ \r]|$)/u;
const documentStart = /^---[ \r]*$/mu;
/** Anchors and aliases, which know no more than a document; directives and tabs. */
const reachesFar = /[\s,[{:-][&*][^\s,\]}]|\t|^(?:\.\.\.|%)|^<<|[\s{,]<<\s*:/mu;
const oddDocumentStart = /^---(?! *\r?$)/mu;

/** Null when a text has to be read in one piece. */
export function splitText(
  text: string,
  { minLength, partLength }: SplitLimits = defaultLimits,
): SplitText | null {
  if (text.length < minLength || reachesFar.test(text) || oddDocumentStart.test(text)) return null;
  const first = text.search(documentStart);
  if (first === -1) return splitItems(text, 0, partLength);
  const body = text.indexOf('\n', first) + 1;
  const isOnly = body === 0 || !documentStart.test(text.slice(body));
  if (isOnly && hasNothing(text.slice(0, first))) return splitItems(text, body, partLength);
  return { cutBetween: 'documents', parts: splitDocuments(text, partLength) };
}

function hasNothing(text: string): boolean {
  return text.split('\n').every((line) => emptyLine.test(line));
}

function splitDocuments(text: string, partLength: number): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  const add = (to: number) => {
    const start = from;
    parts.push({ text: text.slice(start, to), toWhole: (offset) => start + offset });
    from = to;
  };
  for (const { line, start } of linesOf(text, 0, text.length)) {
    if (line.startsWith('---') && start - from >= partLength) add(start);
  }
  add(text.length);
  return parts;
}

function splitItems(text: string, from: number, partLength: number): SplitText | null {
  const sections = findSections(text, from);
  if (sections === null) return null;
  const parts: TextPart[] = [];
  for (const section of sections) {
    const cuts = findCuts(text, section);
    if (cuts === null) return null;
    parts.push(...cutSection(text, section, cuts, partLength));
  }
  return { cutBetween: 'items', parts };
}

/** A top-level key with all that is below it. */
interface Section {
  readonly start: number;
  /** Where the first line after the key begins. */
  readonly body: number;
  readonly end: number;
  readonly isList: boolean;
}

function findSections(text: string, from: number): readonly Section[] | null {
  const keys = new Set<string>();
  const sections: { start: number; body: number; end: number; isList: boolean }[] = [];
  for (const { line, start, end } of linesOf(text, from, text.length)) {
    if (emptyLine.test(line)) continue;
    const last = sections.at(-1);
    if (line.startsWith(' ') || item.test(line)) {
      if (last === undefined) return null;
      continue;
    }
    const key = topLevelKey.exec(line)?.[1];
    if (key === undefined || keys.has(key)) return null;
    keys.add(key);
    if (last !== undefined) last.end = start;
    sections.push({ start, body: end, end: text.length, isList: listKey.test(line) });
  }
  return sections;
}

/** Where items of the section's list begin; empty for anything but a list, null for a list that looks odd. */
function findCuts(text: string, section: Section): readonly number[] | null {
  if (!section.isList) return [];
  let indent: number | null = null;
  const cuts: number[] = [];
  for (const { line, start } of linesOf(text, section.body, section.end)) {
    if (emptyLine.test(line)) continue;
    const own = line.search(/[^ ]/u);
    if (indent === null) {
      if (!item.test(line)) return [];
      indent = own;
    }
    if (own < indent || (own === indent && !item.test(line))) return null;
    if (own === indent) cuts.push(start);
  }
  return cuts;
}

function cutSection(
  text: string,
  section: Section,
  cuts: readonly number[],
  partLength: number,
): readonly TextPart[] {
  const head = text.slice(section.start, section.body);
  const parts: TextPart[] = [];
  let from = section.body;
  for (const cut of [...cuts.slice(1), section.end]) {
    if (cut - from < partLength && cut !== section.end) continue;
    parts.push(createPart(text, section.start, head, from, cut));
    from = cut;
  }
  return parts;
}

function createPart(text: string, start: number, head: string, from: number, to: number): TextPart {
  return {
    text: head + text.slice(from, to),
    toWhole: (offset) => (offset < head.length ? start + offset : from + offset - head.length),
  };
}

function* linesOf(text: string, from: number, to: number) {
  for (let start = from; start < to; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 || newline >= to ? to : newline + 1;
    yield { line: text.slice(start, newline === -1 ? end : end - 1), start, end };
    start = end;
  }
}

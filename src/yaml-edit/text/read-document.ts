/** The documents of a text as trees that an edit can walk. */
import { isAlias } from 'yaml';
import { type Anchors, createAnchors } from '../../yaml-source/anchors.ts';
import { convertDocument } from '../../yaml-source/convert-document.ts';
import { isFatal } from '../../yaml-source/findings/diagnose-problem.ts';
import type { YamlProblem } from '../../yaml-source/findings/yaml-problem.ts';
import { hasTooManyMarks } from '../../yaml-source/has-too-many-marks.ts';
import type { VariableLookup } from '../../yaml-source/insert-variables.ts';
import { parseDocuments } from '../../yaml-source/parse-documents.ts';
import type { EditPath } from '../text-edit.ts';
import { type Written, writtenDocument } from './written.ts';

export interface EditableDocument {
  readonly root: Written;
  readonly range: { readonly start: number; readonly end: number };
  /** Whether it cannot be read for sure. */
  readonly isBroken: boolean;
  readonly anchors: Anchors;
  /** What there is to say about it, by kind. */
  readonly problems: readonly string[];
}

export function readDocuments(
  text: string,
  variables: VariableLookup | null,
): readonly EditableDocument[] {
  if (hasTooManyMarks(text)) return [];
  const parsed = parseText(text);
  if (parsed === null) return [];
  // A file without anything can get something.
  if (parsed.length === 0) return [emptyDocument(text)];
  return parsed.map((document, index) => {
    const { value, anchors, problems } = convertDocument(document, text, variables);
    const isBroken = document.errors.length > 0 || problems.some(isUnsure);
    const end = parsed[index + 1]?.range[0] ?? text.length;
    const root = writtenDocument(document.contents, value);
    const range = { start: document.range[0], end };
    const issues = [...document.errors, ...document.warnings].map(({ code }) => code);
    const kinds = [...issues, ...problems.filter(isProblem).map(({ kind }) => kind)];
    return { root, range, isBroken, anchors, problems: kinds };
  });
}

/** With twins it is not sure which of them is meant. */
function isUnsure(problem: YamlProblem): boolean {
  return isFatal(problem) || problem.kind === 'duplicate-key';
}

/** The last alias of an anchor may go. */
function isProblem(problem: YamlProblem): boolean {
  return problem.kind !== 'anchor-in-text' || problem.text === '';
}

function emptyDocument(text: string): EditableDocument {
  const range = { start: 0, end: text.length };
  return {
    root: writtenDocument(null, null),
    range,
    isBroken: false,
    anchors: createAnchors(),
    problems: [],
  };
}

function parseText(text: string) {
  try {
    const parsed = parseDocuments(text, { keepSourceTokens: true });
    return 'tooDeepAt' in parsed ? null : parsed.documents;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export interface FoundEntry {
  readonly document: number;
  readonly path: EditPath;
  readonly written: Written;
}

/** @param at the first key of the entry as an offset; null for the first document's root. */
export function findEntry(
  documents: readonly EditableDocument[],
  at: number | null,
): FoundEntry | null {
  const index =
    at === null ? 0 : documents.findIndex(({ range }) => range.start <= at && at < range.end);
  const document = documents[index];
  if (document === undefined || document.isBroken) return null;
  if (at === null) return { document: index, path: [], written: document.root };
  const found = findAt(document.root, at, []);
  return found && { document: index, ...found };
}

function findAt(written: Written, at: number, path: EditPath): Omit<FoundEntry, 'document'> | null {
  const { children } = written;
  const [first] = children;
  if (written.kind === 'map' && first !== undefined && isAt(first, at)) return { path, written };
  if (written.kind === 'scalar' || written.kind === 'alias') {
    return written.body === at && path.length > 0 ? { path, written } : null;
  }
  const index = lastBefore(children, at);
  const child = children[index];
  if (child === undefined || child.isMerge) return null;
  return findAt(child.written, at, [...path, child.key ?? index]);
}

/** The last child that begins at the offset or before it. */
function lastBefore(children: Written['children'], at: number): number {
  let low = 0;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((children[middle]?.start ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function isAt(
  { start, keyStart }: { readonly start: number; readonly keyStart: number },
  at: number,
) {
  return start === at || keyStart === at;
}

/** The node that an alias means, with its place. */
export function targetOf({ root, anchors }: EditableDocument, { node }: Written): Written | null {
  const target = isAlias(node) ? anchors.targetOf(node) : null;
  return target === null ? null : findNode(root, target);
}

function findNode(written: Written, node: Written['node']): Written | null {
  if (written.node === node) return written;
  for (const child of written.children) {
    const found = findNode(child.written, node);
    if (found !== null) return found;
  }
  return null;
}

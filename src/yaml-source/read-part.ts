/** Text to documents, with their syntax trees only as long as they are needed. */
import { type Document, parseAllDocuments } from 'yaml';
import { type Diagnostic, hasErrors, type Source } from '../diagnostics/diagnostic.ts';
import type { Anchors } from './anchors.ts';
import { convertDocument } from './convert-document.ts';
import { diagnoseProblem, isFatal } from './diagnose-problem.ts';
import { diagnoseSyntax, isBareVariable } from './diagnose-syntax.ts';
import type { VariableLookup } from './insert-variables.ts';
import type { TextRange } from './line-positions.ts';
import { listItemRanges } from './list-item-ranges.ts';
import { locateNode, readWritten } from './locate-node.ts';
import type { YamlDocument, YamlText } from './yaml-document.ts';

type Find = (range: TextRange) => Source;

/** What a place is looked up in. */
interface Tree {
  readonly contents: unknown;
  readonly anchors: Anchors;
}

/** Null for text that is nested so deeply that it exhausts the parser's stack. */
export function readPart(
  text: string,
  find: Find,
  variables: VariableLookup | null = null,
): YamlText | null {
  try {
    const { documents, ...stream } = parse(text);
    const diagnostics = diagnose(stream, text, find);
    const read = documents.map((document, index) =>
      readDocument(document, index, { text, find, variables }),
    );
    return {
      documents: read.map(({ document }) => document),
      diagnostics: [...diagnostics, ...read.flatMap(({ diagnostics }) => diagnostics)],
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

interface Part {
  readonly text: string;
  readonly find: Find;
  readonly variables: VariableLookup | null;
}

function readDocument(parsed: Document.Parsed, index: number, { text, find, variables }: Part) {
  const syntax = diagnose(parsed, text, find);
  const { value, problems, anchors } = convertDocument(parsed, text, variables);
  // What a document with syntax errors seems to hold besides is more likely to mislead than to help.
  const isParsed = parsed.errors.length === 0;
  const others = isParsed ? problems.map((problem) => diagnoseProblem(problem, find)) : [];
  let tree: Tree | null = { contents: parsed.contents, anchors };
  const items = listItemRanges(parsed.contents);
  const document: YamlDocument = {
    broken: hasErrors(syntax) || problems.some(isFatal),
    value,
    locate: (path, part = 'value') => {
      tree ??= parseTree(text, index);
      return find(locateNode(tree.contents, path, part, tree.anchors));
    },
    written: (path) => {
      tree ??= parseTree(text, index);
      return readWritten(tree.contents, path, tree.anchors);
    },
    locateItem: (list, position) => {
      const range = items.get(list)?.[position];
      return range === undefined ? null : find(range);
    },
    release: () => {
      tree = null;
    },
  };
  return { document, diagnostics: [...syntax, ...others] };
}

function parseTree(text: string, index: number): Tree {
  const document = parse(text).documents[index];
  if (document === undefined) throw new Error('broken assumption: the same text, other documents');
  return { contents: document.contents, anchors: convertDocument(document, text).anchors };
}

type Issues = Pick<Document.Parsed, 'errors' | 'warnings'>;

/** More of them are consequences of the first; a text can be written that has one for each word. */
const mostIssues = 100;

function diagnose({ errors, warnings }: Issues, text: string, find: Find): readonly Diagnostic[] {
  // From such a place on the parser reads something else than what was meant.
  const bare = errors.findIndex(({ pos }) => isBareVariable(text, pos[0]));
  const told = bare === -1 ? [...errors, ...warnings] : errors.slice(0, bare + 1);
  return told.slice(0, mostIssues).map((error) => diagnoseSyntax(error, text, find));
}

/** The documents, and what is wrong where there is none. */
function parse(text: string): Issues & { readonly documents: readonly Document.Parsed[] } {
  const documents = parseAllDocuments(text, {
    // Twins are found by conversion, which also knows the first of them.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  if (!('empty' in documents)) return { documents, errors: [], warnings: [] };
  return { documents: [], errors: documents.errors, warnings: documents.warnings };
}

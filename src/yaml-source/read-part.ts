/** Text to documents, with their syntax trees only as long as they are needed. */
import type { Document } from 'yaml';
import { type Diagnostic, hasErrors, type Source } from '../diagnostics/diagnostic.ts';
import { type ConvertedDocument, convertDocument } from './convert-document.ts';
import { createTrees, type KeptTree, type Tree } from './create-trees.ts';
import { isFatal } from './findings/diagnose-problem.ts';
import { diagnoseProblems } from './findings/diagnose-problems.ts';
import { diagnoseSyntax } from './findings/diagnose-syntax.ts';
import type { VariableLookup } from './insert-variables.ts';
import type { TextRange } from './line-positions.ts';
import { listItemRanges } from './list-item-ranges.ts';
import { locateNode, readWritten } from './locate-node.ts';
import { type ParsedText, parseDocuments } from './parse-documents.ts';
import type { DocumentAhead } from './read-ahead.ts';
import type { YamlDocument, YamlText } from './yaml-document.ts';

type Find = (range: TextRange) => Source;

interface Part {
  readonly text: string;
  readonly find: Find;
  readonly variables: VariableLookup | null;
}

/** Null for text that is nested so deeply that it exhausts the parser's stack. */
export function readPart(
  text: string,
  find: Find,
  variables: VariableLookup | null = null,
): YamlText | null {
  try {
    const parsed = parseDocuments(text);
    if ('tooDeepAt' in parsed) {
      return { documents: [], diagnostics: [tooDeep(parsed.tooDeepAt, find)] };
    }
    const issues = [...parsed.errors, ...parsed.warnings];
    const whole = { start: 0, end: text.length };
    const diagnostics = diagnoseSyntax(issues, { text, range: whole, find });
    const read = readDocuments(parsed, { text, find, variables });
    return {
      documents: read.map(({ document }) => document),
      diagnostics: [...diagnostics, ...read.flatMap((each) => each.diagnostics)],
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The same of a text that was read elsewhere, and of which there is nothing to say. */
export function revivePart(ahead: readonly DocumentAhead[], text: string, find: Find): YamlText {
  const trees = createTrees(text);
  const documents = ahead.map(({ value, items }, index) =>
    toDocument({ value, items, broken: false }, trees.keep(index, null, true), find),
  );
  return { documents, diagnostics: [] };
}

function readDocuments({ documents }: ParsedText, part: Part) {
  const { text } = part;
  const trees = createTrees(text);
  return documents.map((parsed, index) => {
    const converted = convertDocument(parsed, text, part.variables);
    const own: Tree = { contents: parsed.contents, anchors: converted.anchors };
    const [start] = parsed.range;
    const range = { start, end: documents[index + 1]?.range[0] ?? text.length };
    const isSound = parsed.errors.length === 0 && parsed.warnings.length === 0;
    return readDocument(parsed, converted, { ...part, range }, trees.keep(index, own, isSound));
  });
}

/** Without doubts about the writing of a line of which something is said already. */
function oneForEachLine(
  syntax: readonly Diagnostic[],
  others: readonly Diagnostic[],
): readonly Diagnostic[] {
  const told = new Set(syntax.map(({ source }) => source?.line));
  return others.filter(({ severity, code, source }) => {
    if (code !== 'yaml-syntax') return true;
    const isFirst = !told.has(source?.line);
    told.add(source?.line);
    return isFirst || severity === 'error';
  });
}

function readDocument(
  parsed: Document.Parsed,
  { value, problems }: ConvertedDocument,
  { text, find, range }: Part & { readonly range: TextRange },
  tree: KeptTree,
) {
  const syntax = diagnoseSyntax([...parsed.errors, ...parsed.warnings], { text, range, find });
  // What a document with syntax errors seems to hold besides is more likely to mislead than to help.
  const isParsed = parsed.errors.length === 0;
  const doubts = isParsed ? diagnoseProblems(problems, find) : [];
  const others = oneForEachLine(syntax, doubts);
  const items = listItemRanges(parsed.contents);
  const broken = hasErrors(syntax) || problems.some(isFatal);
  const document = toDocument({ value, items, broken }, tree, find);
  return { document, diagnostics: [...syntax, ...others] };
}

function toDocument(
  { value, items, broken }: DocumentAhead & Pick<YamlDocument, 'broken'>,
  tree: KeptTree,
  find: Find,
): YamlDocument {
  return {
    ...{ broken, value },
    locate: (path, part = 'value') => {
      const { contents, anchors, path: inner, toText } = tree.get(path);
      const { start, end } = locateNode(contents, inner, part, anchors);
      return find({ start: toText(start), end: toText(end) });
    },
    written: (path) => {
      const { contents, anchors, path: inner } = tree.get(path);
      return readWritten(contents, inner, anchors);
    },
    locateItem: (list, position) => {
      const range = items.get(list)?.[position];
      return range === undefined ? null : find(range);
    },
    release: tree.release,
  };
}

function tooDeep(offset: number, find: Find): Diagnostic {
  return {
    severity: 'error',
    code: 'yaml-too-deep',
    message: 'the file is nested too deeply to be read',
    source: find({ start: offset, end: offset }),
    hint: 'Use fewer levels.',
  };
}

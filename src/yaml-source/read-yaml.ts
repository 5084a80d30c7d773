/** YAML text to JSON documents in which every value can be asked where it stands. */
import { type Diagnostic, hasErrors, type Source } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import { hasTooManyMarks } from './has-too-many-marks.ts';
import type { VariableLookup } from './insert-variables.ts';
import { createSourceFinder, type TextRange } from './line-positions.ts';
import { type FindAhead, withoutMark } from './read-ahead.ts';
import { readPart, revivePart } from './read-part.ts';
import { type SplitText, splitText } from './split-text.ts';
import type { YamlDocument, YamlText } from './yaml-document.ts';

/**
 * Reads every document of a file; no text makes it throw.
 * @param variables what `${var.NAME}` stands for; null leaves it as it is.
 * @param findAhead what is read already, for a project with whatever variables.
 */
export function readYaml(
  source: SourceFile,
  variables: VariableLookup | null = null,
  findAhead: FindAhead = () => null,
): YamlText {
  const text = withoutMark(source.text);
  const find = createSourceFinder(source.file, text);
  const read = (part: string, findInPart: Find) => {
    const ahead = findAhead(part);
    return ahead ? revivePart(ahead, part, findInPart) : readPart(part, findInPart, variables);
  };
  return readParts(splitText(text), find, read) ?? readWhole(text, source.file, find, read);
}

/** The same in one piece, for a file whose parts belong together: it holds one document, and no long list. */
export function readYamlWhole({ file, text: whole }: SourceFile): YamlText {
  const text = withoutMark(whole);
  return readWhole(text, file, createSourceFinder(file, text), (part, find) =>
    readPart(part, find),
  );
}

type Find = (range: TextRange) => Source;
type Read = (text: string, find: Find) => YamlText | null;

/** Null when a part has errors: cut text could word them, and place them, misleadingly. */
function readParts(split: SplitText | null, find: Find, read: Read): YamlText | null {
  if (split === null || split.parts.some(({ text }) => hasTooManyMarks(text))) return null;
  const documents: YamlDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { text, toWhole } of split.parts) {
    const findInWhole = ({ start, end }: TextRange) =>
      find({ start: toWhole(start), end: toWhole(end) });
    const part = read(text, findInWhole);
    if (part === null || hasErrors(part.diagnostics)) return null;
    if (split.cutBetween === 'items' && part.documents.length !== 1) return null;
    for (const each of part.diagnostics) diagnostics.push(each);
    for (const document of part.documents) {
      document.release();
      documents.push(document);
    }
  }
  return { documents, diagnostics };
}

function readWhole(text: string, file: string, find: Find, read: Read): YamlText {
  const refuse = (code: string, message: string, hint: string): YamlText => ({
    documents: [],
    diagnostics: [{ severity: 'error', code, message, source: { file, line: 1, column: 1 }, hint }],
  });
  if (hasTooManyMarks(text)) {
    return refuse(
      'file-too-large',
      'the file is too large to be read in one piece',
      'Split it into several files. A long file without anchors, tabs and --- is read piece by piece.',
    );
  }
  return (
    read(text, find) ??
    refuse('yaml-too-deep', 'the file is nested too deeply to be read', 'Use fewer levels.')
  );
}

/** Problems of documents that parse, as diagnostics. */
import type { Diagnostic, Source } from '../../diagnostics/diagnostic.ts';
import { hintForForeignVariable } from '../../model/hints/foreign-variable.ts';
import type { TextRange } from '../line-positions.ts';
import { explainUnknownVariable } from './unknown-variable.ts';
import type { YamlProblem } from './yaml-problem.ts';

const notFatal: ReadonlySet<YamlProblem['kind']> = new Set([
  ...(['duplicate-key', 'unknown-variable', 'foreign-variable'] as const),
  ...(['cut-by-comment', 'only-comment', 'other-quotes'] as const),
]);

/** Whether the document's value cannot be relied on. */
export function isFatal(problem: YamlProblem): boolean {
  return problem.kind === 'anchor-in-text' ? problem.text === '' : !notFatal.has(problem.kind);
}

export function diagnoseProblem(
  problem: YamlProblem,
  find: (range: TextRange) => Source,
): Diagnostic {
  const [start, end] = problem.node.range ?? [0, 0];
  const source = find({ start, end });
  const error = (code: string, message: string, hint: string): Diagnostic => ({
    severity: 'error',
    code,
    message,
    source,
    hint,
  });
  switch (problem.kind) {
    case 'duplicate-key': {
      const [twinStart, twinEnd] = problem.twin.range ?? [0, 0];
      return {
        ...error(
          'duplicate-key',
          `the key "${problem.text}" is given twice`,
          'Remove one of them.',
        ),
        related: [{ label: 'first given here', source: find({ start: twinStart, end: twinEnd }) }],
      };
    }
    case 'missing-dash': {
      const [twinStart, twinEnd] = problem.twin.range ?? [0, 0];
      const hint = problem.inBraces
        ? 'If another entry begins here, close the brace in front of it, and begin a new one. Otherwise remove one of the names.'
        : `If another entry begins here, write "- name:" in the column of the dash above. Otherwise remove one of the names.`;
      return {
        ...error(
          'duplicate-key',
          'an entry has two names: a dash is missing before this one',
          hint,
        ),
        related: [{ label: 'first given here', source: find({ start: twinStart, end: twinEnd }) }],
      };
    }
    case 'anchor-in-text': {
      const { anchor, text } = problem;
      return {
        severity: text === '' ? 'error' : 'warning',
        code: 'yaml-syntax',
        message: `&${anchor} is read as a YAML anchor, not as text, and nothing uses it`,
        source,
        hint: `If it belongs to the text, put all of it in quotes: ${JSON.stringify(`&${anchor} ${text}`.trim())}. Otherwise remove it.`,
      };
    }
    case 'other-quotes':
      return {
        severity: 'warning',
        code: 'quotes-in-name',
        message: `the quotes of ${problem.text} are read as part of the name`,
        source,
        hint: `Use straight quotes: ${JSON.stringify(problem.text.slice(1, -1))}.`,
      };
    case 'unknown-alias':
      return error(
        'yaml-syntax',
        `the alias *${problem.text} has no anchor before it`,
        `Put the text in quotes, or define &${problem.text} above. A word that begins with * is a YAML alias.`,
      );
    case 'alias-in-itself':
      return error(
        'yaml-syntax',
        `the alias *${problem.text} is inside its own anchor`,
        'Move the alias out of its anchor.',
      );
    case 'too-many-aliases':
      return error(
        'yaml-too-many-aliases',
        'aliases of aliases make the document too large to be read',
        'Write the values out, or use fewer aliases.',
      );
    case 'too-deep':
      return error(
        'yaml-too-deep',
        'the file is nested too deeply to be read',
        'Use fewer levels.',
      );
    case 'bad-merge':
      return error(
        'yaml-syntax',
        '<< merges only maps',
        'Give << a map, an alias of a map, or a list of these.',
      );
    case 'bad-key':
      return error('yaml-syntax', 'a key is not a word or text', 'Put the key in quotes.');
    case 'unknown-variable':
      return explainUnknownVariable(problem.text, problem.near, source);
    case 'cut-by-comment':
      return {
        severity: 'warning',
        code: 'comment-in-name',
        message: `the text after "${problem.text}" is read as a comment`,
        source,
        hint: 'Put the whole text in quotes. If it is a comment, write a blank after #.',
      };
    case 'only-comment':
      return {
        severity: 'warning',
        code: 'comment-in-name',
        message: `"${problem.text}" has no value: what follows # is a comment`,
        source,
        hint: `Put the text in quotes if it is the value. If it is a comment, ${problem.ofText ? 'write it in a line of its own' : 'write a blank after #'}.`,
      };
    case 'foreign-variable':
      return {
        severity: 'warning',
        code: 'unknown-variable',
        message: `${problem.found.text} is read as plain text, not as a variable`,
        source,
        hint: `${hintForForeignVariable(problem.found, problem.near === undefined ? [] : [problem.near])} To keep a literal \${, write $\${.`,
      };
  }
}

import type { CodeEntry } from '../../diagnostics/catalogue/code-entry.ts';
import { planWords } from '../../diagnostics/catalogue/plan-words.ts';
import { reportWords } from '../../diagnostics/catalogue/report-words.ts';
import { codes } from '../../diagnostics/codes.ts';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../model/name.ts';
import { exampleOf } from '../../platforms/example-of.ts';
import { renderCodeList, renderExplanation } from '../../report/findings/render-explanation.ts';
import { attributeWords } from '../../report/look-ups/attribute-words.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { renderJson } from '../process/render-json.ts';
import { readManifestSchema } from '../read-schema.ts';

/** `explain [CODE]`: what a code or a word of a plan means, who finds it and what to do; without one all of them. */
export const runExplain: RunCommand = async ({ operand, options, terminal }) => {
  // A word may be two things: unknown is a code, a verdict and an origin.
  const entries = [
    ...codes,
    ...planWords,
    ...reportWords,
    ...attributeWords(await readManifestSchema()),
  ];
  const shown = operand === null ? entries : entries.filter((entry) => isCalled(entry, operand));
  if (shown.length === 0) throw unknownCode(operand ?? '', entries);
  const layout = { color: terminal.resultColor, width: terminal.width };
  if (options.text('format') === 'json') {
    const described = shown.map((each) => ({ ...each, example: exampleOf(each.code) ?? null }));
    terminal.writeResult(renderJson({ formatVersion: 1, codes: described, diagnostics: [] }));
  } else if (operand === null) {
    terminal.writeResult(renderCodeList(entries, layout));
  } else {
    const explained = shown.map((each) => renderExplanation(each, exampleOf(each.code), layout));
    terminal.writeResult(explained.join('\n\n'));
  }
  return exitCodes.done;
};

/** In any case of letters, and with any blanks around it, as it is copied from a plan. */
function isCalled({ code, also = [] }: CodeEntry, word: string): boolean {
  const wanted = word.trim().toLowerCase();
  return [code, ...also].some((name) => name.toLowerCase() === wanted);
}

function unknownCode(word: string, entries: readonly CodeEntry[]): DiagnosticError {
  const near = findNear(
    word,
    entries.flatMap(({ code, also = [] }) => [code, ...also]),
  );
  const hint =
    near.length === 0
      ? 'Run "audiencectl explain" to list all codes.'
      : `Did you mean ${near.join(', ').replace(/, (?=[^,]*$)/u, ' or ')}?`;
  return new DiagnosticError([usageError('invalid-argument', `there is no code "${word}"`, hint)]);
}

/** The most codes that a hint names. */
const mostNear = 3;

/** Codes that are mistyped in it, or else those that have the most of its words. */
function findNear(word: string, names: readonly string[]): readonly string[] {
  // Nothing is mistyped for a sign.
  const all = [...new Set(names)].filter((name) => /[a-z]/u.test(name));
  const [best, ...others] = nearest(word, all, mostNear);
  if (best !== undefined) return [best, ...others];
  const words = new Set(
    word
      .toLowerCase()
      .split(/[^a-z0-9]+/u)
      .filter((part) => part.length > 3),
  );
  const shared = (name: string) =>
    name.split(/[^a-z0-9]+/u).filter((part) => words.has(part)).length;
  return all
    .filter((code) => shared(code) > 0)
    .sort((a, b) => shared(b) - shared(a))
    .slice(0, mostNear);
}

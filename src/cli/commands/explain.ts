import { exampleOf } from '../../diagnostics/catalogue/code-examples.ts';
import { planWords } from '../../diagnostics/catalogue/plan-words.ts';
import { codes } from '../../diagnostics/codes.ts';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { renderCodeList, renderExplanation } from '../../report/render-explanation.ts';
import { suggest, usageError } from '../arguments/usage-error.ts';
import type { RunCommand } from '../command-context.ts';
import { exitCodes } from '../exit-codes.ts';
import { renderJson } from '../render-json.ts';

/** A word may be two things: unknown is a code, a verdict and an origin. */
const entries = [...codes, ...planWords];

/** `explain [CODE]`: what a code or a word of a plan means, who finds it and what to do; without one all of them. */
export const runExplain: RunCommand = async ({ operand, options, terminal }) => {
  const shown = operand === null ? entries : entries.filter(({ code }) => code === operand);
  if (shown.length === 0) throw unknownCode(operand ?? '');
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

function unknownCode(word: string): DiagnosticError {
  const hint = suggest(
    word,
    entries.map(({ code }) => code),
    (code) => code,
    'audiencectl explain lists all codes',
  );
  return new DiagnosticError([usageError('invalid-argument', `there is no code "${word}"`, hint)]);
}

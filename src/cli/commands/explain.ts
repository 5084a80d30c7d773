import { exampleOf } from '../../diagnostics/catalogue/code-examples.ts';
import { codes, findCode } from '../../diagnostics/codes.ts';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { renderCodeList, renderExplanation } from '../../report/render-explanation.ts';
import { suggest, usageError } from '../arguments/usage-error.ts';
import type { RunCommand } from '../command-context.ts';
import { exitCodes } from '../exit-codes.ts';
import { renderJson } from '../render-json.ts';

/** `explain [CODE]`: what a code means, who finds it and what to do; without one all of them. */
export const runExplain: RunCommand = async ({ operand, options, terminal }) => {
  const entry = operand === null ? null : findCode(operand);
  if (entry === undefined) throw unknownCode(operand ?? '');
  const shown = entry === null ? codes : [entry];
  const layout = { color: terminal.resultColor, width: terminal.width };
  if (options.text('format') === 'json') {
    const described = shown.map((each) => ({ ...each, example: exampleOf(each.code) ?? null }));
    terminal.writeResult(renderJson({ formatVersion: 1, codes: described, diagnostics: [] }));
  } else if (entry === null) {
    terminal.writeResult(renderCodeList(codes, layout));
  } else {
    terminal.writeResult(renderExplanation(entry, exampleOf(entry.code), layout));
  }
  return exitCodes.done;
};

function unknownCode(word: string): DiagnosticError {
  const hint = suggest(
    word,
    codes.map(({ code }) => code),
    (code) => code,
    'audiencectl explain lists all codes',
  );
  return new DiagnosticError([usageError('invalid-argument', `there is no code "${word}"`, hint)]);
}

/** Shows the results of a run over many projects: on stdout as they come or at the end, and in the report files. */

import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { nameFrom } from '../../../files/name-from.ts';
import { renderDiagnostics } from '../../../report/findings/render-diagnostics.ts';
import type { ManyOptions, MovedProject } from '../../../report/many/many-options.ts';
import type { ProjectResult } from '../../../report/many/project-result.ts';
import { type RenderManyOptions, renderMany } from '../../../report/many/render-many.ts';
import { renderManyAnnotations } from '../../../report/many/render-many-annotations.ts';
import { quoteArgument } from '../../../report/text/quote-argument.ts';
import { systemClock } from '../../../system-clock.ts';
import { readFormat } from '../../output/read-format.ts';
import { isResultRightAbove } from '../../output/tell-refusals.ts';
import { readConsentOptions } from '../../planning/read-plan-options.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { type ExitCode, exitCodes } from '../../process/exit-codes.ts';
import { sameTarget } from '../../project/same-target.ts';
import { isPatchShown, manyCommandOf } from '../many-command.ts';
import type { ProjectRun } from '../project/run-project.ts';
import { collectWarnings } from './collect-warnings.ts';
import { countUnmatched } from './count-unmatched.ts';
import { createGathering } from './create-gathering.ts';
import { createJsonDocument } from './create-json-document.ts';
import { createManyReports } from './create-many-reports.ts';
import { createPatches, type Patches } from './create-patches.ts';
import { isDetailFormat } from './is-detail-format.ts';
import { worstExitCode } from './worst-exit-code.ts';

export interface ManyShow {
  readonly add: (run: ProjectRun) => Promise<void>;
  /** Whether a glob of `--target` or `--exclude` matched in no project. */
  readonly hasUnmatched: () => boolean;
  /**
   * @param more what concerns no single project.
   * @param wasShown a person has just read the plans and refused them: they are not shown there again.
   * @returns the exit code of the run.
   */
  readonly end: (more?: readonly Diagnostic[], wasShown?: boolean) => Promise<ExitCode>;
  /** Of a run that ends in an error of its own: what was begun is ended, or left out. */
  readonly abandon: () => Promise<void>;
}

/** @param moved projects of the run that count as moved. */
export async function createManyShow(
  context: CommandContext,
  moved: readonly MovedProject[] = [],
): Promise<ManyShow> {
  const { options, terminal } = context;
  const command = manyCommandOf(context.command);
  const format = readFormat(options.text('format'));
  const reports = await createManyReports(context, command);
  const formats = [format, ...reports.formats];
  // JSON has each project as it comes.
  const isGathered = formats.some((each) => each !== 'json') || isAnnotated(context);
  const details = isGathered ? formats.filter(isDetailFormat) : null;
  const gathering = createGathering(context, details, terminal.resultColor);
  const json = format === 'json' ? createJsonDocument(terminal.writeResult) : null;
  const patches = isPatchShown(context) ? createPatches(context) : null;
  const unmatched = countUnmatched();
  const warnings = collectWarnings();
  const look = {
    ...{ command, moved, width: terminal.width, verbose: options.flag('verbose') },
    isSandbox: options.flag('sandbox'),
  };

  async function end(more: readonly Diagnostic[] = [], wasShown = false): Promise<ExitCode> {
    const diagnostics = [...more, ...unmatched.errors()];
    const results = gathering.results();
    const shown = { ...look, now: systemClock.now(), ...leadOn(diagnostics, context) };
    const beside = diagnostics.filter((each) => !isError(each));
    json?.end(diagnostics, moved);
    const isRead = wasShown && isResultRightAbove(context);
    if (format !== 'json' && !isRead)
      showText(results, { ...shown, beside, format }, patches, context);
    for (const text of warnings.list()) terminal.writeWarning(text);
    for (const text of unmatched.notes()) terminal.writeNote(text);
    if (json === null) tellBeside(format === 'text' ? diagnostics.filter(isError) : diagnostics);
    annotateMany(results, context, { command, beside });
    await reports.end(results, { ...shown, beside: diagnostics }, diagnostics);
    const hasError = diagnostics.some(isError);
    return worstExitCode(gathering.exitCode(), hasError ? exitCodes.error : exitCodes.done);
  }

  /** Errors stand on stderr, and warnings where the result cannot hold them. */
  function tellBeside(findings: readonly Diagnostic[]): void {
    if (findings.length === 0) return;
    terminal.writeWarning(renderDiagnostics(findings, [], { color: terminal.noteColor }));
  }

  return {
    add: async (run) => {
      gathering.add(run);
      unmatched.add(run);
      warnings.add(run.warnings);
      reports.add(run);
      if (run.patch !== null) patches?.add(run.patch);
      json?.add(run);
      if (json === null && patches === null) return;
      // A slow reader slows the run down, instead of filling the memory.
      await terminal.isWritten();
    },
    hasUnmatched: () => unmatched.errors().length > 0,
    end,
    abandon: async () => {
      json?.end([]);
      await reports.discard();
    },
  };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

/** A glob that matches nothing leads to no plan, and says nothing of what did not change. */
function leadOn(
  diagnostics: readonly Diagnostic[],
  context: CommandContext,
): Pick<ManyOptions, 'isUnmatched' | 'applyCommand'> {
  const isUnmatched = diagnostics.some(({ code }) => code === 'target-unmatched');
  return isUnmatched ? { isUnmatched } : applyCommandOf(context);
}

/** Where patches are the result, the report stands beside them. */
function showText(
  results: readonly ProjectResult[],
  options: RenderManyOptions,
  patches: Patches | null,
  context: CommandContext,
): void {
  const { terminal } = context;
  if (patches === null) {
    terminal.writeResult(renderMany(results, { ...options, color: terminal.resultColor }));
    return;
  }
  const colored = { ...options, color: terminal.noteColor };
  if (context.options.flag('quiet')) tellTroubles(results, colored, context);
  else terminal.writeNote(renderMany(results, colored).trimEnd());
  patches.end();
}

/** The report is progress, but `--quiet` hides no error and no warning. */
function tellTroubles(
  results: readonly ProjectResult[],
  options: RenderManyOptions,
  { terminal }: CommandContext,
): void {
  const { beside = [] } = options;
  const troubled = results.filter(
    ({ state, diagnostics }) => state !== 'done' || diagnostics.errors + diagnostics.warnings > 0,
  );
  if (troubled.length + beside.length === 0) return;
  terminal.writeWarning(renderMany(troubled, options));
}

/** How to apply the plans that this run saved. */
function applyCommandOf({ command, options }: CommandContext): { readonly applyCommand?: string } {
  const folder = options.text('out');
  if (command !== 'plan' || folder === null) return {};
  const base = options.typed('base');
  const same = `${base === null ? '' : ` --base ${quoteArgument(base)}`}${sameTarget({ options })}`;
  // A saved plan does not consent for itself.
  const consents = readConsentOptions({ options }).map((each) => ` --${each.replace('=', ' ')}`);
  return {
    applyCommand: `audiencectl apply --each ${quoteArgument(folder)}${same}${consents.join('')}`,
  };
}

/** GitHub shows few annotations of a step: the worst of all projects. */
function annotateMany(
  results: readonly ProjectResult[],
  context: CommandContext,
  options: ManyOptions,
): void {
  if (!isAnnotated(context)) return;
  const { environment, terminal } = context;
  const checkout = environment['GITHUB_WORKSPACE'] ?? process.cwd();
  const folder = nameFrom(checkout, process.cwd());
  const text = renderManyAnnotations(results, options, folder);
  if (text !== '') terminal.writeAnnotations(text);
}

function isAnnotated({ environment }: CommandContext): boolean {
  return environment['GITHUB_ACTIONS'] === 'true';
}

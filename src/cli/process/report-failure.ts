/** How a run ends that has no result: the findings, as text on stderr or as the JSON document. */
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import { renderDiagnostics } from '../../report/findings/render-diagnostics.ts';
import type { HideGiven } from '../arguments/hide-given.ts';
import { annotate } from '../output/annotate.ts';
import type { Environment } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { LocatedError } from './located-error.ts';
import { findMissingPart } from './missing-part.ts';
import { renderJson } from './render-json.ts';
import type { Terminal } from './terminal.ts';

export interface FailureFormat {
  /** Whether stdout was promised one JSON document. */
  readonly json: boolean;
  /** The files that the findings point into. */
  readonly sources?: readonly SourceFile[];
  readonly color?: boolean;
}

type Output = Pick<Terminal, 'writeResult' | 'writeWarning' | 'writeAnnotations'>;

/** Prints findings that end the run; the exit code is always that of an error. */
export function reportDiagnostics(
  diagnostics: readonly Diagnostic[],
  { json, sources = [], color = false }: FailureFormat,
  terminal: Output,
): ExitCode {
  if (json) terminal.writeResult(renderJson({ formatVersion: 1, diagnostics }));
  else terminal.writeWarning(renderDiagnostics(diagnostics, sources, { color }));
  return exitCodes.error;
}

interface FailureDetails {
  readonly json: boolean;
  readonly verbose: boolean;
  readonly color: boolean;
  readonly hide: HideGiven;
}

/** What a run ended with. */
export interface Failure {
  readonly diagnostics: readonly Diagnostic[];
  /** The files that they point into. */
  readonly sources: readonly SourceFile[];
  /** What their places are relative to. */
  readonly folder: string;
}

/** Anything that a command threw: known findings as they are, everything else as our own bug. */
export function failureOf(error: unknown, hide: HideGiven): Failure {
  if (error instanceof DiagnosticError) {
    const isLocated = error instanceof LocatedError;
    const { sources, folder } = isLocated ? error : { sources: [], folder: process.cwd() };
    return { diagnostics: hide.inFindings(error.diagnostics, sources), sources, folder };
  }
  const missing = findMissingPart(error);
  if (missing !== null) return { diagnostics: [missing], sources: [], folder: process.cwd() };
  const message = hide.inText(error instanceof Error ? error.message : String(error));
  const unexpected: Diagnostic = {
    severity: 'error',
    code: 'unexpected',
    message: `audiencectl failed because of a bug: ${message}`,
    hint: 'Please report it, with the output of the same command with --verbose.',
  };
  return { diagnostics: [unexpected], sources: [], folder: process.cwd() };
}

/** Prints it. */
export function reportFailure(
  error: unknown,
  { json, verbose, color, hide }: FailureDetails,
  terminal: Output,
  environment: Environment,
): ExitCode {
  const { diagnostics, sources } = failureOf(error, hide);
  if (error instanceof LocatedError) {
    annotate(diagnostics, error.folder, environment, terminal.writeAnnotations);
  } else if (verbose && error instanceof Error && !(error instanceof DiagnosticError)) {
    terminal.writeWarning(hide.inText(`${error.stack}`));
  }
  return reportDiagnostics(diagnostics, { json, sources, color }, terminal);
}

/** How a command ends that has no result. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { CommandName } from '../arguments/command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** A run that may have written is incomplete where it was stopped; one that reads alone has no result. */
export function exitCodeOfInterruption(command: CommandName): ExitCode {
  return command === 'apply' || command === 'members' ? exitCodes.incomplete : exitCodes.error;
}

export function isInterruption(error: unknown): boolean {
  return (
    error instanceof DiagnosticError && error.diagnostics.some(({ code }) => code === 'interrupted')
  );
}

/** @param error what the command threw. */
export function exitCodeOfFailure(error: unknown, command: CommandName): ExitCode {
  return isInterruption(error) ? exitCodeOfInterruption(command) : exitCodes.error;
}

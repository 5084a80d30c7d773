/** One of many projects that the base does not have: there is nothing to compare it with, and the others go on. */
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { EarlierProject } from '../../../reconciler/compare.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { type ExitCode, exitCodes } from '../../process/exit-codes.ts';
import type { LoadedDeclarations } from '../../project/load-declarations.ts';
import { showPull } from './show-pull.ts';

/** Where the base has the project at another place, it is named wrongly. */
export function isNewSince({ missing, suggestion }: EarlierProject): boolean {
  return missing !== undefined && suggestion === undefined;
}

export function showNew(
  { missing = 'project' }: EarlierProject,
  manifests: LoadedDeclarations,
  context: CommandContext,
): ExitCode {
  const warning: Diagnostic = {
    severity: 'warning',
    code: 'base-without-project',
    message: `the base has no ${missing}, so nothing of it is compared with the Criteo UI`,
    hint: 'If it is new, there is nothing to do. If it was moved, pull it alone, with --base and its folder at that commit.',
    source: { file: manifests.project.file, line: 1, column: 1 },
  };
  const nothing = { takings: [], left: [], people: [], files: [], diagnostics: [warning] };
  showPull(nothing, { patch: null, manifests }, context);
  context.among?.onSaid({
    what: 'new: not compared with the UI',
    counts: { 'not compared': 1 },
    sentences: [],
    isIdle: true,
  });
  return exitCodes.done;
}

/** Gathers the results of a run over many projects, and holds no more of each than its report needs. */
import type { ProjectResult } from '../../../report/many/project-result.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { type ExitCode, exitCodes } from '../../process/exit-codes.ts';
import type { ProjectRun } from '../project/run-project.ts';
import { worstExitCode } from '../worst-exit-code.ts';
import { countUnmatched } from './count-unmatched.ts';

export interface Gathering {
  readonly add: (run: ProjectRun) => void;
  readonly results: () => readonly ProjectResult[];
  /** The worst of theirs. */
  readonly exitCode: () => ExitCode;
  readonly unmatched: Pick<ReturnType<typeof countUnmatched>, 'errors' | 'notes'>;
}

export function createGathering({ }: Pick<CommandContext, 'options'>): Gathering {
  const results: ProjectResult[] = [];
  const unmatched = countUnmatched();
  let exitCode: ExitCode = exitCodes.done;
  return {
    add: (run) => {
      exitCode = worstExitCode(exitCode, run.exitCode);
      unmatched.add(run);
      results.push(condense(run));
    },
    results: () => results,
    exitCode: () => exitCode,
    unmatched,
  };
}

function condense({ target, name, exitCode, state, diagnostics }: ProjectRun): ProjectResult {
  const folder = target.file.split('/').at(-2) ?? target.file;
  return {
    ...{ file: target.file, project: name ?? folder, exitCode, state },
    diagnostics: {
      first: diagnostics.slice(0, 20),
      errors: diagnostics.filter(({ severity }) => severity === 'error').length,
      warnings: diagnostics.filter(({ severity }) => severity === 'warning').length,
    },
  };
}

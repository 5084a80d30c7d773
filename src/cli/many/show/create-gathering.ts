/** Gathers the results of a run over many projects, and holds no more of each than its report needs. */
import { condenseFindings } from '../../../report/many/condense/condense-findings.ts';
import { condenseSaid } from '../../../report/many/condense/condense-said.ts';
import type { DetailFormat } from '../../../report/many/condense/condenser-options.ts';
import { createCondenser } from '../../../report/many/condense/create-condenser.ts';
import { createRunCondenser } from '../../../report/many/condense/create-run-condenser.ts';
import { leaveOutUndone } from '../../../report/many/condense/leave-out-undone.ts';
import type { ProjectResult } from '../../../report/many/project-result.ts';
import type { HowSaved } from '../../../report/plan/apply-command.ts';
import { systemClock } from '../../../system-clock.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { type ExitCode, exitCodes } from '../../process/exit-codes.ts';
import { sameLedger, sameTarget } from '../../project/same-target.ts';
import type { ManyTarget } from '../find/find-projects.ts';
import { optionsOfProject } from '../project/project-context.ts';
import { nameOfRun, type ProjectRun } from '../project/run-project.ts';
import { worstExitCode } from './worst-exit-code.ts';

export interface Gathering {
  readonly add: (run: ProjectRun) => void;
  readonly results: () => readonly ProjectResult[];
  /** The worst of theirs. */
  readonly exitCode: () => ExitCode;
}

/**
 * @param formats those that will be rendered; null where no result is shown, so that only the exit code is kept.
 */
export function createGathering(
  { options, terminal }: Pick<CommandContext, 'options' | 'terminal'>,
  formats: readonly DetailFormat[] | null,
  color: boolean,
): Gathering {
  const results: ProjectResult[] = [];
  let exitCode: ExitCode = exitCodes.done;
  const verbose = options.flag('verbose');
  const look = { formats: formats ?? [], color, width: terminal.width, verbose };
  const condensePlan = createCondenser(look);
  const condenseRun = createRunCondenser(look);
  return {
    add: ({ target, plan, report, ...run }) => {
      exitCode = worstExitCode(exitCode, run.exitCode);
      if (formats === null) return;
      const details = { plan, now: systemClock.now(), isSaved: target.planFile !== null };
      const { file } = target;
      const shown = plan === null ? null : condensePlan(plan, file, howSaved(options, target));
      const findings = condenseFindings(leaveOutUndone(run.diagnostics, report));
      const beside = { ...(shown === null ? {} : { plan: shown }), findings };
      results.push({
        file,
        project: nameOfRun({ ...run, target }),
        exitCode: run.exitCode,
        state: run.state,
        ...(shown === null ? {} : { plan: shown }),
        ...(report === null ? {} : { run: condenseRun(report, file, details, beside) }),
        ...(run.said === null ? {} : { said: condenseSaid(run.said) }),
        diagnostics: findings,
      });
    },
    results: () => results,
    exitCode: () => exitCode,
  };
}

/** Commands in the report lead to the project that they are about. */
function howSaved(options: CommandContext['options'], target: ManyTarget): HowSaved {
  const own = { options: optionsOfProject(options, target) };
  return { sameTarget: sameTarget(own), ledger: sameLedger(own) };
}

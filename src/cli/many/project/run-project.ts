/** Runs the command for one project. What goes wrong is its result, and stops no other. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { ApplyReport } from '../../../reconciler/apply.ts';
import { interrupted } from '../../../remote/calls/create-wait.ts';
import type { ProjectState } from '../../../report/many/project-result.ts';
import type { Said } from '../../../report/many/said.ts';
import type { PlanDocument } from '../../../schema/generated/plan.ts';
import { withNothingChanged } from '../../applying/nothing-changed.ts';
import { hideNothing } from '../../arguments/hide-given.ts';
import { refusePath } from '../../output/write-file.ts';
import type { CommandContext, RunCommand } from '../../process/command-context.ts';
import { exitCodeOfFailure, exitCodeOfInterruption } from '../../process/exit-code-of-failure.ts';
import { type ExitCode, exitCodes } from '../../process/exit-codes.ts';
import { failureOf, reportDiagnostics } from '../../process/report-failure.ts';
import { stoppedAtOnce } from '../../process/stop-on-interrupt.ts';
import type { AmongMany, BesideFindings, ShownPatch } from '../among-many.ts';
import type { ManyTarget } from '../find/find-projects.ts';
import { contextOfProject } from './project-context.ts';

/** What became of one project, until it is shown. */
export interface ProjectRun {
  readonly target: ManyTarget;
  /** Null where the project could not be read. */
  readonly name: string | null;
  readonly exitCode: ExitCode;
  readonly state: ProjectState;
  /** The JSON document; empty where the command has none. */
  readonly document: string;
  readonly plan: PlanDocument | null;
  readonly report: ApplyReport | null;
  /** What was done without a plan; null where nothing is to say. */
  readonly said: Said | null;
  /** What would be done; null where nothing is. */
  readonly patch: ShownPatch | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Where the findings are all that there is. */
  readonly beside: BesideFindings | null;
  readonly warnings: readonly string[];
  /** What `--target` and `--exclude` name and nothing is called here; null where nothing was compared. */
  readonly unmatched: readonly Diagnostic[] | null;
}

/** What all projects of a run have in common. */
export interface ManySurroundings
  extends Pick<
    AmongMany,
    'sharing' | 'index' | 'readers' | 'unwritten' | 'patchFolder' | 'interrupts' | 'wasAsked'
  > {
  readonly outer: CommandContext;
  readonly run: RunCommand;
}

export async function runProject(
  target: ManyTarget,
  surroundings: ManySurroundings & Pick<AmongMany, 'onEvent'>,
  checksum: string | null = null,
): Promise<ProjectRun> {
  const { outer, run, ...shared } = surroundings;
  const { interrupts } = shared;
  // Files are read without a pause, see disk/local-files.ts: here signals and timers have their turn.
  await setImmediate();
  if (interrupts.isStopping()) return notStarted(target, outer);
  if (target.problem !== undefined) return failedBefore(target, target.problem);
  let name: string | null = null;
  let plan: PlanDocument | null = null;
  let report: ApplyReport | null = null;
  let unmatched: readonly Diagnostic[] | null = null;
  let findings: readonly Diagnostic[] = [];
  let beside: BesideFindings | null = null;
  let said: Said | null = null;
  let patch: ShownPatch | null = null;
  const among: AmongMany = {
    ...shared,
    onProject: (given) => {
      name = given;
    },
    onUnmatched: (given) => {
      unmatched = given;
    },
    onSaid: (given) => {
      said = given;
    },
    onPatch: (given) => {
      patch = given;
    },
    onPlan: (given, became) => {
      plan = given;
      report = became ?? null;
    },
    onFindings: (given, more) => {
      findings = given;
      beside = more ?? null;
    },
  };
  const { context, captured } = contextOfProject(outer, target, { among, checksum });
  const attempt = async (): Promise<ExitCode> => {
    try {
      await makeFolders(context);
      return await run(context);
    } catch (error) {
      const { diagnostics } = failureOf(error, hideNothing);
      if (!captured.terminal.hasResult())
        reportDiagnostics(diagnostics, { json: true }, captured.terminal);
      findings = diagnostics;
      return exitCodeOfFailure(error, context.command);
    }
  };
  // What is stopped at once does not come back.
  const cutOff = () => {
    if (report === null) findings = stoppedBefore(context);
    return exitCodeOfInterruption(context.command);
  };
  const exitCode = await interrupts.untilAtOnce(attempt(), cutOff);
  const told = context.notices.list();
  return {
    ...{ target, name, exitCode, plan, report, unmatched, beside, said, patch },
    state: stateOf(exitCode),
    document: captured.result(),
    diagnostics: [...findings, ...planFindings(plan), ...told],
    warnings: captured.warnings(),
  };
}

/** An apply that had begun to write has a report. */
function stoppedBefore({ command }: CommandContext): readonly Diagnostic[] {
  if (command !== 'apply') return [stoppedAtOnce];
  return failureOf(withNothingChanged(interrupted()), hideNothing).diagnostics;
}

/** A project that cannot be read is called after its folder. */
export function nameOfRun({ name, target }: Pick<ProjectRun, 'name' | 'target'>): string {
  return name ?? target.file.split('/').at(-2) ?? target.file;
}

function planFindings(plan: PlanDocument | null): readonly Diagnostic[] {
  return plan?.diagnostics ?? [];
}

/** Its place in the folders of `--out` and `--events`. */
async function makeFolders({ options }: CommandContext): Promise<void> {
  for (const name of ['out', 'events'] as const) {
    const file = options.text(name);
    if (file === null) continue;
    await refusePath(file);
    await mkdir(dirname(file), { recursive: true });
  }
}

function stateOf(exitCode: ExitCode): ProjectState {
  switch (exitCode) {
    case exitCodes.error:
      return 'failed';
    case exitCodes.refused:
      return 'refused';
    case exitCodes.incomplete:
      return 'incomplete';
    default:
      return 'done';
  }
}

const nothingDone = {
  ...{
    name: null,
    plan: null,
    report: null,
    unmatched: null,
    beside: null,
    said: null,
    patch: null,
  },
  ...{ document: '', warnings: [] },
};

function notStarted(target: ManyTarget, { command }: CommandContext): ProjectRun {
  return {
    ...{ ...nothingDone, target, state: 'not-started' },
    exitCode: exitCodeOfInterruption(command),
    diagnostics: interrupted().diagnostics,
  };
}

function failedBefore(target: ManyTarget, problem: Diagnostic): ProjectRun {
  const exitCode = exitCodes.error;
  return { ...nothingDone, target, exitCode, state: 'failed', diagnostics: [problem] };
}

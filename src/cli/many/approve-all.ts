/** What is decided about all projects of a run before the first of them is changed. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ProjectResult } from '../../report/many/project-result.ts';
import { renderMany } from '../../report/many/render-many.ts';
import type { Refusal } from '../../schema/generated/plan.ts';
import { notApproved } from '../applying/not-approved.ts';
import type { CommandContext } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import type { ManyTarget } from './find/find-projects.ts';
import { type LoadCommand, manyCommandRow } from './many-command.ts';
import { type KeptPlan, keepPlan, refusedPlan } from './project/kept-plan.ts';
import { optionsWithout } from './project/options-without.ts';
import type { ManySurroundings, ProjectRun } from './project/run-project.ts';
import { runAll } from './run-all.ts';
import { countUnmatched } from './show/count-unmatched.ts';
import { createGathering } from './show/create-gathering.ts';

export type ApprovalOfAll =
  /**
   * The plans that were approved, by project file. Their projects are planned again, and must have the same plan.
   * Empty where nothing was asked.
   */
  | {
      readonly state: 'approved';
      readonly checksums: ReadonlyMap<string, string>;
      /** The projects that could not be planned, by project file. None is run again: nothing was decided about it. */
      readonly failed: ReadonlyMap<string, ProjectRun>;
    }
  | {
      readonly state: 'refused';
      readonly runs: readonly ProjectRun[];
      /** What concerns no single project. */
      readonly diagnostics: readonly Diagnostic[];
      /** A person has read the plans. */
      readonly wasAsked: boolean;
    };

const nothingAsked = { state: 'approved', checksums: new Map(), failed: new Map() } as const;

/**
 * Where there is something to ask, or a glob that may match in no project: tries every project without changing
 * anything, refuses such a glob, and shows the plans on stderr and asks.
 */
export async function approveAll(
  targets: readonly ManyTarget[],
  surroundings: ManySurroundings,
  load: LoadCommand,
): Promise<ApprovalOfAll> {
  const { outer } = surroundings;
  const { asks, globs } = questionsFor(targets, outer);
  if (!asks && !globs) return nothingAsked;
  const tried = await tryAll(targets, surroundings, load);
  if (surroundings.interrupts.isStopping()) return nothingAsked;
  const { heads, checksums, changing, unmatched } = tried;
  if (unmatched.length > 0) {
    const runs = heads.map((head) => notApplied(head, changing, otherGlob));
    return { state: 'refused', runs, diagnostics: unmatched, wasAsked: false };
  }
  const failed = new Map(
    heads
      .filter(({ state }) => state === 'failed')
      .map((head) => [head.target.file, notApplied(head, new Set(), refusal)] as const),
  );
  if (!asks) return { ...nothingAsked, failed };
  if (checksums.size === 0 || (await ask(tried.results, outer)))
    return { state: 'approved', checksums, failed };
  const runs = heads.map((head) => notApplied(head, changing, refusal));
  return { state: 'refused', runs, diagnostics: [], wasAsked: true };
}

/** Without a person to ask, each project is refused by its own command. */
function questionsFor(
  targets: readonly ManyTarget[],
  { command, options, terminal }: CommandContext,
): { readonly asks: boolean; readonly globs: boolean } {
  const { asks = false, edits = false } = manyCommandRow(command);
  // A plan file is its own approval.
  const sends = asks && targets.some((each) => each.planFile === null);
  const writes = edits && !options.flag('check');
  const isApproved = options.flag('auto-approve');
  const hasGlobs = (['target', 'exclude'] as const).some((name) => options.list(name).length > 0);
  return {
    asks: sends && !isApproved && terminal.interactive,
    globs: hasGlobs && (writes || (sends && isApproved)),
  };
}

interface TriedAll {
  readonly heads: readonly RunHead[];
  readonly results: readonly ProjectResult[];
  readonly checksums: ReadonlyMap<string, string>;
  /** The projects in which something would be done, by project file. */
  readonly changing: ReadonlySet<string>;
  readonly unmatched: readonly Diagnostic[];
}

async function tryAll(
  targets: readonly ManyTarget[],
  surroundings: ManySurroundings,
  load: LoadCommand,
): Promise<TriedAll> {
  const { outer } = surroundings;
  const planning = withoutChange(outer);
  const gathering = createGathering(planning, ['text'], outer.terminal.noteColor);
  const count = countUnmatched();
  const checksums = new Map<string, string>();
  const changing = new Set<string>();
  const heads: RunHead[] = [];
  const run = await load(planning.command);
  await runAll(targets, { ...surroundings, outer: planning, run }, async (each) => {
    gathering.add(each);
    count.add(each);
    const { plan, patch, state, target, name } = each;
    // What failed is not shown again, unless here.
    const diagnostics = state === 'failed' ? each.diagnostics : [];
    const exitCode = state === 'done' ? exitCodes.done : each.exitCode;
    const isAsked = state === 'done' && plan !== null && plan.changes.length > 0;
    const kept = plan !== null && (isAsked || state === 'refused') ? keepPlan(plan) : null;
    heads.push({ target, name, state, exitCode, diagnostics, kept });
    if (isAsked) checksums.set(target.file, plan.checksum);
    if (isAsked || (state === 'done' && patch !== null)) changing.add(target.file);
  });
  return { heads, checksums, changing, results: gathering.results(), unmatched: count.errors() };
}

/** The same run, or that of its plans, which changes nothing. */
function withoutChange(outer: CommandContext): CommandContext {
  const options = optionsWithout(outer.options, ['out', 'events']);
  if (!manyCommandRow(outer.command).edits) return { ...outer, command: 'plan', options };
  const flag: typeof options.flag = (name) => name === 'check' || options.flag(name);
  return { ...outer, options: { ...options, flag } };
}

async function ask(
  results: readonly ProjectResult[],
  { options, terminal }: CommandContext,
): Promise<boolean> {
  const shown = {
    command: 'plan',
    format: 'text',
    verbose: options.flag('verbose'),
    color: terminal.noteColor,
    width: terminal.width,
  } as const;
  terminal.writeWarning(renderMany(results, shown));
  const answer = await terminal.ask('Apply these plans? Type "yes" to confirm: ');
  if (answer?.trim() === 'yes') return true;
  terminal.writeWarning(notApproved(true));
  return false;
}

interface RunHead
  extends Pick<ProjectRun, 'target' | 'name' | 'state' | 'exitCode' | 'diagnostics'> {
  readonly kept: KeptPlan | null;
}

const refusal: Refusal = {
  code: 'not-approved',
  text: 'the plan was not approved',
  fix: 'Run the command again, and answer "yes" to apply the plans. Nothing was changed.',
};

const otherGlob: Refusal = {
  code: 'target-unmatched',
  text: 'nothing was done, because a glob of --target or --exclude matches in no project',
  fix: 'Correct the glob, and run the command again. Nothing was changed.',
};

/** What was planned, and is not carried out. */
function notApplied(
  { kept, ...head }: RunHead,
  changing: ReadonlySet<string>,
  reason: Refusal,
): ProjectRun {
  const isRefused = changing.has(head.target.file);
  const plan = kept === null ? null : refusedPlan(kept, isRefused ? reason : null);
  return {
    ...head,
    ...{ plan, report: null, unmatched: null, beside: null, warnings: [], said: null, patch: null },
    document: plan === null ? '' : JSON.stringify(plan),
    ...(isRefused ? { state: 'refused', exitCode: exitCodes.refused } : {}),
    ...(plan === null ? {} : { diagnostics: plan.diagnostics }),
  };
}

/** `members sync`, `add` and `remove`. */
import { type Diagnostic, DiagnosticError, type Source } from '../../../diagnostics/diagnostic.ts';
import { alsoWidening, lacksRebuild } from '../../../members/compare/ledger-refusals.ts';
import type { MembersPlan } from '../../../members/members-plan.ts';
import type { LeftMembers, MembersResult } from '../../../members/members-result.ts';
import { ExcludeError } from '../../../members/source/read-member-batches.ts';
import { syncMembers } from '../../../members/sync-members.ts';
import { formatCount } from '../../../model/text/count-of.ts';
import { findDependentAudiences } from '../../../reconciler/members/find-empty-list.ts';
import { readExcludingAudiences } from '../../../reconciler/members/find-excluding-audiences.ts';
import { placeFinding } from '../../../reconciler/members/place-finding.ts';
import { spellAsOptions } from '../../../report/findings/spell-as-options.ts';
import { renderMembers } from '../../../report/members/render-members.ts';
import { type CheckedSource, checkSourcesInGit } from '../../members/check-source-in-git.ts';
import { completeCommands, operandOf } from '../../members/complete-commands.ts';
import type { FoundList } from '../../members/find-contact-list.ts';
import { membersContext } from '../../members/members-context.ts';
import { membersTaskOf } from '../../members/members-task-of.ts';
import { showMembers } from '../../members/show-members.ts';
import { withOptions } from '../../members/with-options.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { type ExitCode, exitCodes } from '../../process/exit-codes.ts';
import { LocatedError } from '../../process/located-error.ts';
import { renderJson } from '../../process/render-json.ts';
import { stopOnInterrupt } from '../../process/stop-on-interrupt.ts';
import type { LoadedDeclarations } from '../../project/load-declarations.ts';
import type { ListRun } from './members-run.ts';
import { tellListRefusals } from './tell-list-refusals.ts';
import { tellOutcome } from './tell-outcome.ts';

export async function syncList(
  action: 'sync' | 'add' | 'remove',
  run: ListRun,
  context: CommandContext,
): Promise<ExitCode> {
  const { list, manifests, remote, stop, tell, refuse } = run;
  const { project, folder } = manifests;
  const { options, terminal } = context;
  const excludedBy = options.flag('allow-members-rebuild')
    ? await readExcludingAudiences(list.target.id, project, remote)
    : [];
  const task = membersTaskOf(list, action, context, manifests, excludedBy);
  const locate: CheckedSource['locate'] = (key) => placeOf(key, list, context);
  const inGit = await checkSourcesInGit([{ source: task.source, locate }]);
  if (inGit.length > 0) throw new DiagnosticError(inGit);
  const release = stopOnInterrupt(stop, context);
  try {
    const synced = await atManifest(list, context, manifests, () =>
      syncMembers(
        task,
        {
          ...membersContext(context, project, folder, terminal.writeWarning),
          signal: stop.signal,
        },
        remote.members,
        {
          signal: stop.signal,
          onProgress: ({ added, removed, requests }) => {
            tell({ event: 'members', address: list.address, added, removed, requests });
            terminal.writeNote(`${formatCount(added)} added, ${formatCount(removed)} removed`);
          },
        },
      ),
    );
    const named = { address: list.address, id: list.target.id };
    const isGiven = options.list('source').length > 0;
    const spell = isGiven ? spellAsOptions : (hint: string) => hint;
    const widened = await withWidening(synced.plan, run);
    const complete = (hint: string) =>
      completeCommands(spell(hint), { list: operandOf(named), shownIn: 'result' }, context);
    const refusals = widened.refusals.map((each) => ({ ...each, fix: complete(each.fix) }));
    const left = synced.left && (await withReach(synced.left, run));
    const result = { ...synced, left, plan: { ...widened, refusals } };
    refuse(refusals.map(({ code }) => code));
    const { outcome, requests } = result;
    tellResult(result, run);
    await showMembers(context, {
      ...{ text: renderMembers(result, spell), json: resultJson(result, list, context) },
      ...{ address: list.address, isChanged: outcome === 'done' && requests > 0 },
    });
    if (outcome === 'refused') tellListRefusals(list, refusals, context);
    return exitCodeOf(result);
  } finally {
    release();
  }
}

/** What is wrong with a source stands at the line that names it, unless the command line does. */
async function atManifest<Result>(
  { declaration }: FoundList,
  { options }: CommandContext,
  manifests: LoadedDeclarations,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    if (declaration === null) return withOptions(() => Promise.reject(error));
    const given = {
      source: options.list('source').length > 0,
      exclude: options.list('exclude-source').length > 0,
      column: options.text('column') !== null || options.list('source').length > 0,
      country: options.text('phone-country') !== null,
      format: options.text('identifier-format') !== null,
      identifierType: options.text('identifier-type') !== null,
    };
    const isOfExclude = error instanceof ExcludeError;
    const spell = ({ hint, ...finding }: Diagnostic) =>
      hint === undefined || isOfExclude || !given.source
        ? { ...finding, ...(hint === undefined ? {} : { hint }) }
        : { ...finding, hint: spellAsOptions(hint) };
    const place = (finding: Diagnostic) =>
      finding.code.startsWith('members-')
        ? placeFinding(spell(finding), error, declaration, (key) => given[key])
        : finding;
    throw new LocatedError(error.diagnostics.map(place), manifests);
  }
}

/** Where a rebuild is refused, the audiences that it would widen are named at once, not by the next refusal. */
async function withWidening(
  plan: MembersPlan,
  { list, manifests: { project }, remote }: ListRun,
): Promise<MembersPlan> {
  if (!lacksRebuild(plan)) return plan;
  const excludedBy = await readExcludingAudiences(list.target.id, project, remote);
  return alsoWidening(plan, { excludedBy, replace: list.declaration?.allowReplace ?? false });
}

/** Who is concerned by a list that was cleared, or may have been, and not filled. What was done must be told where that cannot be read. */
async function withReach(
  left: LeftMembers,
  { list, manifests: { project }, remote }: ListRun,
): Promise<LeftMembers> {
  try {
    const audiences = await remote.readAll('audience');
    return { ...left, reach: findDependentAudiences(list.target.id, project, audiences) };
  } catch (error) {
    if (error instanceof DiagnosticError) return left;
    throw error;
  }
}

/** Where the manifest names the files; null where the command line names them. */
function placeOf(
  key: 'source' | 'exclude',
  { declaration }: FoundList,
  { options }: CommandContext,
): Source | undefined {
  const option = key === 'source' ? 'source' : 'exclude-source';
  if (options.list(option).length > 0) return undefined;
  return declaration?.locate(['contactList', 'members', key]);
}

function resultJson(
  result: MembersResult,
  { target }: FoundList,
  { notices }: CommandContext,
): string {
  return renderJson({ formatVersion: 1, id: target.id, ...result, diagnostics: notices.list() });
}

function exitCodeOf({ outcome }: MembersResult): ExitCode {
  if (outcome === 'done') return exitCodes.done;
  return outcome === 'refused' ? exitCodes.refused : exitCodes.incomplete;
}

function tellResult(
  { outcome, problem, added, removed, cleared, requests }: MembersResult,
  { list, tell }: ListRun,
): void {
  if (outcome === 'refused') return;
  const members = { added, removed, requests, ...(cleared === false ? {} : { cleared }) };
  const { address, target } = list;
  tellOutcome(tell, { address, id: target.id }, members, outcome, problem);
}

/** `members`: fills a contact list, empties it, tells how many are on it, or forgets people everywhere. */
import { type Diagnostic, DiagnosticError, type Source } from '../../diagnostics/diagnostic.ts';
import { alsoWidening, lacksRebuild } from '../../members/compare/summarise-members.ts';
import { refuseOldLedger } from '../../members/ledger/overview/see-ledger.ts';
import { seeLedgers } from '../../members/ledger/overview/see-ledgers.ts';
import type { MembersPlan } from '../../members/members-plan.ts';
import type { MembersResult } from '../../members/members-result.ts';
import { ExcludeError } from '../../members/source/read-member-batches.ts';
import { plainProblem, syncMembers } from '../../members/sync-members.ts';
import { isId } from '../../model/is-id.ts';
import type { ContactListStatistics } from '../../model/remote/members-remote.ts';
import type { AccountWriter } from '../../remote/create-remote.ts';
import { spellAsOptions } from '../../report/findings/spell-as-options.ts';
import { renderMembers } from '../../report/members/render-members.ts';
import { renderStatistics } from '../../report/members/render-statistics.ts';
import { formatCount } from '../../report/text/count-of.ts';
import { usageError } from '../arguments/usage-error.ts';
import { connectWriter } from '../connection/connect-remote.ts';
import { type CheckedSource, checkSourcesInGit } from '../members/check-source-in-git.ts';
import { clearList } from '../members/clear-list.ts';
import { type FoundList, findContactList, findLegacyList } from '../members/find-contact-list.ts';
import { readExcludingAudiences } from '../members/find-excluding-audiences.ts';
import { forgetPeople } from '../members/forget-people.ts';
import { membersContext } from '../members/members-context.ts';
import { membersTaskOf } from '../members/members-task-of.ts';
import { placeFinding } from '../members/place-finding.ts';
import { showMembers } from '../members/show-members.ts';
import { withOptions } from '../members/with-options.ts';
import type { CommandContext, RunCommand } from '../process/command-context.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { LocatedError } from '../process/located-error.ts';
import { renderJson } from '../process/render-json.ts';
import { stopOnInterrupt } from '../process/stop-on-interrupt.ts';
import { type RunEvents, withEventLog } from '../progress/with-event-log.ts';
import {
  type LoadedDeclarations,
  loadDeclarations,
  refuseErrors,
} from '../project/load-declarations.ts';

interface Errand {
  readonly list: FoundList;
  readonly manifests: LoadedDeclarations;
  readonly remote: AccountWriter;
  readonly stop: AbortController;
  readonly tell: RunEvents['tell'];
  readonly refuse: RunEvents['refuse'];
}

export const runMembers: RunCommand = (context) =>
  withEventLog(context, async ({ tell, refuse, onEvent }) => {
    const action = actions.find((name) => name === context.operand) ?? 'stats';
    if (action === 'forget') refuseList(context);
    const manifests = await loadDeclarations(context);
    refuseErrors(manifests);
    const { project, folder } = manifests;
    const stop = new AbortController();
    const tools = { stop, onEvent };
    return connectWriter(context, project, folder, tools, async (remote) => {
      if (action === 'forget')
        return forgetPeople({ manifests, remote, stop, tell, refuse }, context);
      const use = action === 'stats' ? 'read' : 'write';
      const list = await findList(context, manifests, remote, use);
      const errand = { list, manifests, remote, stop, tell, refuse };
      if (action === 'stats') return showStatistics(errand, context);
      if (action === 'clear') return clearList(errand, context);
      return fill(action, errand, context);
    });
  });

const actions = ['sync', 'add', 'remove', 'clear', 'forget', 'stats'] as const;

/** Whom it forgets, it forgets everywhere. */
function refuseList({ secondOperand }: CommandContext): void {
  if (secondOperand === null) return;
  const message = 'members forget takes no segment name: it is for every list';
  const hint =
    'Leave it out, and put the identifiers in a file or on standard input: --source -. To take people off one list, use members remove.';
  throw new DiagnosticError([usageError('unexpected-argument', message, hint)]);
}

async function findList(
  { options, secondOperand }: CommandContext,
  manifests: LoadedDeclarations,
  remote: AccountWriter,
  use: 'read' | 'write',
): Promise<FoundList> {
  const legacy = options.text('legacy-audience-id');
  if ((legacy === null) === (secondOperand === null)) {
    const message = 'members needs a segment or --legacy-audience-id, and not both';
    throw new DiagnosticError([usageError('missing-argument', message)]);
  }
  if (secondOperand !== null) {
    return findContactList(secondOperand, manifests, remote, use);
  }
  const id = legacy ?? '';
  if (!isId(id)) {
    const message = '--legacy-audience-id is not an ID, which is made of digits';
    throw new DiagnosticError([usageError('invalid-option', message)]);
  }
  return findLegacyList(id, manifests, remote, use);
}

async function fill(
  action: 'sync' | 'add' | 'remove',
  { list, manifests, remote, stop, tell, refuse }: Errand,
  context: CommandContext,
): Promise<ExitCode> {
  const { project, folder } = manifests;
  const { options, terminal } = context;
  const excludedBy = options.flag('allow-members-rebuild')
    ? await readExcludingAudiences(list, project, remote)
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
    const isGiven = options.list('source').length > 0;
    const spell = isGiven ? spellAsOptions : (hint: string) => hint;
    const widened = await withWidening(synced.plan, list, manifests, remote);
    const refusals = widened.refusals.map((each) => ({ ...each, fix: spell(each.fix) }));
    const result = { ...synced, plan: { ...widened, refusals } };
    refuse(refusals.map(({ code }) => code));
    tellOutcome(result, list, tell);
    const { outcome, requests } = result;
    await showMembers(context, {
      ...{ text: renderMembers(result, spell), json: resultJson(result, list, context) },
      ...{ address: list.address, isChanged: outcome === 'done' && requests > 0 },
    });
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

/** Who would be let in by a rebuild is told with the first refusal, and not with the next one. */
async function withWidening(
  plan: MembersPlan,
  list: FoundList,
  { project }: LoadedDeclarations,
  remote: AccountWriter,
): Promise<MembersPlan> {
  if (!lacksRebuild(plan)) return plan;
  const excludedBy = await readExcludingAudiences(list, project, remote);
  return alsoWidening(plan, { excludedBy, replace: list.declaration?.allowReplace ?? false });
}

/** Where the manifest names the files; nowhere, where the command line does. */
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

/** The event that a change of the list has in a run of apply, too; what is refused has none. */
function tellOutcome(
  { outcome, problem, added, removed, cleared, requests }: MembersResult,
  { address, target: { id } }: FoundList,
  tell: Errand['tell'],
): void {
  const members = { added, removed, requests, ...(cleared ? { cleared } : {}) };
  const told = { event: 'outcome', address, id, action: 'update', members } as const;
  if (outcome === 'interrupted') tell({ ...told, outcome: 'skipped', because: outcome });
  else if (outcome !== 'refused')
    tell({ ...told, outcome, ...(problem ? { error: problem } : {}) });
}

function countsIn({ problems: _, ...counts }: ContactListStatistics) {
  return counts;
}

async function showStatistics(
  { list, remote, manifests, refuse }: Errand,
  context: CommandContext,
): Promise<ExitCode> {
  const { options, notices } = context;
  const { address, target } = list;
  if (target.kind !== 'segment') {
    const message = 'the older endpoints give no counts of a list';
    throw new DiagnosticError([usageError('statistics-not-available', message)]);
  }
  const answer = await remote.members.readStatistics(target.id);
  const statistics = answer && countsIn(answer);
  const surroundings = membersContext(context, manifests.project, manifests.folder);
  const counted = statistics?.numberOfIdentifiers ?? null;
  const ledgers = await seeLedgers(surroundings, target, surroundings.clock.now(), counted);
  const maxAgeMs = options.duration('max-ledger-age');
  const refusals = ledgers.flatMap(({ seen }) => (seen && refuseOldLedger(seen, maxAgeMs)) ?? []);
  refuse(refusals.map(({ code }) => code));
  const warnings = (answer?.problems ?? []).map(plainProblem);
  const told = { address, statistics, warnings, ledgers, refusals };
  await showMembers(context, {
    ...{ address, text: renderStatistics(told), isChanged: false },
    json: renderJson({ formatVersion: 1, id: target.id, ...told, diagnostics: notices.list() }),
  });
  return refusals.length > 0 ? exitCodes.refused : exitCodes.done;
}

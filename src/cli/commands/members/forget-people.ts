/** `members forget`: takes people off every list whose ledger has them, and out of the ledgers. */
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { readMembers } from '../../../members/declared/read-members.ts';
import { forgetMembers } from '../../../members/forget/forget-members.ts';
import type { ForgetRow, KnownList } from '../../../members/forget/forget-row.ts';
import { readSought } from '../../../members/forget/read-sought.ts';
import { searchLedgers } from '../../../members/forget/search-ledgers.ts';
import type { FileAccount } from '../../../members/source/source-account.ts';
import { isSourceFormat } from '../../../members/source/source-format.ts';
import { decodeRow } from '../../../platforms/decode-row.ts';
import { platformNamed } from '../../../platforms/platform-named.ts';
import { listTypeOf } from '../../../reconciler/members/declared-list.ts';
import { whyNotWritten } from '../../../reconciler/members/why-not-written.ts';
import type { AccountWriter } from '../../../remote/create-remote.ts';
import {
  type ForgetReport,
  renderForget,
  renderForgetSearch,
} from '../../../report/members/render-forget.ts';
import { usageError } from '../../arguments/usage-error.ts';
import { checkSourcesInGit } from '../../members/check-source-in-git.ts';
import { chooseSource } from '../../members/choose-source.ts';
import { completeCommands, operandOf } from '../../members/complete-commands.ts';
import { declarationOfList, findRefilledLists } from '../../members/find-refilled-lists.ts';
import { membersContext } from '../../members/members-context.ts';
import { countryOf, refuseUnknownType } from '../../members/members-task-of.ts';
import { showMembers } from '../../members/show-members.ts';
import { withOptions } from '../../members/with-options.ts';
import type { CommandContext } from '../../process/command-context.ts';
import { type ExitCode, exitCodes } from '../../process/exit-codes.ts';
import { renderJson } from '../../process/render-json.ts';
import { stopOnInterrupt } from '../../process/stop-on-interrupt.ts';
import type { LoadedDeclarations } from '../../project/load-declarations.ts';
import { askToRemove, refuseNotApproved } from './ask-to-remove.ts';
import type { MembersRun } from './members-run.ts';
import { tellOutcome } from './tell-outcome.ts';

export async function forgetPeople(run: MembersRun, context: CommandContext): Promise<ExitCode> {
  const { manifests, remote, stop, tell, refuse } = run;
  const { options, terminal } = context;
  const { project, folder } = manifests;
  const asked = soughtSource(context, folder);
  if (asked.identifierType !== null) {
    refuseUnknownType(asked.identifierType, [project.platform, 'legacy-audience']);
  }
  const inGit = await checkSourcesInGit([
    { source: { ...asked.source, exclude: null }, locate: () => undefined },
  ]);
  if (inGit.length > 0) throw new DiagnosticError(inGit);
  const surroundings = membersContext(context, project, folder, terminal.writeWarning);
  const typed = asked.source.places.some(({ name }) => name === '-') && terminal.interactive;
  // Who types the identifiers has ended the input by then.
  const approved =
    options.flag('auto-approve') || (typed && (await askToRemove(questionFirst, context)));
  if (typed && !approved) {
    await write({ outcome: 'refused', source: null, lists: [], refilled: [] }, context);
    return refuseNotApproved(run, context);
  }
  const release = stopOnInterrupt(stop, context);
  try {
    const sought = await withOptions(() =>
      readSought(asked, surroundings.stdin, { ...surroundings, signal: stop.signal }),
    );
    if (sought.account.filled === 0) throw new DiagnosticError([nobodyGiven]);
    const lists = await findLists(manifests, remote, options.number('gum-caller-id'));
    const tools = { sought, context: surroundings, remote: remote.members };
    const searched = await searchLedgers(lists, tools);
    const found = searched.map(({ row }) => row);
    const refilled = await findRefilledLists(found, sought, manifests);
    const report = { source: sought.account, lists: found, refilled };
    const hasWork = searched.some(({ work }) => work !== null);
    if (hasWork && !approved && !(await mayForget(found, context))) {
      await write({ outcome: 'refused', ...report }, context);
      const codes = found.flatMap(({ reason }) => reason?.code ?? []);
      const refused = refuseNotApproved(run, context, codes);
      return exitCodeOf(found, 0) === exitCodes.error ? exitCodes.error : refused;
    }
    const rows = await forgetMembers(searched, {
      ...tools,
      options: { signal: stop.signal },
    });
    const exitCode = exitCodeOf(rows, sought.account.invalid);
    const outcome = exitCode === exitCodes.done ? 'done' : 'incomplete';
    refuse(rows.flatMap(({ reason }) => reason?.code ?? []));
    for (const row of rows) tellRow(row, tell);
    await write({ outcome, ...report, lists: rows }, context);
    return exitCode;
  } finally {
    release();
  }
}

function soughtSource({ options }: CommandContext, folder: string) {
  const format = options.text('identifier-format');
  const how = {
    format: isSourceFormat(format) ? format : ('plain' as const),
    country: countryOf(options.text('phone-country')),
  };
  const source = chooseSource({ declaration: null, declared: null, folder, how }, options);
  return { source, ...how, identifierType: options.text('identifier-type') };
}

/** The contact lists of the account, by name. */
async function findLists(
  { project, declarations }: LoadedDeclarations,
  remote: AccountWriter,
  gumCallerId: number | null,
): Promise<readonly KnownList[]> {
  const platform = platformNamed(project.platform);
  const rows = await remote.readAll('segment');
  return rows
    .map((row) => decodeRow(platform, 'segment', project.scopeId, row))
    .filter(({ type }) => type === 'contactList')
    .map((entity): KnownList => {
      const { id, name } = entity;
      const declaration = declarationOfList(declarations, { id, name });
      const declared = declaration && readMembers(declaration).value;
      return {
        target: { kind: 'segment', id },
        address: `segment/${name}`,
        identifierType: listTypeOf(entity) ?? declared?.identifierType ?? null,
        mode: declared?.mode ?? null,
        refusal: whyNotWritten(entity, project, null),
        gumCallerId: gumCallerId ?? declared?.gumCallerId ?? null,
      };
    })
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

const nobodyGiven = {
  ...usageError('members-source-empty', 'The source contains no identifiers'),
  hint: 'Give the identifiers of the people to forget, one per line.',
};

function write(report: ForgetReport, context: CommandContext): Promise<void> {
  const { outcome } = report;
  const lists = report.lists.map((row) => completeReason(row, context));
  const shown = { ...report, source: report.source && hideFiles(report.source, context), lists };
  return showMembers(context, {
    address: null,
    text: renderForget(shown),
    json: renderJson({ formatVersion: 1, ...shown, diagnostics: context.notices.list() }),
    isChanged: outcome === 'done' && lists.some(({ requests }) => requests > 0),
  });
}

/** The name of a file that was typed may be that of a person. */
function hideFiles(
  account: FileAccount,
  { hideGiven }: Pick<CommandContext, 'hideGiven'>,
): FileAccount {
  const hide = <Line extends { readonly file: string }>(line: Line): Line =>
    line.file === '-'
      ? line
      : { ...line, file: hideGiven(`"${line.file}"`).replace(/^"|"$/gu, '') };
  const { title, invalidLines } = account;
  return { ...account, title: title && hide(title), invalidLines: invalidLines.map(hide) };
}

function completeReason(row: ForgetRow, context: CommandContext): ForgetRow {
  const { reason } = row;
  if (reason === null) return row;
  const place = {
    list: row.id === '' ? null : operandOf(row),
    identifierType: row.identifierType,
    shownIn: 'result',
  } as const;
  const fix = completeCommands(reason.fix, place, context);
  return { ...row, reason: { ...reason, fix } };
}

function tellRow(row: ForgetRow, tell: MembersRun['tell']): void {
  const { state, removed, requests, problem } = row;
  const wasWritten =
    state === 'done' || state === 'failed' || state === 'unknown' || state === 'interrupted';
  if (wasWritten) tellOutcome(tell, row, { added: 0, removed, requests }, state, problem);
}

const questionFirst = 'Remove the people that you type from every list and from the ledgers?';

async function mayForget(found: readonly ForgetRow[], context: CommandContext): Promise<boolean> {
  const { terminal } = context;
  if (!terminal.interactive) return false;
  terminal.writeWarning(renderForgetSearch(found.map((row) => completeReason(row, context))));
  return askToRemove('Remove them from these lists and from the ledgers?', context);
}

/** A list that could not be searched for the state of its ledger is an error; what else is open is not done. */
function exitCodeOf(rows: readonly ForgetRow[], invalid: number): ExitCode {
  if (rows.some(({ reason }) => reason !== null && !mildReasons.has(reason.code))) {
    return exitCodes.error;
  }
  const isOpen = rows.some(
    ({ state }) => state !== 'clean' && state !== 'done' && state !== 'other-type',
  );
  return isOpen || invalid > 0 ? exitCodes.incomplete : exitCodes.done;
}

const mildReasons: ReadonlySet<string> = new Set([
  'members-list-without-ledger',
  'members-list-of-other-type',
  'members-list-of-other-form',
  'members-form-unknown',
  'members-gum-caller-unknown',
  'members-list-gone',
  'members-gum-caller-missing',
  'segment-read-only',
  'segment-of-another',
]);

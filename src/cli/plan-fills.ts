/** `--members`: what would become of the members of every declared list, as the planner wants to be told. */
import { type Diagnostic, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { checkSourceInGit } from '../members/check-source-in-git.ts';
import type { MembersPlan } from '../members/members-plan.ts';
import type { MembersTask } from '../members/members-task.ts';
import { planMembers } from '../members/plan-members.ts';
import type { Declaration } from '../model/declaration.ts';
import type { MembersReader } from '../model/members-remote.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { findContactLists } from '../plan/find-contact-lists.ts';
import type { PlannedFill, PlannedFills } from '../plan/planned-fill.ts';
import { memberConsentNames } from './arguments/table/members-commands.ts';
import type { CommandContext } from './command-context.ts';
import { taskOfList } from './declared-list.ts';
import type { LoadedDeclarations } from './load-declarations.ts';
import { LocatedError } from './located-error.ts';
import { membersContext } from './members-context.ts';

type Context = Pick<CommandContext, 'options' | 'environment'>;

/** One list after the other: each source is held in memory while it is compared. */
export async function planFills(
  context: Context,
  manifests: LoadedDeclarations,
  snapshot: Snapshot,
  reader: MembersReader,
): Promise<PlannedFills> {
  const { project, folder } = manifests;
  const fills = new Map<Declaration, PlannedFill>();
  const findings: Diagnostic[] = [];
  const consents = givenConsents(context);
  const surroundings = membersContext(context, project, folder);
  for (const { declaration, id } of findContactLists({ ...manifests, snapshot })) {
    const asked = { declaration, id, isNew: id === null, consents };
    const task = taskOfList(asked, manifests, snapshot);
    if (task === null) continue;
    try {
      const source = placeOfSource(declaration);
      const inGit = await checkSourceInGit(task.source, source);
      if (inGit) throw new DiagnosticError([inGit]);
      const plan = task.source.name === '-' ? null : await planMembers(task, surroundings, reader);
      fills.set(declaration, fillOf(plan, task));
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      findings.push(...error.diagnostics.map((finding) => placed(finding, declaration)));
    }
  }
  if (findings.length > 0) throw new LocatedError(findings, manifests);
  return fills;
}

/** The options that allow what would be refused otherwise, by their names. */
export function givenConsents({ options }: Pick<CommandContext, 'options'>): readonly string[] {
  return memberConsentNames.filter((name) => options.flag(name));
}

/** @param plan null where nothing can be told: standard input can be read but once, and not by a plan. */
function fillOf(plan: MembersPlan | null, { mode }: MembersTask): PlannedFill {
  const { state, adds, removes, held, total, requests } = plan ?? unknown;
  return {
    members: {
      ...{ state, adds, removes, held, total, requests },
      mode: mode === 'append' ? mode : 'mirror',
      invalid: plan?.source?.invalid ?? null,
    },
    refusals: plan?.refusals ?? [],
  };
}

const unknown = {
  state: 'unknown-here',
  adds: 0,
  removes: 0,
  held: null,
  total: null,
  requests: 0,
} as const;

function placeOfSource(declaration: Declaration): Diagnostic['source'] {
  return declaration.locate(['contactList', 'members', 'source']);
}

/** A finding about a source or a ledger, at the line of the manifest that names the source. */
function placed(finding: Diagnostic, declaration: Declaration): Diagnostic {
  const { address } = declaration;
  const source = finding.source ?? placeOfSource(declaration);
  return { ...finding, address, ...(source === undefined ? {} : { source }) };
}

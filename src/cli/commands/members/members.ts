/** `members`: syncs a contact list, clears it, counts who is on it, or forgets people on every list. */
import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import { isId } from '../../../model/remote/is-id.ts';
import { platformNamed } from '../../../platforms/platform-named.ts';
import type { AccountWriter } from '../../../remote/create-remote.ts';
import { usageError } from '../../arguments/usage-error.ts';
import { connectWriter } from '../../connection/connect-remote.ts';
import { operandOf, withCommands } from '../../members/complete-commands.ts';
import {
  type FoundList,
  findContactList,
  findLegacyList,
} from '../../members/find-contact-list.ts';
import type { CommandContext, RunCommand } from '../../process/command-context.ts';
import { withEventLog } from '../../progress/with-event-log.ts';
import {
  type LoadedDeclarations,
  loadDeclarations,
  refuseErrors,
} from '../../project/load-declarations.ts';
import { clearList } from './clear-list.ts';
import { forgetPeople } from './forget-people.ts';
import { showStatistics } from './show-statistics.ts';
import { syncList } from './sync-list.ts';

const actions = ['sync', 'add', 'remove', 'clear', 'forget', 'stats'] as const;

export const runMembers: RunCommand = (context) =>
  withEventLog(context, async ({ tell, refuse, onEvent }) => {
    const action = actions.find((name) => name === context.operand) ?? 'stats';
    if (action === 'forget') refuseList(context);
    const manifests = await loadDeclarations(context);
    refuseErrors(manifests);
    const { project, folder } = manifests;
    const stop = new AbortController();
    return connectWriter(context, project, folder, { stop, onEvent }, async (remote) => {
      const run = { manifests, remote, stop, tell, refuse };
      if (action === 'forget') return forgetPeople(run, context);
      const use = action === 'stats' ? 'read' : 'write';
      const list = await withCommands(null, context, () =>
        findList(context, manifests, remote, use),
      );
      const named = operandOf({ address: list.address, id: list.target.id });
      return withCommands(named, context, () => {
        if (action === 'stats') return showStatistics({ ...run, list }, context);
        if (action === 'clear') return clearList({ ...run, list }, context);
        return syncList(action, { ...run, list }, context);
      });
    });
  });

/** People are forgotten on every list. */
function refuseList({ secondOperand }: CommandContext): void {
  if (secondOperand === null) return;
  const message = 'members forget takes no segment name, because it searches every list';
  const hint =
    'Leave it out, and put the identifiers in a file or on standard input: --source -. To remove people from one list, use members remove.';
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
    const message = 'members needs either a segment or --legacy-audience-id';
    const hint =
      'Give the name of the contact list, such as audiencectl members sync "Customers", or an ID with --legacy-audience-id.';
    throw new DiagnosticError([usageError('missing-argument', message, hint)]);
  }
  if (secondOperand !== null) {
    return findContactList(secondOperand, manifests, remote, use);
  }
  const id = legacy ?? '';
  if (!isId(id)) {
    const message = '--legacy-audience-id is not an ID. IDs consist of digits';
    throw new DiagnosticError([usageError('invalid-option', message)]);
  }
  refuseWithoutLegacy(manifests);
  return findLegacyList(id, manifests, remote, use);
}

function refuseWithoutLegacy({ project }: LoadedDeclarations): void {
  const { label, contactLists } = platformNamed(project.platform);
  if (contactLists.hasLegacyEndpoints) return;
  const message = `--legacy-audience-id is for the legacy contact-list endpoints, and ${label} has none`;
  const hint = 'Give the name or ID of the contact list instead.';
  throw new DiagnosticError([usageError('invalid-option', message, hint)]);
}

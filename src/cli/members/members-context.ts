import { join, resolve } from 'node:path';
import { ledgerFolder } from '../../members/ledger/folder/ledger-folder.ts';
import type { MembersContext } from '../../members/members-task.ts';
import type { Project } from '../../model/project.ts';
import { defaultApiUrl } from '../../model/remote/default-api-url.ts';
import { systemClock } from '../../system-clock.ts';
import type { CommandContext } from '../process/command-context.ts';

/**
 * What a sync takes from outside: the ledgers, their key, and standard input.
 * @param onWait called when another run has the list. A plan waits for no list.
 */
export function membersContext(
  { options, environment }: Pick<CommandContext, 'options' | 'environment'>,
  { platform }: Pick<Project, 'platform'>,
  folder: string,
  onWait: (text: string) => void = () => {},
): MembersContext {
  const ledger = options.text('ledger');
  const base = ledger === null ? join(folder, '.audiencectl/ledger') : resolve(ledger);
  const apiUrl = options.text('api-url') ?? defaultApiUrl;
  return {
    platform,
    ledgerFolder: ledgerFolder(base, options.flag('sandbox') ? null : apiUrl),
    ledgerKey: environment['AUDIENCECTL_LEDGER_KEY'] || null,
    ledgerOldKey: environment['AUDIENCECTL_LEDGER_OLD_KEY'] || null,
    maxLedgerAgeMs: options.duration('max-ledger-age'),
    onWait,
    stdin: process.stdin,
    clock: systemClock,
  };
}

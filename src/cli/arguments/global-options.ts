import { defaultApiUrl } from '../../model/remote/default-api-url.ts';
import type { OptionUse } from './command.ts';

/** Accepted before and after every command. */
export const globalOptions: readonly OptionUse[] = [
  { name: 'chdir', help: 'Act as if started in DIR, for every relative path.' },
  { name: 'project', help: 'The project file; audiencectl.yaml by default.' },
  { name: 'env', help: 'The environment to use, if the project has several.' },
  {
    name: 'var',
    help: 'Set the variable KEY (overrides the project file); may be repeated.',
  },
  {
    name: 'api-url',
    help: `The address of the API; ${defaultApiUrl} by default. Plain http is accepted for this machine only.`,
  },
  {
    name: 'sandbox',
    help: 'Use a sandbox of the API that this command starts; no account is needed. Its data is kept under .audiencectl/.',
  },
  {
    name: 'data',
    help: 'With --sandbox: the file with its data, for example a saved snapshot to rehearse on.',
  },
  {
    name: 'set',
    help: 'With --sandbox: a setting of the sandbox, to rehearse faults; may be repeated.',
  },
  {
    name: 'no-color',
    help: 'Write plain text without colours, as NO_COLOR does. FORCE_COLOR turns colours on without a terminal.',
  },
  {
    name: 'quiet',
    help: 'Write only warnings, errors and the sandbox notice to stderr. The result on stdout stays.',
  },
  { name: 'verbose', help: 'Show more detail, and the stack trace of an unexpected error.' },
  {
    name: 'timeout',
    help: 'How many seconds to wait in total when the API answers with errors; 45 by default.',
  },
  { name: 'help', help: 'Show this help.' },
];

/** Used instead of a command. */
export const versionOption: OptionUse = { name: 'version', help: 'Show the version.' };

import { defaultApiUrl } from '../../model/default-api-url.ts';
import type { OptionUse } from './command.ts';

/** Accepted before and after every command. */
export const globalOptions: readonly OptionUse[] = [
  { name: 'chdir', help: 'Act as if started in DIR, for every relative path.' },
  { name: 'project', help: 'The project file; audiencectl.yaml by default.' },
  { name: 'env', help: 'The environment, where the project has several.' },
  {
    name: 'var',
    help: 'A value for the variable KEY, overrides the project file; may be repeated.',
  },
  {
    name: 'api-url',
    help: `The API to talk to; ${defaultApiUrl} by default. Plain http only for this machine.`,
  },
  {
    name: 'sandbox',
    help: 'Talk to a sandbox of the API started inside this command, with no account; its data is kept under .audiencectl/.',
  },
  {
    name: 'data',
    help: 'With --sandbox: the file that holds its data, for instance a saved snapshot to rehearse on.',
  },
  {
    name: 'set',
    help: 'With --sandbox: a setting of the sandbox, to rehearse trouble; may be repeated.',
  },
  {
    name: 'no-color',
    help: 'Plain text without colours, as when NO_COLOR is set; FORCE_COLOR asks for them without a terminal.',
  },
  {
    name: 'quiet',
    help: 'No notes on stderr: only warnings, errors and what tells of a sandbox. The result on stdout stays.',
  },
  { name: 'verbose', help: 'More detail, and the stack trace of an unexpected error.' },
  {
    name: 'timeout',
    help: 'How long to wait, in all, for a remote that answers with faults; 45 by default.',
  },
  { name: 'help', help: 'Show this help.' },
];

/** Stands in place of a command. */
export const versionOption: OptionUse = { name: 'version', help: 'Show the version.' };

/**
 * One run of the program, from its arguments to its exit code. What needs no command is answered
 * here; the rest is loaded when it is asked for, as a bundle of its own.
 */
import { version } from '../version.ts';
import type { Command, CommandName } from './arguments/command.ts';
import type { OptionValues } from './arguments/option-values.ts';
import { type Invocation, parseArguments } from './arguments/parse-arguments.ts';
import { renderCommandHelp, renderOverview } from './arguments/render-help.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import type { Host } from './process/host.ts';
import { findMissingPart } from './process/missing-part.ts';

/** They read and compare. */
const comparing: ReadonlySet<CommandName> = new Set([
  'validate',
  'plan',
  'pull',
  'export',
  'graph',
]);

export async function runCommandLine(argv: readonly string[], host: Host): Promise<ExitCode> {
  const invocation = parseArguments(argv, host.env);
  const width = () => Math.min(host.stdout.columns ?? 100, 100);
  switch (invocation.asks) {
    case 'version':
      host.stdout.write(`${version}\n`);
      return exitCodes.done;
    case 'help': {
      const { command } = invocation;
      host.stdout.write(command ? renderCommandHelp(command, width()) : renderOverview(width()));
      return exitCodes.done;
    }
    case 'nothing':
      host.stderr.write(renderOverview(width()));
      return exitCodes.error;
    case 'error':
    case 'run': {
      const runCommand = await loadRunCommand(invocation, host);
      return runCommand === null ? exitCodes.error : runCommand(invocation, host);
    }
  }
}

type Asked = Invocation & { readonly asks: 'run' | 'error' };

function hashesMembers({ options: uses }: Command, options: OptionValues): boolean {
  return uses.some(({ name }) => name === 'members') && options.flag('members');
}

/** What shows findings is in the part that is loaded here, so that its absence is told in plain text. */
async function loadRunCommand(invocation: Asked, host: Host) {
  try {
    const { prepareRun } = await import('./compiled/load-script.ts');
    if (invocation.asks === 'run') {
      const { command, options } = invocation;
      prepareRun(command.name, comparing.has(command.name) && !hashesMembers(command, options));
    }
    return (await import('./run-command.ts')).runCommand;
  } catch (error) {
    const missing = findMissingPart(error);
    if (missing === null) throw error;
    host.stderr.write(`error ${missing.code} ${missing.message}\n  ${missing.hint}\n`);
    return null;
  }
}

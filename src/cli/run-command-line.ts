/**
 * One run of the program, from its arguments to its exit code. What needs no command is answered
 * here; the rest is loaded when it is asked for, as a bundle of its own.
 */
import { version } from '../version.ts';
import { parseArguments } from './arguments/parse-arguments.ts';
import { renderCommandHelp, renderOverview } from './arguments/render-help.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import type { Host } from './process/host.ts';

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
      const { runCommand } = await import('./run-command.ts');
      return runCommand(invocation, host);
    }
  }
}

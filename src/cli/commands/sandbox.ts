import { once } from 'node:events';
import { printable } from '../../report/printable.ts';
import type { RunCommand } from '../command-context.ts';
import { exitCodes } from '../exit-codes.ts';
import { startSandbox } from '../start-sandbox.ts';

/** `sandbox`: serves until it is told to stop. Programs wait for its first line. */
export const runSandbox: RunCommand = async ({ options, terminal }) => {
  const data = options.text('data');
  const sandbox = await startSandbox(options.number('port') ?? 0, data);
  terminal.writeResult(`Sandbox listening on ${sandbox.url}`);
  terminal.writeNote(
    data === null
      ? 'It keeps nothing: --data FILE would. Any credentials are accepted. Ctrl-C ends it.'
      : `Its data is kept in ${printable(data)}. Any credentials are accepted. Ctrl-C ends it.`,
  );
  await Promise.race(['SIGINT', 'SIGTERM'].map((name) => once(process, name)));
  await sandbox.close();
  return exitCodes.done;
};

import { once } from 'node:events';
import { printable } from '../../report/text/printable.ts';
import { startSandbox } from '../connection/start-sandbox.ts';
import type { RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { stopSignals } from '../process/stop-signals.ts';

/** `sandbox`: serves until it is stopped. Programs wait for its first line. */
export const runSandbox: RunCommand = async ({ options, terminal }) => {
  const data = options.text('data');
  const sandbox = await startSandbox(options.number('port') ?? 0, data, options.list('set'));
  terminal.writeResult(`Sandbox listening on ${sandbox.url}`);
  const kept =
    data === null
      ? 'Its data is not kept. To keep it, give --data FILE.'
      : `Its data is kept in ${printable(data)}.`;
  terminal.writeNote(
    `${kept} Run other commands with --api-url ${sandbox.url}, and with any CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET. Press Ctrl-C to stop it.`,
  );
  await Promise.race(stopSignals.map((name) => once(process, name)));
  await sandbox.close();
  return exitCodes.done;
};

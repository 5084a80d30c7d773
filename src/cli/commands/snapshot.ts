import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { printable } from '../../report/text/printable.ts';
import { usageError } from '../arguments/usage-error.ts';
import { connectReader } from '../connection/connect-remote.ts';
import { refuseSecrets } from '../output/refuse-secrets.ts';
import { writeOutput } from '../output/write-file.ts';
import type { RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { renderJson } from '../process/render-json.ts';
import { loadProject } from '../project/load-project.ts';

/** `snapshot --out FILE`: all that is remote, complete or not at all. */
export const runSnapshot: RunCommand = async (context) => {
  const { options, terminal } = context;
  const file = options.text('out');
  if (file === null) {
    throw new DiagnosticError([
      usageError(
        'missing-option',
        'snapshot needs --out',
        'Give --out FILE to choose where to save it.',
      ),
    ]);
  }
  const { project, folder } = await loadProject(context);
  const snapshot = await connectReader(context, project, folder, (remote) => remote.readSnapshot());
  const text = renderJson(snapshot);
  refuseSecrets('The snapshot', text, terminal);
  await writeOutput(file, text, terminal);
  const { segments, audiences } = snapshot;
  const where = file === '-' ? 'standard output' : printable(file);
  terminal.writeNote(
    `Saved ${segments.length} segments and ${audiences.length} audiences, complete, to ${where}.`,
  );
  return exitCodes.done;
};

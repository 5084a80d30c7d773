import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { printable } from '../../report/printable.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { RunCommand } from '../command-context.ts';
import { connectReader } from '../connect-remote.ts';
import { exitCodes } from '../exit-codes.ts';
import { loadProject } from '../load-project.ts';
import { refuseSecrets } from '../refuse-secrets.ts';
import { renderJson } from '../render-json.ts';
import { writeOutput } from '../write-file.ts';

/** `snapshot --out FILE`: all that is remote, complete or not at all. */
export const runSnapshot: RunCommand = async (context) => {
  const { options, terminal } = context;
  const file = options.text('out');
  if (file === null) {
    throw new DiagnosticError([
      usageError(
        'missing-option',
        'snapshot needs --out',
        'Give --out FILE, which says where to save it.',
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

import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { usageError } from '../arguments/usage-error.ts';
import type { RunCommand } from '../command-context.ts';
import { connectReader } from '../connect-remote.ts';
import { exitCodes } from '../exit-codes.ts';
import { loadProject } from '../load-project.ts';
import { renderJson } from '../render-json.ts';
import { writeFileWhole } from '../write-file.ts';

/** `snapshot --out FILE`: all that is remote, complete or not at all. */
export const runSnapshot: RunCommand = async (context) => {
  const { options, terminal } = context;
  const file = options.text('out');
  if (file === null) {
    throw new DiagnosticError([
      usageError('missing-option', 'snapshot needs --out', '--out FILE says where to save it'),
    ]);
  }
  const { project, folder } = await loadProject(context);
  const snapshot = await connectReader(context, project, folder, (remote) => remote.readSnapshot());
  await writeFileWhole(file, renderJson(snapshot));
  const { segments, audiences } = snapshot;
  terminal.writeNote(
    `Saved ${segments.length} segments and ${audiences.length} audiences, complete, to ${file}.`,
  );
  return exitCodes.done;
};

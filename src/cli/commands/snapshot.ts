import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { listOf } from '../../model/text/count-of.ts';
import { countKinds, platformNamed } from '../../platforms/platform-named.ts';
import { findUnread } from '../../reconciler/plan.ts';
import { printable } from '../../report/text/printable.ts';
import { usageError } from '../arguments/usage-error.ts';
import { connectReader } from '../connection/connect-remote.ts';
import { refuseSecrets } from '../output/refuse-secrets.ts';
import { writeOutput } from '../output/write-file.ts';
import { writeWarnings } from '../output/write-warnings.ts';
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
  const unread = findUnread(project, snapshot);
  context.notices.add(unread);
  // The report of many projects has them already.
  if (context.among === undefined) writeWarnings(context, unread, { folder });
  const { segments, audiences } = snapshot;
  const counts = { segment: segments.length, audience: audiences.length };
  const read = listOf(countKinds(platformNamed(project.platform), counts));
  const where = file === '-' ? 'standard output' : printable(file);
  terminal.writeNote(`Saved ${read}, complete, to ${where}.`);
  return exitCodes.done;
};

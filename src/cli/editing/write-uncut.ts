import type { CommandContext } from '../process/command-context.ts';
import { holdSignals } from '../process/hold-signals.ts';
import type { EditedFile } from './find-on-disk.ts';
import { writeTexts } from './write-texts.ts';

/**
 * Writes changed texts. A run that is stopped meanwhile ends after these, so that none of them is half-written and its
 * result says what was written.
 *
 * @param folder of the project, absolute.
 * @throws DiagnosticError with every file as it was.
 */
export async function writeUncut(
  files: readonly EditedFile[],
  folder: string,
  context: Pick<CommandContext, 'among' | 'terminal' | 'command'>,
): Promise<void> {
  const { among } = context;
  const hold = () =>
    holdSignals('Interrupted: finishing the files that are being written.', context);
  const letGo = among === undefined ? hold() : null;
  const writing = writeTexts(files, folder);
  const settled = writing.catch(() => undefined);
  const leave = among?.interrupts.enter(new AbortController(), () => settled);
  try {
    await writing;
  } finally {
    leave?.();
    letGo?.();
  }
}

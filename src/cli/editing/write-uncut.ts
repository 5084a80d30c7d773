import type { CommandContext } from '../process/command-context.ts';
import type { EditedFile } from './find-on-disk.ts';
import { writeTexts } from './write-texts.ts';

/**
 * Writes changed texts. A run over many projects that is stopped at once ends after these, so that none of them is
 * half-written.
 *
 * @param folder of the project, absolute.
 * @throws DiagnosticError with every file as it was.
 */
export async function writeUncut(
  files: readonly EditedFile[],
  folder: string,
  { among }: Pick<CommandContext, 'among'>,
): Promise<void> {
  const writing = writeTexts(files, folder);
  const settled = writing.catch(() => undefined);
  const leave = among?.interrupts.enter(new AbortController(), () => settled);
  try {
    await writing;
  } finally {
    leave?.();
  }
}

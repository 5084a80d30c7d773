import { relative } from 'node:path';
import { createPainter } from '../../report/text/create-painter.ts';
import { printable } from '../../report/text/printable.ts';
import { paintDiff } from '../../report/text/unified-diff.ts';
import type { CommandContext } from '../process/command-context.ts';
import type { FilesPatch } from './make-patch.ts';

/** The patch as the result, and on stderr where it applies if that is not the project folder. */
export function showPatch(
  { patch, folder }: FilesPatch,
  projectFolder: string,
  { terminal }: Pick<CommandContext, 'terminal'>,
): void {
  if (patch === '') return;
  const isTrue = terminal.writePatch(paintDiff(patch, createPainter(terminal.resultColor)));
  if (folder !== projectFolder) {
    const place = printable(relative(process.cwd(), folder) || '.');
    terminal.writeNote(`The paths of the patch start at the root of the repository: ${place}`);
  }
  if (!isTrue) {
    terminal.writeNote(
      'The patch shows some characters as escapes and does not apply. Use --format json for the exact text.',
    );
  }
}

import { relative } from 'node:path';
import { createPainter } from '../../report/text/create-painter.ts';
import { printable } from '../../report/text/printable.ts';
import { paintDiff } from '../../report/text/unified-diff.ts';
import type { CommandContext } from '../process/command-context.ts';
import type { FilesPatch } from './make-patch.ts';

type Output = Pick<CommandContext, 'terminal'>;

/** The patch as the result, and on stderr where it applies if that is not the project folder. */
export function showPatch(
  { patch, folder }: FilesPatch,
  projectFolder: string,
  context: Output,
): void {
  if (patch === '') return;
  const isTrue = writePatch(patch, context);
  if (folder !== projectFolder) noteRoot(folder, context);
  if (!isTrue) noteEscapes(context);
}

/** @returns whether it is shown as it is, and applies. */
export function writePatch(patch: string, { terminal }: Output): boolean {
  return terminal.writePatch(paintDiff(patch, createPainter(terminal.resultColor)));
}

export function noteRoot(folder: string, { terminal }: Output): void {
  const place = printable(relative(process.cwd(), folder) || '.');
  terminal.writeNote(`The paths of the patch start at the root of the repository: ${place}`);
}

export function noteEscapes({ terminal }: Output): void {
  terminal.writeNote(
    'The patch shows some characters as escapes and does not apply. Use --format json for the exact text.',
  );
}

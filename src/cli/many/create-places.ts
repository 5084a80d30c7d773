import { resolve } from 'node:path';
import { isInside } from '../../files/find-repository.ts';
import type { CommandContext } from '../process/command-context.ts';
import { readVars } from '../project/read-vars.ts';
import {
  createReaderIndex,
  placeOfReaders,
  realOf,
} from '../project/readers/create-reader-index.ts';
import { createUnwrittenTexts } from '../project/unwritten-texts.ts';
import type { AmongMany } from './among-many.ts';
import type { ManyTarget } from './find/find-projects.ts';

/**
 * Who reads the files of the run, and where its patches apply: the working directory, or the repository where a
 * manifest lies outside of it.
 *
 * @param skip folders that hold the same projects at an earlier commit; absolute.
 */
export function createPlaces(
  targets: readonly ManyTarget[],
  { options }: Pick<CommandContext, 'options'>,
  skip: readonly string[],
): Pick<AmongMany, 'readers' | 'unwritten' | 'patchFolder'> {
  const vars = readVars(options.list('var'));
  const readers = createReaderIndex({
    ...{ skip, vars },
    ofRun: targets.map(({ file }) => resolve(file)),
  });
  const findFolder = async () => {
    const here = resolve('');
    const top = await realOf(here);
    const isAllHere = (await readers.filesOfRun()).every((file) => isInside(top, file));
    return isAllHere ? here : placeOfReaders(here);
  };
  let folder: Promise<string> | null = null;
  return {
    readers,
    unwritten: createUnwrittenTexts(),
    patchFolder: () => {
      folder ??= findFolder();
      return folder;
    },
  };
}

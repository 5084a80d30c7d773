import { noteEscapes, noteRoot, writePatch } from '../../editing/show-patch.ts';
import type { CommandContext } from '../../process/command-context.ts';
import type { ShownPatch } from '../among-many.ts';

export interface Patches {
  readonly add: (patch: ShownPatch) => void;
  /** Says on stderr what there is to know about them. */
  readonly end: () => void;
}

/** The patches of all projects as one result, printed as they come. */
export function createPatches(context: Pick<CommandContext, 'terminal'>): Patches {
  const elsewhere = new Set<string>();
  let areTrue = true;
  return {
    add: ({ patch, folder }) => {
      if (folder !== process.cwd()) elsewhere.add(folder);
      areTrue = writePatch(patch, context) && areTrue;
    },
    end: () => {
      for (const folder of elsewhere) noteRoot(folder, context);
      if (!areTrue) noteEscapes(context);
    },
  };
}

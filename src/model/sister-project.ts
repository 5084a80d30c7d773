import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declaration } from './declaration.ts';
import type { HouseRules } from './house-rule.ts';

/** Another project file of the repository, or another environment of this one, bound to the same account. */
export interface SisterProject {
  /** Its project file, relative to the folder of this project. */
  readonly file: string;
  /** The environment that is bound to the account; null where it has none. */
  readonly environment: string | null;
  /** Their places are relative to the folder of this project, too. */
  readonly declarations: readonly Declaration[];
  /** The rules of its file and of its manifests, and the people they expect. */
  readonly houseRules?: HouseRules;
  /** What may hide further declarations; null where all of them could be read. */
  readonly problem: Diagnostic | null;
}

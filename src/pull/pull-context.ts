import type { Declaration } from '../model/declaration.ts';
import type { OtherReader } from '../model/files/other-reader.ts';
import type { FileLock, SourceFile } from '../model/files/source-file.ts';
import type { HouseRules } from '../model/house-rule.ts';
import type { Snapshot } from '../model/remote/snapshot.ts';
import type { SisterProject } from '../model/sister-project.ts';
import type { Comparison } from '../plan/compare-with-remote.ts';
import type { VariableLookup } from '../yaml-source/insert-variables.ts';
import type { Doubts } from './find/find-doubts.ts';
import type { Following } from './find/find-ui-renames.ts';
import type { OtherEnvironment } from './other-environment.ts';
import type { TakeKind } from './pull-result.ts';
import type { PullWords } from './pull-words.ts';

/** What all of a pull works with. */
export interface PullContext {
  readonly comparison: Comparison;
  /** Before anything was edited. */
  readonly declarations: readonly Declaration[];
  readonly houseRules: HouseRules;
  readonly snapshot: Snapshot;
  /** Other projects and environments that are bound to the same account. */
  readonly sisters: readonly SisterProject[];
  readonly projectFile: SourceFile | null;
  /** The manifests by their names, in the order in which they were given. */
  readonly manifests: ReadonlyMap<string, SourceFile>;
  /** Before anything was edited. */
  readonly manifestsBefore: ReadonlyMap<string, SourceFile>;
  readonly variables: VariableLookup;
  /** Manifests that other projects read too, or may read, with one of them. */
  readonly sharedFiles: ReadonlyMap<string, OtherReader>;
  /** How many projects read each of these, with this one; 2 where it is not said. */
  readonly readerCounts: ReadonlyMap<string, number>;
  /** Texts that cannot be written where they lie. */
  readonly lockedFiles: ReadonlyMap<string, FileLock>;
  /** Manifests that other environments of the project read too, with the names of these. */
  readonly environmentFiles: ReadonlyMap<string, readonly string[]>;
  /** What these environments declare, by their names. */
  readonly environmentNamed: (name: string) => OtherEnvironment;
  /** Another project that would read a new file, too, or may; null where none would. */
  readonly readerOfNew: (file: string) => OtherReader | null;
  /** Entries that stand for what they seem to mean. */
  readonly doubts: Doubts;
  readonly take: ReadonlySet<TakeKind>;
  readonly words: PullWords;
  /** How an entry follows a new name. */
  readonly following: Following;
}

import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ManyCommand } from './words/many-words.ts';

/** A project that the earlier commit has at another path. */
export interface MovedProject {
  /** The project file, relative to the working directory, with `/`. */
  readonly file: string;
  /** Where the earlier commit has it, in the same way. */
  readonly from: string;
}

export interface ManyOptions {
  readonly command: ManyCommand;
  /** The command that applies the plans of this run; nothing where they were not saved. */
  readonly applyCommand?: string;
  /** What concerns no single project of the run, with places as the working directory sees them. */
  readonly beside?: readonly Diagnostic[];
  /** Projects of the run that count as moved. */
  readonly moved?: readonly MovedProject[];
  /** Whether it is of the sandbox: comments and pages say so. */
  readonly isSandbox?: boolean;
  /** Milliseconds since the epoch, from which the time of effect follows. */
  readonly now?: number | null;
  /** A glob of `--target` or `--exclude` matches in no project, so what did not change was not looked for. */
  readonly isUnmatched?: boolean;
}

export interface ManyTextOptions extends ManyOptions {
  readonly color?: boolean;
  readonly width?: number;
  /** Shows the details of every group, and the names of all projects. */
  readonly verbose?: boolean;
}

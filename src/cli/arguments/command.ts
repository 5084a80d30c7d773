/** The row of a command: what it takes, and what it says about itself. */
import type { OptionName } from './options.ts';

export type CommandName =
  | 'init'
  | 'validate'
  | 'plan'
  | 'apply'
  | 'rename'
  | 'export'
  | 'snapshot'
  | 'show'
  | 'graph'
  | 'who'
  | 'sizes'
  | 'catalog'
  | 'members'
  | 'schema'
  | 'explain'
  | 'doctor'
  | 'completion'
  | 'sandbox';

/** An option as one command takes it. */
export interface OptionUse {
  readonly name: OptionName;
  readonly help: string;
  /** Stands for the value where this command takes another one than most: a folder, not a file. */
  readonly placeholder?: string;
  /** The only values that are accepted. */
  readonly choices?: readonly string[];
  /** The choices of the operand with which it has an effect; all of them unless given. */
  readonly actions?: readonly string[];
  /** The flag without which it has no effect. */
  readonly needs?: OptionName;
}

/** An argument that is not an option. */
export interface Operand {
  readonly name: string;
  readonly help: string;
  readonly required: boolean;
  /** The only values that are accepted. */
  readonly choices?: readonly string[];
}

export interface Command {
  readonly name: CommandName;
  /** One line for the list of commands, without a full stop. */
  readonly summary: string;
  /** What a newcomer should know, one paragraph each. */
  readonly description: readonly string[];
  readonly operand?: Operand;
  /** Only beside a first one. */
  readonly secondOperand?: Operand;
  readonly options: readonly OptionUse[];
  /** Whether what is typed stays out of what is said about it, for it may be an identifier of a person. */
  readonly hidesGiven?: true;
  /** Options that say nothing once the operand is given. */
  readonly excludedByOperand?: readonly OptionName[];
  /** Options that say nothing without it. */
  readonly needsOperand?: readonly OptionName[];
  readonly examples: readonly { readonly run: string; readonly does: string }[];
}

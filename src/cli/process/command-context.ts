import type { Clock } from '../../model/remote/remote.ts';
import type { CommandName } from '../arguments/command.ts';
import type { OptionValues } from '../arguments/option-values.ts';
import type { Notices } from '../connection/create-notices.ts';
import type { AmongMany } from '../many/among-many.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** The environment variables, as the process was given them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a command gets from the process; it opens files and the network itself. */
export interface CommandContext {
  readonly command: CommandName;
  readonly options: OptionValues;
  /** The argument that is not an option, such as a plan file. */
  readonly operand: string | null;
  /** The argument after it. */
  readonly secondOperand: string | null;
  /** Takes typed words out of a text that must not repeat them. */
  readonly hideGiven: (text: string) => string;
  readonly environment: Environment;
  readonly terminal: Terminal;
  /** Returns today's date. */
  readonly clock: Pick<Clock, 'now'>;
  readonly notices: Notices;
  /** Where the project is one of many that this run goes through. */
  readonly among?: AmongMany;
}

export type RunCommand = (context: CommandContext) => Promise<ExitCode>;

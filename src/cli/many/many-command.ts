/** The commands that `--each` can run, and what differs between them. */
import type { ManyCommand } from '../../report/many/words/many-words.ts';
import type { CommandName } from '../arguments/command.ts';
import type { CommandContext, RunCommand } from '../process/command-context.ts';

export type LoadCommand = (name: CommandName) => Promise<RunCommand>;

interface ManyCommandRow {
  /** It sends what was approved: one question for all projects. */
  readonly asks?: true;
  /** It edits the files of projects. With `--check`, what it would do is the result. */
  readonly edits?: true;
}

const manyCommands: Readonly<Record<ManyCommand, ManyCommandRow>> = {
  validate: {},
  plan: {},
  apply: { asks: true },
  pull: { edits: true },
  snapshot: {},
  doctor: {},
};

function isManyCommand(name: string): name is ManyCommand {
  return Object.hasOwn(manyCommands, name);
}

/** The name of a command whose row in the table of commands has `--each`. */
export function manyCommandOf(name: CommandName): ManyCommand {
  if (isManyCommand(name)) return name;
  throw new Error(`${name} has --each, but no row here`);
}

/** Whether the result is a patch for each project, and the report stands beside it. */
export function isPatchShown({
  command,
  options,
}: Pick<CommandContext, 'command' | 'options'>): boolean {
  const isText = options.text('format') !== 'json';
  return manyCommandRow(command).edits === true && options.flag('check') && isText;
}

export function manyCommandRow(name: CommandName): ManyCommandRow {
  return manyCommands[manyCommandOf(name)];
}

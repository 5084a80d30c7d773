/** The commands that `--each` can run, and what differs between them. */
import type { CommandName } from '../arguments/command.ts';

export interface ManyCommand {
  /** It sends what it was asked to approve: one question for all projects. */
  readonly asksFirst?: true;
  /** Its result is a file, so that there is no document on stdout. */
  readonly isFile?: true;
}

const manyCommands: Partial<Record<CommandName, ManyCommand>> = {
  validate: {},
  plan: {},
  apply: { asksFirst: true },
  snapshot: { isFile: true },
  doctor: {},
};

export function manyCommandNamed(name: CommandName): ManyCommand {
  return manyCommands[name] ?? {};
}

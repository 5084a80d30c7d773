/** Every command as a row, in the order in which help and documentation show them. */
import type { Command } from './command.ts';
import { explainingCommands } from './table/explaining-commands.ts';
import { machineCommands } from './table/machine-commands.ts';
import { membersCommands } from './table/members-commands.ts';
import { planCommands } from './table/plan-commands.ts';
import { remoteCommands } from './table/remote-commands.ts';

/** The families that the commands come in, each with what its commands have in common. */
export const commandFamilies: readonly {
  readonly title: string;
  readonly commands: readonly Command[];
}[] = [
  { title: 'From manifests to Criteo', commands: planCommands },
  { title: 'From Criteo to files', commands: remoteCommands },
  { title: 'The people on contact lists', commands: membersCommands },
  { title: 'Formats, codes and graphs', commands: explainingCommands },
  { title: 'This machine', commands: machineCommands },
];

export const commands: readonly Command[] = commandFamilies.flatMap((family) => family.commands);

export function commandNamed(name: string): Command | undefined {
  return commands.find((command) => command.name === name);
}

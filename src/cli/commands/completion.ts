import { bashCompletion } from '../completion/bash-completion.ts';
import { fishCompletion } from '../completion/fish-completion.ts';
import { zshCompletion } from '../completion/zsh-completion.ts';
import type { RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';

const scripts: Readonly<Record<string, () => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** `completion SHELL`: a script made from the table of commands; the command line has checked the name. */
export const runCompletion: RunCommand = async ({ operand, terminal }) => {
  terminal.writeResult(scripts[operand ?? '']?.() ?? '');
  return exitCodes.done;
};

import { loadManifests } from '../../reconciler/load.ts';
import { bashCompletion } from '../completion/bash-completion.ts';
import { type DeclaredWord, declaredWords } from '../completion/completion-table.ts';
import { fishCompletion } from '../completion/fish-completion.ts';
import { zshCompletion } from '../completion/zsh-completion.ts';
import type { CommandContext, RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { findProject } from '../project/load-project.ts';

const scripts: Readonly<Record<string, () => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** `completion SHELL`: a script made from the table of commands; `completion addresses|names|lists`: what it asks for. */
export const runCompletion: RunCommand = async (context) => {
  const { operand, terminal } = context;
  const script = scripts[operand ?? ''];
  if (script) terminal.writeResult(script());
  else {
    const words = await findWords(
      declaredWords.find((word) => word === operand) ?? 'addresses',
      context,
    );
    if (words.length > 0) terminal.writeResult(words.join('\n'));
  }
  return exitCodes.done;
};

/** As far as the manifests can be read: of the first environment where none is chosen. */
async function findWords(word: DeclaredWord, context: CommandContext): Promise<readonly string[]> {
  const first = await findProject(context);
  const [environment] = first.environments;
  const isChosen = first.project !== null || environment === undefined;
  const found = isChosen ? first : await findProject(context, environment.name);
  if (found.project === null) return [];
  const { declarations } = loadManifests(found.project, found.manifests, []);
  const named = declarations.filter(({ name }) => name !== '' && !/[\p{Cc}\\]/u.test(name));
  const lists = named.filter(({ attributes }) => Object.hasOwn(attributes, 'contactList'));
  const words =
    word === 'addresses'
      ? named.map(({ address }) => address)
      : (word === 'lists' ? lists : named).map(({ name }) => name);
  return [...new Set<string>(words)].sort();
}

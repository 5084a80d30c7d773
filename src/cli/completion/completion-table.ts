/** The table of commands as the completion scripts need it. */
import { planWords } from '../../diagnostics/catalogue/plan-words.ts';
import { reportWords } from '../../diagnostics/catalogue/report-words.ts';
import { codes } from '../../diagnostics/codes.ts';
import type { Operand, OptionUse } from '../arguments/command.ts';
import { commands } from '../arguments/commands.ts';
import { globalOptions, versionOption } from '../arguments/global-options.ts';
import { optionNamed } from '../arguments/options.ts';
import { placeholderOf } from '../arguments/spell-option.ts';

/** What may stand where a value is wanted. */
export type Value =
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'file' | 'folder' | 'free' }
  /** What the manifests declare: the shell asks `audiencectl completion WORD`. */
  | { readonly kind: 'declared'; readonly word: DeclaredWord };

/** What the completion command prints for the scripts. */
export const declaredWords = ['addresses', 'names', 'lists'] as const;
export type DeclaredWord = (typeof declaredWords)[number];

/** Options that say which project is meant, and so which addresses there are. */
export const projectOptions = ['-C', '--chdir', '--project', '--env'] as const;

export interface CompletedOption {
  /** Without dashes. */
  readonly name: string;
  readonly short: string | null;
  readonly help: string;
  /** Null for a flag. */
  readonly value: Value | null;
}

export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly operand: Value | null;
  readonly secondOperand: Value | null;
  readonly options: readonly CompletedOption[];
}

/** What `explain` explains, but for words that would have to be quoted. */
const explained = [
  ...new Set([...codes, ...planWords, ...reportWords].map(({ code }) => code)),
].filter((word) => /^[a-z\d-]+$/u.test(word));

/** Each command with its own options before those of every command. */
export function completionTable(): readonly CompletedCommand[] {
  return commands.map((command) => ({
    name: command.name,
    summary: command.summary,
    operand: operandOf(command.operand),
    secondOperand: operandOf(command.secondOperand),
    options: [...command.options, ...globalOptions]
      .filter(({ name }, index, all) => all.findIndex((each) => each.name === name) === index)
      .map(completedOption),
  }));
}

/** What may be asked for before a command is named. */
export function leadingOptions(): readonly CompletedOption[] {
  return [...globalOptions, versionOption].map(completedOption);
}

function completedOption(use: OptionUse): CompletedOption {
  const { name, help, choices } = use;
  // Their placeholder stands for other names, too.
  const declared = name === 'in' || name === 'not-in' ? 'names' : null;
  const placeholder = placeholderOf(use);
  return {
    name,
    short: optionNamed(name).short ?? null,
    help,
    value: declared
      ? { kind: 'declared', word: declared }
      : placeholder === null
        ? null
        : valueFor(placeholder, choices),
  };
}

function operandOf(operand: Operand | undefined): Value | null {
  return operand === undefined ? null : valueFor(operand.name, operand.choices);
}

function valueFor(placeholder: string, choices: readonly string[] | undefined): Value {
  if (choices !== undefined) return { kind: 'choice', choices };
  if (placeholder.endsWith('FILE')) return { kind: 'file' };
  switch (placeholder) {
    case 'DIR':
      return { kind: 'folder' };
    case 'GLOB':
    case 'ADDRESS':
      return { kind: 'declared', word: 'addresses' };
    case 'SEGMENT':
      return { kind: 'declared', word: 'lists' };
    case 'CODE':
      return { kind: 'choice', choices: explained };
    default:
      return { kind: 'free' };
  }
}

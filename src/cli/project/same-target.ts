import { quoteArgument } from '../../report/text/quote-argument.ts';
import type { CommandContext } from '../process/command-context.ts';

/** The options that select the project and its account. The environment is in the plan. */
const names = ['chdir', 'project', 'api-url', 'data'] as const;

interface TargetOption {
  readonly option: string;
  /** Null for a flag. */
  readonly value: string | null;
}

/** The options of this run that lead another command to the same project and account. */
export function optionsOfTarget({
  options,
}: Pick<CommandContext, 'options'>): readonly TargetOption[] {
  const texts = names.flatMap((option) => {
    const value = options.typed(option);
    return value === null ? [] : [{ option, value }];
  });
  const set = options.list('set').map((value) => ({ option: 'set', value }));
  const sandbox = options.flag('sandbox') ? [{ option: 'sandbox', value: null }] : [];
  return [...sandbox, ...texts, ...set];
}

/** The same for a command line, with a blank before each. */
export function sameTarget(run: Pick<CommandContext, 'options'>): string {
  return optionsOfTarget(run)
    .map(({ option, value }) => ` --${option}${value === null ? '' : ` ${quoteArgument(value)}`}`)
    .join('');
}

/** ` --ledger DIR` for commands about members, or nothing. */
export function sameLedger({ options }: Pick<CommandContext, 'options'>): string {
  const folder = options.typed('ledger');
  return folder === null ? '' : ` --ledger ${quoteArgument(folder)}`;
}

import { quoteArgument } from '../../report/text/quote-argument.ts';
import type { CommandContext } from '../process/command-context.ts';

/** The options that select the project and its account. The environment is in the plan. */
const optionsOfTarget = ['chdir', 'project', 'api-url', 'data'] as const;

/**
 * The options that lead another command to the same project and account, with a blank before each.
 * @param quote what makes one argument of a value.
 */
export function sameTarget(
  { options }: Pick<CommandContext, 'options'>,
  quote: (text: string) => string = quoteArgument,
): string {
  const words = optionsOfTarget.flatMap((name) => {
    const value = options.typed(name);
    return value === null ? [] : [` --${name} ${quote(value)}`];
  });
  const set = options.list('set').map((each) => ` --set ${quote(each)}`);
  return [...(options.flag('sandbox') ? [' --sandbox'] : []), ...words, ...set].join('');
}

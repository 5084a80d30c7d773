import { quoteArgument } from '../../report/text/quote-argument.ts';
import type { CommandContext } from '../process/command-context.ts';

/** The options that select the project and its account. The environment is in the plan. */
const optionsOfTarget = ['chdir', 'project', 'api-url', 'data'] as const;

/** The options that lead another command to the same project and account, with a blank before each. */
export function sameTarget({ options }: Pick<CommandContext, 'options'>): string {
  const words = optionsOfTarget.flatMap((name) => {
    const value = options.typed(name);
    return value === null ? [] : [` --${name} ${quoteArgument(value)}`];
  });
  const set = options.list('set').map((each) => ` --set ${quoteArgument(each)}`);
  return [...(options.flag('sandbox') ? [' --sandbox'] : []), ...words, ...set].join('');
}

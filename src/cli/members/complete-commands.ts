/** Commands in texts about members, as they can be pasted: with the list, and with the options of this run. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { printable } from '../../report/text/printable.ts';
import { commands } from '../arguments/commands.ts';
import { globalOptions } from '../arguments/global-options.ts';
import type { OptionValues } from '../arguments/option-values.ts';
import { LocatedError } from '../process/located-error.ts';
import { sameTarget } from '../project/same-target.ts';

/** `"audiencectl members sync SEGMENT --allow-members-rebuild"`, as texts have it. */
const command = /"audiencectl (members (\w+)|apply)(?: SEGMENT)?((?: --?[\w-]*)*)"/gu;

/** @param list the operand or option that names the list; null where it is not known. */
export function completeCommands(
  text: string,
  list: string | null,
  { options }: { readonly options: OptionValues },
): string {
  return text.replace(command, (_, name: string, action: string | undefined, more: string) => {
    const operand = action === undefined ? '' : ` ${list ?? 'SEGMENT'}`;
    return `"audiencectl ${name}${operand}${more}${repeated(name, action, more, options)}"`;
  });
}

/** Findings whose hints have such commands. Typed values that may be identifiers are taken out of them later. */
export async function withCommands<Result>(
  list: string | null,
  context: { readonly options: OptionValues },
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const findings = error.diagnostics.map(({ hint, ...finding }) =>
      hint === undefined ? finding : { ...finding, hint: completeCommands(hint, list, context) },
    );
    if (error instanceof LocatedError) throw new LocatedError(findings, error);
    throw new DiagnosticError(findings, { cause: error });
  }
}

/** @param address of the list, as results have it. */
export function operandOf({
  address,
  id,
}: {
  readonly address: string;
  readonly id: string;
}): string {
  if (address.startsWith('legacy-audience/')) return `--legacy-audience-id ${id}`;
  const name = address.replace(/^segment\//u, '');
  return name.startsWith('-') ? id : quoteInQuotes(name);
}

/** Where things are and how they are read; never what is allowed. A source says how it is read. */
const texts = ['env', 'ledger', 'identifier-type', 'identifier-format', 'phone-country'] as const;
const lists = ['source', 'exclude-source'] as const;
const textsOfSource = ['column', 'source-type', 'delimiter', 'encoding'] as const;

function repeated(
  name: string,
  action: string | undefined,
  given: string,
  options: OptionValues,
): string {
  const takes = (option: string) => takesOption(name, action, option);
  const hasOwn = given.includes('--source');
  const words = [...texts, ...(hasOwn ? [] : textsOfSource)].flatMap((option) => {
    const value = takes(option) ? options.typed(option) : null;
    return value === null ? [] : [` --${option} ${quoteInQuotes(value)}`];
  });
  const caller = takes('gum-caller-id') ? options.typed('gum-caller-id') : null;
  const files = (hasOwn ? [] : lists).flatMap((option) =>
    takes(option) && options.isTyped(option)
      ? options.list(option).map((value) => ` --${option} ${quoteInQuotes(value)}`)
      : [],
  );
  const isHeadless = !hasOwn && takes('no-header') && options.flag('no-header');
  return [
    ...files,
    ...words,
    ...(isHeadless ? [' --no-header'] : []),
    ...(caller === null ? [] : [` --gum-caller-id ${caller}`]),
    sameTarget({ options }, quoteInQuotes),
  ].join('');
}

function takesOption(name: string, action: string | undefined, option: string): boolean {
  const row = commands.find((each) => name === each.name || name.startsWith(`${each.name} `));
  const use = [...(row?.options ?? []), ...globalOptions].find((each) => each.name === option);
  return use !== undefined && (action === undefined || (use.actions?.includes(action) ?? true));
}

/** One argument of a shell command that stands in double quotes. */
function quoteInQuotes(text: string): string {
  const shown = printable(text);
  if (/^[\w./:@%+=,-]+$/u.test(shown)) return shown;
  return `'${shown.replaceAll("'", `'\\''`)}'`;
}

/** Commands in texts about members, as they can be pasted: with the list, and with options of this run. */
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { isGum, isPhoneType } from '../../members/identifiers/identifier-types.ts';
import { isId } from '../../model/remote/is-id.ts';
import { listOf } from '../../model/text/count-of.ts';
import { asSentence } from '../../report/text/as-sentence.ts';
import { printable } from '../../report/text/printable.ts';
import { commands } from '../arguments/commands.ts';
import { globalOptions } from '../arguments/global-options.ts';
import type { CommandContext } from '../process/command-context.ts';
import { LocatedError } from '../process/located-error.ts';
import { optionsOfTarget } from '../project/same-target.ts';

/** `"audiencectl members sync SEGMENT --allow-members-rebuild"`, as texts have it. */
const command = /"audiencectl (members (\w+)|apply)(?: SEGMENT)?((?: --?[\w-]*)*)"/gu;

/** What a text with commands is about, and where it is shown. */
export interface CommandPlace {
  /** The operand or option that names the list; null where it is not known. */
  readonly list: string | null;
  /** Of the people whom a command removes by name; null where the list does not say it either. */
  readonly identifierType?: string | null;
  /** Findings repeat no typed value that may be an identifier; results repeat none of a source. */
  readonly shownIn: 'finding' | 'result';
}

type Run = Pick<CommandContext, 'operand' | 'options' | 'hideGiven'>;

export function completeCommands(text: string, place: CommandPlace, run: Run): string {
  const hidden = new Set<string>();
  const whole = text.replace(
    command,
    (_, name: string, action: string | undefined, given: string) => {
      const operand = action === undefined ? '' : ` ${place.list ?? 'SEGMENT'}`;
      const words = repeated({ name, action, given }, place, run).map(({ option, value }) => {
        if (value === null) return ` --${option}`;
        const isOfSource = option === 'column' || option.endsWith('source');
        const isHideable = isOfSource || place.shownIn === 'finding';
        if (!isHideable || run.hideGiven(`"${value}"`) === `"${value}"`) {
          return ` --${option} ${quoteInQuotes(value)}`;
        }
        hidden.add(`--${option}`);
        return '';
      });
      return `"audiencectl ${name}${operand}${given}${words.join('')}"`;
    },
  );
  if (hidden.size === 0) return whole;
  return `${asSentence(whole)} Add ${listOf([...hidden])} as in this run.`;
}

/** Findings whose hints have such commands. */
export async function withCommands<Result>(
  list: string | null,
  context: Run,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const place = { list, shownIn: 'finding' } as const;
    const findings = error.diagnostics.map(({ hint, ...finding }) =>
      hint === undefined ? finding : { ...finding, hint: completeCommands(hint, place, context) },
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
  // A name of digits is taken for an ID, and one that is shown with escapes is no name.
  const isTyped = !name.startsWith('-') && !isId(name) && printable(name) === name;
  return isTyped ? quoteInQuotes(name) : id;
}

/** Where things are. */
const places = ['env', 'ledger'] as const;
/** Whose members a run reads, and how; never what is allowed. */
const lists = ['source', 'exclude-source'] as const;
const readings = [
  ...(['identifier-type', 'identifier-format', 'phone-country', 'gum-caller-id'] as const),
  ...(['column', 'source-type', 'delimiter', 'encoding'] as const),
];

interface Printed {
  readonly name: string;
  readonly action: string | undefined;
  /** Options that it is printed with. */
  readonly given: string;
}

interface RepeatedOption {
  readonly option: string;
  /** Null for a flag. */
  readonly value: string | null;
}

/**
 * The options of this run that a command repeats. Only the action that runs has the same source: in a sync, the source of a
 * removal would put on the list whom it takes off.
 */
function repeated(printed: Printed, place: CommandPlace, run: Run): readonly RepeatedOption[] {
  const { options } = run;
  const takes = (option: string) => takesOption(printed, option);
  const typed = (names: readonly ((typeof readings)[number] | (typeof places)[number])[]) =>
    names.flatMap((option) => {
      const value = takes(option) ? options.typed(option) : null;
      return value === null ? [] : [{ option, value }];
    });
  const isSameRun = printed.action !== undefined && printed.action === run.operand;
  const files = lists.flatMap((option) =>
    takes(option) && options.isTyped(option)
      ? options.list(option).map((value) => ({ option, value }))
      : [],
  );
  const isHeadless = takes('no-header') && options.flag('no-header');
  const ofSource = isSameRun
    ? [...files, ...typed(readings), ...(isHeadless ? [{ option: 'no-header', value: null }] : [])]
    : ofSamePeople(printed, place, run);
  return [...ofSource, ...typed(places), ...optionsOfTarget(run)];
}

/** A removal by name reads the same people from standard input. */
function ofSamePeople(
  { action, given }: Printed,
  { identifierType }: CommandPlace,
  { options }: Run,
): readonly RepeatedOption[] {
  if (action !== 'remove' || !given.includes('--source -')) return [];
  const type = identifierType ?? options.typed('identifier-type') ?? 'TYPE';
  const names = [
    'identifier-format',
    ...(isPhoneType(type) ? (['phone-country'] as const) : []),
    ...(isGum(type) ? (['gum-caller-id'] as const) : []),
  ] as const;
  return [
    { option: 'identifier-type', value: type },
    ...names.flatMap((option) => {
      const value = options.typed(option);
      return value === null ? [] : [{ option, value }];
    }),
  ];
}

function takesOption({ name, action }: Printed, option: string): boolean {
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

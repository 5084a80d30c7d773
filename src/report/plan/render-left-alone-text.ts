/** What the plan does not touch, and why. */

import { formatCount } from '../../model/text/count-of.ts';
import type { LeftAlone, PlanDocument, UnmanagedEntity } from '../../schema/generated/plan.ts';
import { attributeLabel } from '../change/attribute-label.ts';
import { readAddress } from '../change/change-attributes.ts';
import { printable, quoteName } from '../text/printable.ts';
import { quoteArgument } from '../text/quote-argument.ts';
import { layOut, type TextLayout } from '../text/text-layout.ts';
import { leavesAlone, notCompared, unchangedWords } from './plan-tally.ts';

/** More entities of one reason than this are counted unless everything is asked for. */
const maxShown = 3;

export const leftAloneWords: Readonly<Record<LeftAlone['reason'], string>> = {
  drift: 'edited in the UI, unchanged in git, left alone (--drift leave)',
  protected: 'protected, not deleted',
  'in-use': 'in use, not deleted',
  'declared-elsewhere': 'declared by another project, not deleted',
  undeclarable: 'not declarable, not deleted',
  released: 'released, left as is',
  'not-in-base': 'never in git, not deleted',
  'not-targeted': 'would change, too, but --target or --exclude leaves it out',
  'read-only': 'read-only, not deleted',
  behavioral: "Criteo's own, not deleted",
  foreign: 'of another account, not deleted',
  'unknown-type': 'of an unknown type, not deleted',
};

const reasonOrder = [
  'drift',
  'protected',
  'in-use',
  'not-targeted',
  'declared-elsewhere',
  'undeclarable',
  'released',
  'not-in-base',
  'read-only',
  'unknown-type',
  'behavioral',
  'foreign',
] as const;

export interface LeftAloneOptions {
  readonly verbose: boolean;
  /** Options with a blank before each, which lead a command to the same project and account. */
  readonly sameTarget: string;
}

export function renderLeftAloneText(
  plan: PlanDocument,
  layout: TextLayout,
  options: LeftAloneOptions,
): readonly string[] {
  if (!leavesAlone(plan)) return [];
  const { unmanaged } = plan.summary;
  const unmanagedWords =
    unmanaged === 0 ? '' : ` ${formatCount(unmanaged)} not in git, left alone.`;
  const unknown = notCompared(plan)
    .map((words) => ` ${words}.`)
    .join('');
  const groups = groupLeftAlone(plan.leftAlone);
  return [
    layout.paint('bold', 'Not part of this change'),
    ...layOut('    ', `${unchangedWords(plan)}.${unknown}${unmanagedWords}`, layout),
    ...(plan.unmanaged ?? []).flatMap((entity) => unmanagedLines(entity, layout)),
    ...groups.flatMap((group) => groupLines(group, layout, options)),
  ];
}

/** The line that deletes it is one line, for people to copy. */
function unmanagedLines(entity: UnmanagedEntity, layout: TextLayout): readonly string[] {
  const { kind, name } = readAddress(entity.address);
  const { words, line } = describeUnmanaged(entity);
  return [
    ...layOut('      ', `${kind} ${quoteName(name)}: ${printable(words)}`, layout, 8),
    ...(line === null ? [] : [`        ${printable(line)}`]),
  ];
}

/** How an entity that is in no manifest is deleted: with `line`; or why it is not. */
export function describeUnmanaged({ address, deletedBy, text = 'left alone' }: UnmanagedEntity): {
  readonly words: string;
  readonly line: string | null;
} {
  if (deletedBy === undefined) return { words: text, line: null };
  const list = `${readAddress(address).kind}s`;
  return { words: `to delete it, add a line under ${list} of a manifest:`, line: deletedBy };
}

/** By reason, the one that most needs a decision first. */
export function groupLeftAlone(all: readonly LeftAlone[]): readonly (readonly LeftAlone[])[] {
  return reasonOrder
    .map((reason) => all.filter((each) => each.reason === reason))
    .filter((group) => group.length > 0);
}

function groupLines(
  group: readonly LeftAlone[],
  layout: TextLayout,
  options: LeftAloneOptions,
): readonly string[] {
  const { verbose } = options;
  const [first] = group;
  if (!first) return [];
  const shown = verbose ? group : group.slice(0, maxShown);
  const names = shown.map((entry) => {
    const { kind, name } = readAddress(entry.address);
    const { of, overwritten } = describeLeftAlone(entry);
    const notes = [
      ...(verbose ? [`ID ${printable(entry.id)}`] : []),
      ...(overwritten === null ? [] : [overwritten]),
    ];
    return `${overwritten === null ? '' : of}${kind} ${quoteName(name)}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
  });
  const hidden = group.length - shown.length;
  const rest = hidden > 0 ? [`${hidden} more (list them: --verbose)`] : [];
  const sentence = `${formatCount(group.length)} ${leftAloneWords[first.reason]}: ${[...names, ...rest].join(', ')}.`;
  return [...layOut('    ', sentence, layout), ...wayOutLines(group, options)];
}

/** The two ways to end an edit made in the UI; a command is one line, for people to copy. */
function wayOutLines(
  group: readonly LeftAlone[],
  { sameTarget }: LeftAloneOptions,
): readonly string[] {
  const [first] = group;
  if (first?.reason !== 'drift') return [];
  const target = group.length === 1 ? first.address : 'KIND/NAME';
  const command = (verb: string) =>
    `audiencectl ${verb} --target ${quoteArgument(target)}${sameTarget}`;
  return [
    // The folder of the base is not in the plan.
    `      Keep the UI's version:  ${command('pull --base DIR')}`,
    `      Restore git's version:  ${command('apply')}`,
  ];
}

/** `description of `, and `its algebra is overwritten`, of an entity that is left in part. */
export function describeLeftAlone({ attributes = [], overwritten = [] }: LeftAlone): {
  readonly of: string;
  readonly overwritten: string | null;
} {
  const list = (paths: readonly string[]) => paths.map(attributeLabel).join(', ');
  return {
    of: attributes.length === 0 ? '' : `${list(attributes)} of `,
    overwritten:
      overwritten.length === 0
        ? null
        : `its ${list(overwritten)} ${overwritten.length === 1 ? 'is' : 'are'} overwritten`,
  };
}

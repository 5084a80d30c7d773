/** What the plan does not touch, and why. */
import type { LeftAlone, PlanDocument } from '../schema/generated/plan.ts';
import { readAddress } from './change-attributes.ts';
import { formatCount } from './count-of.ts';
import { printable, quoteName } from './printable.ts';
import { quoteArgument } from './quote-argument.ts';
import { layOut, type TextLayout } from './text-layout.ts';

/** More entities of one reason than this are counted unless everything is asked for. */
const maxShown = 3;

export const leftAloneWords: Readonly<Record<LeftAlone['reason'], string>> = {
  drift: 'edited in the UI, unchanged in git, left alone (--drift leave)',
  protected: 'protected, not deleted',
  'in-use': 'in use, not deleted',
  'declared-elsewhere': 'declared by another project, not deleted',
  undeclarable: 'not declarable as is, not deleted',
  released: 'released, left as is',
  'not-in-base': 'never in git, not deleted',
  'not-targeted': 'would change too, and not selected',
  'read-only': 'read-only, not deleted',
  behavioral: "Criteo's own, not deleted",
  foreign: 'of another account, not deleted',
  'unknown-type': 'of a type that is not known, not deleted',
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

export function renderLeftAloneText(
  plan: PlanDocument,
  layout: TextLayout,
  verbose: boolean,
): readonly string[] {
  const { unchanged, unmanaged } = plan.summary;
  const unmanagedWords =
    unmanaged === 0 ? '' : ` ${formatCount(unmanaged)} not in git, left alone.`;
  const groups = groupLeftAlone(plan.leftAlone);
  return [
    layout.paint('bold', 'Not part of this change'),
    ...layOut('    ', `${formatCount(unchanged)} unchanged.${unmanagedWords}`, layout),
    ...groups.flatMap((group) => groupLines(group, layout, verbose)),
  ];
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
  verbose: boolean,
): readonly string[] {
  const [first] = group;
  if (!first) return [];
  const shown = verbose ? group : group.slice(0, maxShown);
  const names = shown.map(({ address, id }) => {
    const { kind, name } = readAddress(address);
    return `${kind} ${quoteName(name)}${verbose ? ` (ID ${printable(id)})` : ''}`;
  });
  const hidden = group.length - shown.length;
  const rest = hidden > 0 ? [`${hidden} more (list them: --verbose)`] : [];
  const sentence = `${formatCount(group.length)} ${leftAloneWords[first.reason]}: ${[...names, ...rest].join(', ')}.`;
  return [...layOut('    ', sentence, layout), ...wayOutLines(group, layout)];
}

/** The two ways to settle an edit made in the UI. */
function wayOutLines(group: readonly LeftAlone[], layout: TextLayout): readonly string[] {
  const [first] = group;
  if (first?.reason !== 'drift') return [];
  const target = group.length === 1 ? first.address : 'KIND/NAME';
  return [
    ...layOut(
      "      Keep the UI's version:  ",
      `audiencectl export --target ${quoteArgument(target)}`,
      layout,
    ),
    ...layOut(
      "      Put git's back:         ",
      `audiencectl apply --target ${quoteArgument(target)}`,
      layout,
    ),
  ];
}

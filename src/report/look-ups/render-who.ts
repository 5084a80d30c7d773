/** `who`: which audiences reach someone always, perhaps and never, as text and as JSON. */
import { maxDecidedSegments } from '../../algebra/logic/decide-algebra.ts';
import { describeCondition } from '../../algebra/words/describe-condition.ts';
import { compareText } from '../../diagnostics/diagnostic.ts';
import type { Address } from '../../model/entity.ts';
import { countOf } from '../../model/text/count-of.ts';
import { describePartialPerson, type Need, type PartialPerson } from '../../rules/who.ts';
import { displayWidth, padColumns } from '../text/display-width.ts';
import { printable, quoteName } from '../text/printable.ts';

interface AudienceRow {
  readonly name: string;
  readonly address: Address;
  readonly id: string | null;
  readonly ownerId: string | null;
}

export interface WhoAnswer {
  readonly person: PartialPerson;
  readonly always: readonly AudienceRow[];
  readonly perhaps: readonly { readonly audience: AudienceRow; readonly needs: readonly Need[] }[];
  readonly never: readonly AudienceRow[];
  /** Of more than twenty segments. */
  readonly undecided: readonly { readonly audience: AudienceRow; readonly segments: number }[];
  /** Of which it is not known who is in them. */
  readonly unread: readonly { readonly audience: AudienceRow; readonly reason: string }[];
  /** Of a segment's key. */
  readonly nameOf: (key: string) => string;
}

/** How many audiences that never reach the person are named, and how many cases of a condition, unless all are wanted. */
const mostNames = 3;
const mostCases = 3;
/** Widest a name gets before it pushes the rest of its own line out. */
const maxNameWidth = 48;

export function renderWho(answer: WhoAnswer, ownerLabel: string, verbose: boolean): string {
  const { person, always, perhaps, never, nameOf } = answer;
  const unknown = listUnknown(answer);
  const all = [...always, ...never, ...[...perhaps, ...unknown].map(({ audience }) => audience)];
  if (all.length === 0) return 'There are no audiences.';
  const nameIn = createNamer(all, ownerLabel);
  const most = verbose ? Number.POSITIVE_INFINITY : mostCases;
  const groups: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    ['always', sorted(always).map((each) => [nameIn(each), ''])],
    [
      'perhaps',
      sortedBy(perhaps).map(({ audience, needs }) => [
        nameIn(audience),
        `if ${describeNeeds(needs, person, nameOf, most)}`,
      ]),
    ],
    ['never', neverRows(sorted(never).map(nameIn), verbose)],
    ['cannot tell', unknown.map(({ audience, reason }) => [nameIn(audience), reason])],
  ];
  const shown = groups.filter(([, rows]) => rows.length > 0);
  const labelWidth = Math.max(...shown.map(([label]) => label.length));
  const widths = shown.flatMap(([, rows]) =>
    rows.filter(([, rest]) => rest !== '').map(([name]) => displayWidth(name)),
  );
  const nameWidth = Math.max(0, ...widths.filter((width) => width <= maxNameWidth));
  const lines = shown.flatMap(([label, rows]) =>
    rows.map(([name, rest], index) => {
      const lead = padColumns(index === 0 ? label : '', labelWidth);
      return `  ${lead}  ${padColumns(name, nameWidth)}  ${rest}`.trimEnd();
    }),
  );
  return [`A person ${printable(describePartialPerson(person))}:`, ...lines].join('\n');
}

/** What the document of `--format json` says of the audiences. */
export function describeWho(answer: WhoAnswer): object {
  const { person, always, perhaps, never, nameOf } = answer;
  return {
    person,
    always: sorted(always).map(describeAudience),
    perhaps: sortedBy(perhaps).map(({ audience, needs }) => ({
      ...describeAudience(audience),
      if: describeNeeds(needs, person, nameOf, Number.POSITIVE_INFINITY),
      depends: [...new Set(needs.flatMap((need) => [...need.in, ...need.notIn]).map(nameOf))].sort(
        compareText,
      ),
    })),
    never: sorted(never).map(describeAudience),
    unknown: listUnknown(answer).map(({ audience, reason }) => ({
      ...describeAudience(audience),
      reason,
    })),
  };
}

function describeAudience({ address, name, id, ownerId }: AudienceRow): object {
  return {
    address,
    name,
    ...(id === null ? {} : { id }),
    ...(ownerId === null ? {} : { ownerId }),
  };
}

/** As a sentence goes on after "if". */
function describeNeeds(
  needs: readonly Need[],
  person: PartialPerson,
  nameOf: (key: string) => string,
  most: number,
): string {
  const cases = needs.slice(0, most).map((need) => {
    const demands = [
      ...need.in.map((key) => ({ key, before: true, after: true })),
      ...need.notIn.map((key) => ({ key, before: false, after: false })),
    ];
    const words = describeCondition([demands], new Map(), (key) => quoteName(nameOf(key)));
    return need.in.length > 0 && person.in.length > 0 ? `also ${words}` : words;
  });
  const hidden = needs.length - cases.length;
  return [...cases, ...(hidden > 0 ? [countOf(hidden, 'further case')] : [])].join('; or ');
}

function neverRows(
  names: readonly string[],
  verbose: boolean,
): readonly (readonly [string, string])[] {
  if (verbose || names.length <= mostNames) return names.map((name) => [name, '']);
  const some = names.slice(0, mostNames).join(', ');
  return [[countOf(names.length, 'audience'), `${some}, … (all: --verbose)`]];
}

function listUnknown({ undecided, unread }: WhoAnswer) {
  const large = undecided.map(({ audience, segments }) => ({
    audience,
    reason: `${segments} segments together, and at most ${maxDecidedSegments} can be decided`,
  }));
  return sortedBy([...large, ...unread]);
}

/** Names in quotes; with their owner where several have the same. */
function createNamer(
  all: readonly AudienceRow[],
  ownerLabel: string,
): (audience: AudienceRow) => string {
  const seen = new Set<string>();
  const twins = new Set<string>();
  for (const { name } of all) (seen.has(name) ? twins : seen).add(name);
  return ({ name, ownerId }) => {
    const isTwin = twins.has(name) && ownerId !== null;
    return `${quoteName(name)}${isTwin ? ` (${ownerLabel} ${printable(ownerId)})` : ''}`;
  };
}

function sorted<Row extends AudienceRow>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted(compareRows);
}

function sortedBy<Row extends { readonly audience: AudienceRow }>(
  rows: readonly Row[],
): readonly Row[] {
  return rows.toSorted((a, b) => compareRows(a.audience, b.audience));
}

function compareRows(a: AudienceRow, b: AudienceRow): number {
  return (
    compareText(a.address, b.address) ||
    compareText(a.ownerId ?? '', b.ownerId ?? '') ||
    compareText(a.id ?? '', b.id ?? '')
  );
}

import { countOf, formatCount } from '../../../model/text/count-of.ts';
import type { MemberAllowed, PlannedChange } from '../../../schema/generated/plan.ts';
import { readAddress } from '../../change/change-attributes.ts';
import type { Phrase } from '../../text/phrase.ts';
import type { Harm } from './harm.ts';

interface Allowed {
  readonly name: { readonly name: string };
  readonly allowed: MemberAllowed;
  /** How many the list holds now; null where it is not known. */
  readonly held: number | null;
}

/** What becomes of members that a limit would refuse and an option has allowed. */
export function findAllowedMembers(changes: readonly PlannedChange[]): readonly Harm[] {
  return changes.flatMap(({ address, members }) => {
    const name = { name: readAddress(address).name };
    const all = members?.allowed ?? [];
    return all
      .filter(({ code }) => code !== 'members-source-empty' || all.length === 1)
      .flatMap((allowed) => {
        const describe = sentences.get(allowed.code);
        if (!describe) return [];
        const phrase = describe({ name, allowed, held: members?.held ?? null });
        return [{ sort: 'members-allowed' as const, address, say: () => phrase }];
      });
  });
}

const by = (option: string) => `, allowed by --${option}.`;

function describeRemoval({ name, held }: Omit<Allowed, 'allowed'>, count: number | null): Phrase {
  const of = held === null ? '' : ` of ${formatCount(held)}`;
  const members = held === null && count === 1 ? 'member' : 'members';
  const part = count === null ? 'Members' : `${formatCount(count)}${of} ${members}`;
  const isShare = count !== null && held !== null && held > 0;
  const share = isShare ? ` (${Math.round((count / held) * 100)} %)` : '';
  const verb = count === 1 ? ' is ' : ' are ';
  return [`${part} of `, name, verb, { strong: 'removed' }, share + by('allow-member-removal')];
}

function describeInvalid({ name, allowed: { count } }: Allowed, where: string): Phrase {
  const [lines, verb] =
    count === null ? ['Lines', 'are'] : [countOf(count, 'line'), count === 1 ? 'is' : 'are'];
  return [
    `${lines} in ${where} of `,
    name,
    ` ${verb} `,
    { strong: 'left out as invalid' },
    by('allow-member-invalid'),
  ];
}

const sentences: ReadonlyMap<string, (allowed: Allowed) => Phrase> = new Map([
  [
    'members-removal-limit',
    ({ allowed, ...list }: Allowed): Phrase => describeRemoval(list, allowed.count),
  ],
  ['members-source-empty', (list: Allowed): Phrase => describeRemoval(list, list.held)],
  [
    'members-growth-limit',
    ({ name, allowed, held }: Allowed): Phrase => [
      name,
      ' ',
      { strong: 'grows' },
      held === null ? '' : ` from ${formatCount(held)}`,
      ` to ${countOf(allowed.total, 'member')}${by('allow-member-growth')}`,
    ],
  ],
  [
    'members-exclude-empty',
    ({ name }: Allowed): Phrase => [
      name,
      ' excludes ',
      { strong: 'no people' },
      by('allow-member-growth'),
    ],
  ],
  ['members-too-many-invalid', (list: Allowed): Phrase => describeInvalid(list, 'the source')],
  ['members-exclude-invalid', (list: Allowed): Phrase => describeInvalid(list, 'the exclude file')],
]);

import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Algebra, algebraLeaves } from '../../model/algebra.ts';
import { groupBy } from '../../model/group-by.ts';
import type { HouseRule } from '../../model/house-rule.ts';
import { quote } from '../../model/text/quote.ts';
import type { BrokenClaim } from '../../rules/judge-rules.ts';
import { rewriteFor } from '../../rules/rewrite.ts';
import {
  adviseOnBreach,
  adviseOnOtherRetailer,
  describeBreach,
  describePerson,
} from '../../rules/words.ts';
import { writeFlowBare } from '../../rules/write-flow.ts';
import type { KeyedAudiences } from '../algebra/keyed-audiences.ts';
import { findingForKey } from '../finding-at.ts';
import type { DeclaredSegments } from '../names/declared-segments.ts';
import type { DeclaredAudience } from './declared-world.ts';

type Words = Pick<KeyedAudiences, 'nameOf' | 'keyOf' | 'relate'> & {
  readonly segments: DeclaredSegments;
};

/** `rule-broken`: one finding for an audience, with someone who shows it and a tree that would hold. */
export function writeBreaches(
  rule: HouseRule,
  broken: readonly BrokenClaim<DeclaredAudience>[],
  words: Words,
): readonly Diagnostic[] {
  const { demand, level } = rule;
  return [...groupBy(broken, ({ audience }) => audience)].flatMap(([audience, claims]) => {
    const [first] = claims;
    if (first === undefined) return [];
    const others = claims.flatMap(({ other }) => other ?? []);
    const names = others.map(({ name }) => name);
    return [
      findingForKey(audience.declaration, 'algebra', {
        severity: level,
        code: 'rule-broken',
        rule: rule.name,
        message: describeBreach(quote(audience.name), audience.name, demand, names),
        example: describePerson(first.person, (key) => quote(words.nameOf(key))),
        hint: advise(rule, first, names, words),
        related: [
          { label: `rule ${quote(rule.name)}`, source: rule.source },
          ...others.flatMap(({ declaration }) =>
            declaration === audience.declaration
              ? []
              : [{ label: 'the same people', source: declaration.locate(['algebra'], 'key') }],
          ),
        ],
      }),
    ];
  });
}

function advise(
  { demand }: HouseRule,
  claim: BrokenClaim<DeclaredAudience>,
  names: readonly string[],
  words: Words,
): string {
  const { audience } = claim;
  const named =
    demand.kind === 'excludes' ? demand.names : demand.kind === 'within' ? [demand.name] : [];
  const other = named
    .map((name) => name.replace(/^segment\//u, ''))
    .find((name) => isOfOther(words.segments.named(name, audience.declaration), audience));
  if (other !== undefined) return adviseOnOtherRetailer(other);
  const rewrite = names.length > 1 ? null : rewriteFor(claim, demand, words.relate);
  const isWritable = rewrite !== null && isUsable(rewrite, audience, words);
  const flow = isWritable ? writeFlowBare(audience.write(rewrite)) : null;
  return adviseOnBreach(demand, flow, names);
}

/** Whether the names of all its segments mean them in this audience, too. */
function isUsable(
  rewrite: Algebra<string>,
  audience: DeclaredAudience,
  { segments, nameOf, keyOf }: Words,
): boolean {
  const own = new Set(algebraLeaves(audience.algebra));
  const { declaration } = audience;
  return algebraLeaves(rewrite).every((key) => {
    if (own.has(key)) return true;
    const name = nameOf(key);
    return (
      keyOf({ name }, declaration) === key &&
      !isOfOther(segments.named(name, declaration), audience)
    );
  });
}

/** Whether a segment is another retailer's, which no audience of this one can use. */
function isOfOther(
  segment: DeclaredAudience['declaration'] | undefined,
  { declaration }: DeclaredAudience,
): boolean {
  const owner = segment?.attributes['retailerId'];
  return owner !== undefined && owner !== declaration.attributes['retailerId'];
}

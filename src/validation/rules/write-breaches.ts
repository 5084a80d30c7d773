import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { algebraLeaves } from '../../model/algebra.ts';
import { groupBy } from '../../model/group-by.ts';
import type { HouseRule } from '../../model/house-rule.ts';
import { quote } from '../../model/text/quote.ts';
import type { Platform } from '../../platforms/platform.ts';
import { chooseWitness } from '../../rules/choose-witness.ts';
import type { BrokenClaim } from '../../rules/judge-rules.ts';
import { rewriteFor } from '../../rules/rewrite.ts';
import {
  adviseOnBreach,
  adviseOnOtherRetailer,
  adviseOnTwoGroups,
  describeBreach,
  describeWitness,
  isInTwoGroups,
} from '../../rules/words.ts';
import { writeFlowBare } from '../../rules/write-flow.ts';
import type { KeyedAudiences } from '../algebra/keyed-audiences.ts';
import { findingForKey } from '../finding-at.ts';
import type { DeclaredSegments } from '../names/declared-segments.ts';
import type { DeclaredAudience } from './declared-world.ts';
import { isOfOther, objectToKeys } from './object-to-keys.ts';

interface Words extends KeyedAudiences {
  readonly segments: DeclaredSegments;
  readonly platform: Platform;
}

/** `rule-broken`: one finding for an audience, with someone who shows it and a tree that would hold. */
export function writeBreaches(
  rule: HouseRule,
  broken: readonly BrokenClaim<DeclaredAudience>[],
  words: Words,
): readonly Diagnostic[] {
  const { demand, level } = rule;
  return [...groupBy(broken, ({ audience }) => audience)].flatMap(([audience, claims]) => {
    const first = chooseWitness(claims);
    if (first === undefined) return [];
    const others = claims.flatMap(({ other }) => other ?? []);
    const names = others.map(({ name }) => name);
    return [
      findingForKey(audience.declaration, 'algebra', {
        severity: level,
        code: 'rule-broken',
        rule: rule.name,
        message: describeBreach(quote(audience.name), demand, claims),
        example: describeWitness(first, labelKeys(first, words)),
        hint: isInTwoGroups(claims) ? adviseOnTwoGroups : advise(rule, first, names, words),
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

/** Segments of two retailers may have one name. */
function labelKeys(
  { offenders }: BrokenClaim<DeclaredAudience>,
  { nameOf, segmentOf, platform }: Words,
): (key: string) => string {
  const keys = [...new Set(algebraLeaves(offenders))];
  return (key) => {
    const name = nameOf(key);
    const hasTwin = keys.some((each) => each !== key && nameOf(each) === name);
    const owner = segmentOf(key)?.owner;
    const isOf = hasTwin && typeof owner === 'string' ? ` of ${platform.ownerLabel} ${owner}` : '';
    return `${quote(name)}${isOf}`;
  };
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
    .find((name) =>
      isOfOther(words.segments.named(name, audience.declaration), audience, words.platform),
    );
  if (other !== undefined) return adviseOnOtherRetailer(other);
  if (names.length > 1) return adviseOnBreach(demand, null, names);
  const objection = (keys: readonly string[]) => objectToKeys(keys, audience, words);
  const rewrite = rewriteFor(claim, demand, words.relate, objection);
  return rewrite.tree === null
    ? adviseOnBreach(demand, null, names, rewrite.why)
    : adviseOnBreach(demand, writeFlowBare(audience.write(rewrite.tree)), names);
}

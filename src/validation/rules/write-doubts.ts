/** What keeps a rule or a person from saying anything. */
import type { Diagnostic, Severity } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../model/entity.ts';
import type { ExpectedPerson, HouseRule } from '../../model/house-rule.ts';
import { quote } from '../../model/text/quote.ts';
import type { UndecidedClaim } from '../../rules/judge-rules.ts';
import { sayUndecided } from '../../rules/say-undecided.ts';
import { findingForKey } from '../finding-at.ts';
import type { DeclaredAudience } from './declared-world.ts';
import type { UndeclaredName } from './find-undeclared-names.ts';

/** Globs that match nothing; null where nothing at all is declared that the rule could be over. */
export interface UnmatchedOver {
  readonly globs: readonly string[] | null;
  readonly path: readonly (string | number)[];
}

/** What a rule is over, where that is nothing. */
export function unmatchedOver({ kind, over }: Pick<HouseRule, 'kind' | 'over'>): UnmatchedOver {
  return { globs: over.includes('*') ? null : over, path: [`${kind}s`] };
}

/** @param advise on a glob that matches nothing */
export function writeMatchesNothing(
  rule: HouseRule | ExpectedPerson,
  { globs, path }: UnmatchedOver,
  advise: (glob: string, kind: Kind) => string,
): Diagnostic {
  const { name, source, locate } = rule;
  const kind = 'kind' in rule ? rule.kind : 'audience';
  const [only, ...more] = globs ?? [];
  const isWhole = path.length === 1;
  return {
    severity: 'warning',
    code: 'rule-matches-nothing',
    rule: name,
    message:
      isWhole || only === undefined
        ? `the rule ${quote(name)} is over no ${kind} that is declared`
        : `${quote(only)} matches no ${kind} that is declared`,
    source: globs === null ? source : locate(path),
    hint:
      only === undefined || more.length > 0
        ? 'Correct the name, or remove what is no longer needed.'
        : advise(only, kind),
  };
}

/**
 * A name that no declaration answers.
 * @param untested what it is where nothing is tested for its sake; else null
 */
export function writeUndeclaredName(
  { name: rule, locate }: HouseRule | ExpectedPerson,
  { kind, name, path, code, message, hint }: UndeclaredName,
  untested: Severity | null,
): Diagnostic {
  const place = { code, rule, source: locate(path) };
  // A plan refuses it, too.
  if (kind === 'absent') return { ...place, severity: 'error', message, hint };
  if (kind === 'unknown' || untested === null) {
    return { ...place, severity: 'warning', message, hint };
  }
  const isSuggestion = hint.startsWith('Did you mean');
  return {
    ...{ ...place, severity: untested, message: `${message}, so nothing is tested` },
    hint: isSuggestion ? `${hint} If ${quote(name)} exists remotely, declare it.` : hint,
  };
}

/** `rule-undecided`: what is not proven is no pass. */
export function writeUndecided(
  rule: HouseRule | ExpectedPerson,
  undecided: readonly UndecidedClaim<DeclaredAudience>[],
  severity: Severity,
): readonly Diagnostic[] {
  return sayUndecided(undecided).map(({ audience, say, hint }) =>
    findingForKey(audience.declaration, 'algebra', {
      severity,
      code: 'rule-undecided',
      rule: rule.name,
      message: say(quote(audience.name)),
      hint,
      related: [{ label: `rule ${quote(rule.name)}`, source: rule.source }],
    }),
  );
}

import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { Kind } from '../../model/entity.ts';
import type { ExpectedPerson, HouseRule, HouseRules } from '../../model/house-rule.ts';
import { compileGlobs } from '../../model/name.ts';
import { spellEscape } from '../../model/text/guard-text.ts';
import { quote } from '../../model/text/quote.ts';
import { revealText } from '../../model/text/reveal-text.ts';
import { isVisualTwin, visualKey } from '../../model/text/visual-key.ts';
import { findingAt } from '../finding-at.ts';

/** Globs of a rule or a person, and what they are of. */
interface Globs {
  readonly kind: Kind;
  readonly globs: readonly string[];
  readonly except: readonly string[];
}

/**
 * `name-near-rule`: names that a rule is not over, and that people would think it is over: by letters of another
 * alphabet, by case, by accents, by blanks.
 */
export function findNearNames(
  { rules, people }: HouseRules,
  declarations: readonly Declaration[],
): readonly Diagnostic[] {
  const keys = new Map<string, string>();
  const keyOf = (name: string) => {
    const key = keys.get(name) ?? visualKey(name);
    keys.set(name, key);
    return key;
  };
  const present = declarations.filter(({ state }) => state === 'present');
  return [...rules, ...people].flatMap((rule) =>
    globsOf(rule).flatMap(({ kind, globs, except }) => {
      if (globs.includes('*')) return [];
      const [isMeant, isExcepted] = [compileGlobs(globs), compileGlobs(except)];
      const near = globs.map((glob) => ({ glob, matches: compileGlobs([visualKey(glob)]) }));
      return present
        .filter((each) => each.kind === kind && !isMeant(each.name) && !isExcepted(each.name))
        .flatMap((declaration) => {
          const found = near.find(({ matches }) => matches(keyOf(declaration.name)));
          return found ? [warn(rule, found.glob, declaration)] : [];
        });
    }),
  );
}

function globsOf(rule: HouseRule | ExpectedPerson): readonly Globs[] {
  const ofAudiences = (globs: readonly string[]) =>
    globs.map((glob): Globs => ({ kind: 'audience', globs: [glob], except: [] }));
  if (!('demand' in rule)) {
    return [rule.reachedBy, rule.notReachedBy].map((globs) => ({
      ...{ kind: 'audience', globs, except: [] },
    }));
  }
  const { kind, over, except, demand } = rule;
  return [
    { kind, globs: over, except },
    ...(demand.kind === 'disjoint' ? ofAudiences(demand.groups) : []),
  ];
}

function warn(
  { name, source }: HouseRule | ExpectedPerson,
  glob: string,
  declaration: Declaration,
): Diagnostic {
  const shown = [...revealText(declaration.name)]
    .map((character) => (isVisualTwin(character) ? spellEscape(character) : character))
    .join('');
  return findingAt(declaration, ['name'], {
    severity: 'warning',
    code: 'name-near-rule',
    rule: name,
    message: `${quote(shown)} looks like a match of ${quote(glob)}, but is none`,
    hint: 'Correct the glob, or this name, if the rule should be over it. Case, accents, blanks and letters of other alphabets count.',
    related: [{ label: quote(name), source }],
  });
}

import type { Source } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { Kind } from '../../model/entity.ts';
import type { HouseRule, HouseRules } from '../../model/house-rule.ts';
import { countOf } from '../../model/text/count-of.ts';
import type { JsonObject } from '../../model/text/json.ts';
import { quote } from '../../model/text/quote.ts';
import { checkSchemaRule, type SchemaEntity } from './check-schema-rule.ts';
import { describeBreaches } from './describe-breaches.ts';
import { type Budget, createBudget } from './meter.ts';

/** What a rule's schema has against one entity, or what is wrong with the schema itself. */
export interface SchemaObjection {
  readonly rule: HouseRule;
  readonly code: 'rule-broken' | 'rule-undecided' | 'rule-schema-invalid';
  /** Null where it is about the rule: its schema is wrong, or nothing is known of some of its entities. */
  readonly declaration: Declaration | null;
  /** A sentence without its subject: of the entity, `it is not as the rule demands`. */
  readonly fact: string;
  readonly hint: string;
  readonly source: Source;
}

interface DeclaredEntity extends SchemaEntity {
  readonly declaration: Declaration;
}

/**
 * Holds entities against the rules that have a schema. The code that does so is loaded only where there is one.
 * @param toEntity a declaration as a manifest would write it
 * @param budget of all rules together
 */
export function findSchemaObjections(
  { rules }: HouseRules,
  declarations: readonly Declaration[],
  toEntity: (declaration: Declaration) => JsonObject,
  budget: Budget = createBudget(),
): readonly SchemaObjection[] {
  const all = new Map<Kind, readonly DeclaredEntity[]>();
  const entitiesOf = (kind: Kind): readonly DeclaredEntity[] => {
    const known =
      all.get(kind) ??
      declarations
        .filter((each) => each.kind === kind && each.state === 'present')
        .map((declaration) => ({
          ...{ name: declaration.name, value: toEntity(declaration), declaration },
        }));
    all.set(kind, known);
    return known;
  };
  return rules.flatMap((rule) => {
    if (rule.demand.kind !== 'schema') return [];
    const entities = entitiesOf(rule.kind);
    const checked = checkSchemaRule(rule, entities, budget);
    if (checked === null) return [];
    return [
      ...checked.problems.map(
        ({ path, part, message, hint }): SchemaObjection => ({
          ...{ rule, code: 'rule-schema-invalid', declaration: null, fact: message, hint },
          source: rule.locate(['schema', ...path], part),
        }),
      ),
      ...checked.broken.flatMap(({ entity: { declaration, value }, violations }) =>
        describeBreaches(violations, value, rule.kind).map(
          ({ path, part, message, hint }): SchemaObjection => ({
            ...{ rule, code: 'rule-broken', declaration, fact: message },
            hint: hint ?? 'Change it, or add the name to except of the rule.',
            source: declaration.locate(path, part),
          }),
        ),
      ),
      ...checked.tooMuch.map(
        ({ declaration }): SchemaObjection => ({
          ...{ rule, code: 'rule-undecided', declaration },
          fact: 'the schema takes too many steps to check it',
          hint: 'Make the schema simpler.',
          source: declaration.source,
        }),
      ),
      ...(checked.unchecked.length === 0 ? [] : [explainUnchecked(rule, checked.unchecked.length)]),
    ];
  });
}

function explainUnchecked(rule: HouseRule, count: number): SchemaObjection {
  const few = countOf(count, rule.kind);
  return {
    ...{ rule, code: 'rule-undecided', declaration: null },
    fact: `the rules with a schema take too many steps together, so ${quote(rule.name)} is not decided for ${few}`,
    hint: 'Make the schemas of all rules simpler, or split the project.',
    source: rule.source,
  };
}

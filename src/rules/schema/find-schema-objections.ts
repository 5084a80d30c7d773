import type { Source } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { HouseRule, HouseRules } from '../../model/house-rule.ts';
import type { JsonObject } from '../../model/text/json.ts';
import { checkSchemaRule } from './check-schema-rule.ts';
import { describeBreaches } from './describe-breaches.ts';

/** What a rule's schema has against one entity, or what is wrong with the schema itself. */
export interface SchemaObjection {
  readonly rule: HouseRule;
  readonly code: 'rule-broken' | 'rule-undecided' | 'rule-schema-invalid';
  /** Null where it is the schema that is wrong. */
  readonly declaration: Declaration | null;
  /** A sentence without its subject: of the entity, `it is not as the rule demands`. */
  readonly fact: string;
  readonly hint: string;
  readonly source: Source;
}

/**
 * Holds entities against the rules that have a schema. The code that does so is loaded only where there is one.
 * @param toEntity a declaration as a manifest would write it
 */
export function findSchemaObjections(
  { rules }: HouseRules,
  declarations: readonly Declaration[],
  toEntity: (declaration: Declaration) => JsonObject,
): readonly SchemaObjection[] {
  return rules.flatMap((rule) => {
    if (rule.demand.kind !== 'schema') return [];
    const entities = declarations
      .filter(({ kind, state }) => kind === rule.kind && state === 'present')
      .map((declaration) => ({
        name: declaration.name,
        value: toEntity(declaration),
        declaration,
      }));
    const checked = checkSchemaRule(rule, entities);
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
    ];
  });
}

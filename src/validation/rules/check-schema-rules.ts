import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { toEntity } from '../../manifest/check-declared.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { HouseRules } from '../../model/house-rule.ts';
import { quote } from '../../model/text/quote.ts';
import {
  findSchemaObjections,
  type SchemaObjection,
} from '../../rules/schema/find-schema-objections.ts';
import { describeSchemaObjection } from '../../rules/words.ts';

/** What rules with a schema have against declared entities. */
export function checkSchemaRules(
  houseRules: HouseRules,
  declarations: readonly Declaration[],
): readonly SchemaObjection[] {
  const readable = declarations.filter(({ incomplete }) => incomplete === undefined);
  return findSchemaObjections(houseRules, readable, toEntity);
}

export function writeSchemaObjection({
  rule,
  code,
  declaration,
  fact,
  hint,
  source,
}: SchemaObjection): Diagnostic {
  if (declaration === null) {
    const severity = code === 'rule-undecided' ? rule.level : 'error';
    return { severity, code, message: fact, source, hint, rule: rule.name };
  }
  const { name, address } = declaration;
  return {
    ...{ severity: rule.level, code, source, hint, address, rule: rule.name },
    message: describeSchemaObjection(quote(name), { code, fact }),
    related: [{ label: `rule ${quote(rule.name)}`, source: rule.source }],
  };
}

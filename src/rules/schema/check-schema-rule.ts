import type { HouseRule } from '../../model/house-rule.ts';
import { compileGlobs } from '../../model/name.ts';
import type { JsonValue } from '../../model/text/json.ts';
import type { SchemaViolation } from '../../schema/schema-validator.ts';
import { createSchemaCheck } from './create-schema-check.ts';
import type { SchemaProblem } from './schema-problem.ts';

/** An entity of the kind that a rule is over. */
export interface SchemaEntity {
  readonly name: string;
  /** As a manifest would write it, defaults filled in. */
  readonly value: JsonValue;
}

/** What became of a rule that has a schema. */
export interface CheckedSchemaRule<Entity extends SchemaEntity = SchemaEntity> {
  /** Of the schema itself: it is held against nothing then. */
  readonly problems: readonly SchemaProblem[];
  /** All that the rule is over. */
  readonly entities: readonly Entity[];
  readonly broken: readonly BrokenSchema<Entity>[];
  /** Those that take too many steps: nothing is known of them. */
  readonly tooMuch: readonly Entity[];
}

interface BrokenSchema<Entity extends SchemaEntity = SchemaEntity> {
  readonly entity: Entity;
  readonly violations: readonly SchemaViolation[];
}

/** Holds each entity that a rule is over against its schema. Null where it has none. */
export function checkSchemaRule<Entity extends SchemaEntity>(
  { demand, over, except }: Pick<HouseRule, 'demand' | 'over' | 'except'>,
  all: readonly Entity[],
): CheckedSchemaRule<Entity> | null {
  if (demand.kind !== 'schema') return null;
  const [isOver, isExcepted] = [compileGlobs(over), compileGlobs(except)];
  const entities = all.filter(({ name }) => isOver(name) && !isExcepted(name));
  const broken: BrokenSchema<Entity>[] = [];
  const tooMuch: Entity[] = [];
  const schema = createSchemaCheck(demand.schema);
  if ('problems' in schema) return { problems: schema.problems, entities, broken, tooMuch };
  for (const entity of entities) {
    const verdict = schema.check(entity.value);
    if (verdict === 'tooMuch') tooMuch.push(entity);
    else if (verdict.length > 0) broken.push({ entity, violations: verdict });
  }
  return { problems: [], entities, broken, tooMuch };
}

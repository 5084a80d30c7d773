import type { HouseRule } from '../../model/house-rule.ts';
import { compileGlobs } from '../../model/name.ts';
import type { JsonValue } from '../../model/text/json.ts';
import type { SchemaViolation } from '../../schema/schema-validator.ts';
import { createSchemaCheck } from './create-schema-check.ts';
import { type Budget, createBudget } from './meter.ts';
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
  /** Those that no steps of the run are left for. */
  readonly unchecked: readonly Entity[];
}

interface BrokenSchema<Entity extends SchemaEntity = SchemaEntity> {
  readonly entity: Entity;
  readonly violations: readonly SchemaViolation[];
}

/** How many names are held against a glob in the time of one step. */
const namesPerStep = 20;

/**
 * Holds each entity that a rule is over against its schema. Null where it has none.
 * @param budget of all rules together
 */
export function checkSchemaRule<Entity extends SchemaEntity>(
  { demand, over, except }: Pick<HouseRule, 'demand' | 'over' | 'except'>,
  all: readonly Entity[],
  budget: Budget = createBudget(),
): CheckedSchemaRule<Entity> | null {
  if (demand.kind !== 'schema') return null;
  const [isOver, isExcepted] = [compileGlobs(over), compileGlobs(except)];
  const entities = all.filter(({ name }) => isOver(name) && !isExcepted(name));
  budget.spend(Math.floor((all.length * (over.length + except.length)) / namesPerStep));
  const broken: BrokenSchema<Entity>[] = [];
  const tooMuch: Entity[] = [];
  const found = { problems: [], entities, broken, tooMuch };
  if (budget.isSpent()) return { ...found, unchecked: entities };
  const schema = createSchemaCheck(demand.schema, budget);
  if ('problems' in schema) return { ...found, problems: schema.problems, unchecked: [] };
  for (const [index, entity] of entities.entries()) {
    const verdict = schema.check(entity.value);
    if (budget.isSpent()) return { ...found, unchecked: entities.slice(index) };
    if (verdict === 'tooMuch') tooMuch.push(entity);
    else if (verdict.length > 0) {
      broken.push({ entity, violations: verdict });
      budget.spend(stepsToDescribe(verdict));
    }
  }
  return { ...found, unchecked: [] };
}

/** A sentence and its place; the nearest of the values or keys that there are. */
function stepsToDescribe(violations: readonly SchemaViolation[]): number {
  const steps = violations.map(({ schema, parentSchema }) => {
    const properties = parentSchema?.['properties'];
    const candidates = [schema, properties].flatMap((each) =>
      typeof each === 'object' && each !== null ? Object.keys(each).length : [],
    );
    return 100 + Math.max(0, ...candidates);
  });
  return steps.reduce((sum, each) => sum + each, 0);
}

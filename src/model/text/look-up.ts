/**
 * A row of a table by a key from outside. `constructor` and its like are keys of every object, and of no
 * table.
 */
export function lookUp<Row>(table: Readonly<Record<string, Row>>, key: string): Row | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

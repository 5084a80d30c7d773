/** Hints for mistakes that people make in manifests, where the schema alone can't show what was meant. */

import type { PlatformName } from '../model/entity.ts';
import { nearest } from '../model/name.ts';
import { correctCountry } from '../model/text/correct-country.ts';
import { listOf } from '../model/text/count-of.ts';
import { isJsonObject, type JsonValue } from '../model/text/json.ts';
import { kindsOf, platformNamed, platforms } from '../platforms/platform-named.ts';
import type { SchemaViolation } from '../schema/schema-validator.ts';
import type { Path, SchemaFinding } from '../yaml-source/findings/schema-finding.ts';
import { hintForNode, hintForNodeKey } from './hint-for-node.ts';
import { hintForOperators } from './hint-for-operators.ts';

/** Null leaves the hint to the schema. */
export function hintFor(
  finding: SchemaFinding,
  root: JsonValue,
  platform: PlatformName,
): string | null {
  if (finding.kind === 'unknown-key') return hintForKey(finding, root, platform);
  if (finding.kind === 'value' && finding.path.length === 0 && Array.isArray(root)) {
    const lists = kindsOf(platformNamed(platform)).map((kind) => `${kind}s:`);
    return `Put the list under ${lists.join(' or ')}.`;
  }
  return finding.kind === 'value' ? hintForValue(finding, root) : null;
}

function hintForValue(
  { path, violation }: Extract<SchemaFinding, { kind: 'value' }>,
  root: JsonValue,
): string | null {
  const { data, keyword } = violation;
  const key = path.at(-1);
  const [first] = path.length === 1 && isJsonObject(data) ? Object.keys(data) : [];
  if (keyword === 'type' && first !== undefined && /^-+[^-\s]/u.test(first)) {
    return `Write a blank after the dash: "- ${first.replace(/^-+/u, '')}:".`;
  }
  if (keyword === 'type' && path.length === 2 && typeof data === 'string') {
    return `Write "- name: ${data}", and the other keys of the entry below it.`;
  }
  if (path.includes('algebra')) {
    const hint = hintForAlgebra(path, violation, root);
    if (hint !== null) return hint;
  }
  if (key === 'country') return hintForCountry(violation);
  if (key !== 'radiusInKm' || !['exclusiveMinimum', 'maximum'].includes(keyword)) return null;
  return 'Give a whole number of kilometres above 0, such as 10. The API has an upper bound, which is not published.';
}

function hintForAlgebra(
  path: Path,
  { data, keyword }: SchemaViolation,
  root: JsonValue,
): string | null {
  if (keyword === 'maxProperties') return hintForOperators(path, valueAtPath(root, path));
  if (!['type', 'minItems', 'minProperties'].includes(keyword)) return null;
  const above = path.slice(0, -1);
  return hintForOperators(above, valueAtPath(root, above)) ?? hintForNode(path, data);
}

function hintForCountry({ data, keyword }: SchemaViolation): string | null {
  const isGiven = typeof data === 'string' || typeof data === 'number';
  if (!isGiven || !['enum', 'pattern', 'type'].includes(keyword)) return null;
  const isOnlySmall = keyword === 'pattern' && /^[a-z]{2}$/iu.test(String(data));
  return (
    correctCountry(String(data)) ?? (isOnlySmall ? `Write ${String(data).toUpperCase()}.` : null)
  );
}

type UnknownKey = Extract<SchemaFinding, { kind: 'unknown-key' }>;

function hintForKey(
  { path, key, known }: UnknownKey,
  root: JsonValue,
  platform: PlatformName,
): string | null {
  if (/^ *[^\S ]/u.test(key)) {
    return 'Indent the line with usual blanks. It begins with other spaces, which YAML reads as text.';
  }
  if (path.length === 0 && key === 'audiences') {
    return `Remove it. ${platformNamed(platform).label} has no audiences.`;
  }
  if (path.includes('algebra'))
    return hintForNodeKey(valueAtPath(root, path), key, { path, known });
  if (nearest(key, known).length > 0) return null;
  if (path[0] === 'defaults') {
    const lists = kindsOf(platformNamed(platform)).map((kind) => `${kind}s`);
    const all = lists.length > 1 ? `${listOf(lists)} both` : lists.join();
    return `Use only attributes that ${all} have: ${known.join(', ')}.`;
  }
  if (path[0] !== 'segments' || path.length !== 2) return null;
  if (key === 'behavioral') {
    return 'Name behavioral segments in an audience without declaring them. They belong to Criteo.';
  }
  const others = platforms.filter(
    ({ name, segmentTypes }) => name !== platform && segmentTypes.some((type) => type.name === key),
  );
  const labels = others.map(({ label }) => label).join(' and ');
  return labels === '' ? null : `Use another type. Segments of this type exist only in ${labels}.`;
}

function valueAtPath(root: JsonValue, path: readonly (string | number)[]): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)];
    else value = isJsonObject(value) ? value[String(step)] : undefined;
  }
  return value;
}

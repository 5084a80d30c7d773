/** Hints for mistakes that people make in manifests, where the schema alone can't show what was meant. */

import type { PlatformName } from '../model/entity.ts';
import { nearest } from '../model/name.ts';
import { correctCountry } from '../model/text/correct-country.ts';
import { listOf } from '../model/text/count-of.ts';
import { isJsonObject, type JsonValue } from '../model/text/json.ts';
import { kindsOf, platformNamed, platforms } from '../platforms/platform-named.ts';
import { keysOfAudienceRules } from '../rules/read-house-rules.ts';
import type { SchemaFinding } from '../yaml-source/findings/schema-finding.ts';
import { hintForNode, hintForNodeKey } from './hint-for-node.ts';

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
  return finding.kind === 'value' ? hintForValue(finding) : null;
}

function hintForValue({ path, violation }: Extract<SchemaFinding, { kind: 'value' }>) {
  const { data, keyword } = violation;
  const key = path.at(-1);
  const [first] = path.length === 1 && isJsonObject(data) ? Object.keys(data) : [];
  if (keyword === 'type' && first !== undefined && /^-+[^-\s]/u.test(first)) {
    return `Write a blank after the dash: "- ${first.replace(/^-+/u, '')}:".`;
  }
  if (keyword === 'type' && path.length === 2 && typeof data === 'string') {
    return `Write "- name: ${data}", and the other keys of the entry below it.`;
  }
  if (path.includes('algebra') && ['type', 'minItems', 'minProperties'].includes(keyword)) {
    return hintForNode(path, data);
  }
  if (key === 'country' && ['enum', 'pattern'].includes(keyword) && typeof data === 'string') {
    return correctCountry(data);
  }
  if (key !== 'radiusInKm' || !['exclusiveMinimum', 'maximum'].includes(keyword)) return null;
  return 'Give a whole number of kilometres above 0, such as 10. The API has an upper bound, which is not published.';
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
  const { label, endpoints } = platformNamed(platform);
  const isOfAudiences = key === 'audiences' || keysOfAudienceRules.includes(key);
  if (endpoints.audience === null && isOfAudiences && (path.length === 0 || path[0] === 'rules')) {
    return `Remove it. ${label} has no audiences.`;
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

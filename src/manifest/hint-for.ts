/** Hints for mistakes that people make in manifests, where the schema alone can't show what was meant. */

import type { PlatformName } from '../model/entity.ts';
import { nearest } from '../model/name.ts';
import { correctCountry } from '../model/text/correct-country.ts';
import { listOf } from '../model/text/count-of.ts';
import { isJsonObject, type JsonValue } from '../model/text/json.ts';
import { kindsOf, platformNamed, platforms } from '../platforms/platform-named.ts';
import { hintForRuleKey, hintForRuleValue } from '../rules/hint-for-rule.ts';
import { demandOf, keysOfAudienceRules } from '../rules/read-house-rules.ts';
import type { SchemaViolation } from '../schema/schema-validator.ts';
import type { LocatedValue } from '../yaml-source/findings/explain-violations.ts';
import type { Path, SchemaFinding } from '../yaml-source/findings/schema-finding.ts';
import { markAsDash } from '../yaml-source/syntax/mark-as-dash.ts';
import { hintForCommas, valueAtPath } from './hint-for-commas.ts';
import { hintForNode, hintForNodeKey } from './hint-for-node.ts';
import { hintForOperators } from './hint-for-operators.ts';
import { hintForWrongList } from './hint-for-wrong-list.ts';

/** Null leaves the hint to the schema. */
export function hintFor(
  finding: SchemaFinding,
  document: LocatedValue,
  platform: PlatformName,
): string | null {
  const root = document.value;
  if (finding.kind === 'unknown-key') {
    return (
      hintForCommas(finding, document) ??
      hintForGlued(finding, root) ??
      hintForWrongList(finding, root, platform) ??
      hintForRuleKey(finding) ??
      hintForKey(finding, root, platform)
    );
  }
  const ofOtherKind = hintForWrongList(finding, root, platform);
  if (ofOtherKind !== null) return ofOtherKind;
  if (finding.kind === 'value' && finding.path.length === 0 && Array.isArray(root)) {
    const lists = kindsOf(platformNamed(platform)).map((kind) => `${kind}s:`);
    const areRules = root.some((entry) => isJsonObject(entry) && demandOf(entry) !== undefined);
    return `Put the list under ${areRules ? 'rules:' : lists.join(' or ')}.`;
  }
  return finding.kind === 'value' ? hintForValue(finding, document) : null;
}

function hintForValue(
  { path, violation }: Extract<SchemaFinding, { kind: 'value' }>,
  document: LocatedValue,
): string | null {
  const { data, keyword } = violation;
  const key = path.at(-1);
  const ofRule = hintForRuleValue(path, violation);
  if (ofRule !== null) return ofRule;
  const dash = keyword === 'type' ? hintForDash(path, data) : null;
  if (dash !== null) return dash;
  if (keyword === 'type' && path.length === 2 && typeof data === 'string') {
    return `Write "- name: ${data}", and the other keys of the entry below it.`;
  }
  if (path.includes('algebra')) {
    const hint = hintForAlgebra(path, violation, document);
    if (hint !== null) return hint;
  }
  if (key === 'country') return hintForCountry(violation);
  if (keyword === 'type' && typeof key === 'string') {
    return hintForCommas({ path: path.slice(0, -1), key }, document);
  }
  if (key !== 'radiusInKm' || !['exclusiveMinimum', 'maximum'].includes(keyword)) return null;
  return 'Give a whole number of kilometres above 0, such as 10. The API has an upper bound, which is not published.';
}

function hintForAlgebra(
  path: Path,
  { data, keyword }: SchemaViolation,
  document: LocatedValue,
): string | null {
  const root = document.value;
  if (keyword === 'maxProperties') return hintForOperators(path, valueAtPath(root, path));
  if (!['type', 'minItems', 'minProperties'].includes(keyword)) return null;
  const above = path.slice(0, -1);
  return (
    hintForOperators(above, valueAtPath(root, above)) ??
    hintForNode(path, data, document.written(path))
  );
}

function hintForCountry({ data, keyword }: SchemaViolation): string | null {
  const isGiven = typeof data === 'string' || typeof data === 'number';
  if (!isGiven || !['enum', 'pattern', 'type'].includes(keyword)) return null;
  const isOnlySmall = keyword === 'pattern' && /^[a-z]{2}$/iu.test(String(data));
  return (
    correctCountry(String(data)) ?? (isOnlySmall ? `Write ${String(data).toUpperCase()}.` : null)
  );
}

/** A map in place of a list, where the dash of its first line is no dash to YAML. */
function hintForDash(path: Path, data: unknown): string | null {
  const [first] = path.length === 1 && isJsonObject(data) ? Object.keys(data) : [];
  if (first === undefined) return null;
  const mark = markAsDash(`${first}: `);
  if (mark?.kind === 'other') return mark.hint;
  return /^-+[^-\s]/u.test(first)
    ? `Write a blank after the dash: "- ${first.replace(/^-+/u, '')}:".`
    : null;
}

type UnknownKey = Extract<SchemaFinding, { kind: 'unknown-key' }>;

/** `{ identifierType:Email }` is a key without a value. */
function hintForGlued({ path, key, known }: UnknownKey, root: JsonValue): string | null {
  const [, word = '', value] = /^([a-z][A-Za-z]*):\s*(\S.*)$/u.exec(key) ?? [];
  if (!known.includes(word)) return null;
  const whole = valueAtPath(root, [...path, key]) === null ? ` ${value}` : '';
  return `Write a usual blank after the colon: ${word}:${whole}.`;
}

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

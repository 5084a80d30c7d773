/** Hints for entries that belong into the other list: a segment with an algebra, an audience with a segment's type. */
import type { PlatformName } from '../model/entity.ts';
import { isJsonObject, type JsonValue } from '../model/text/json.ts';
import { kindsOf, platformNamed } from '../platforms/platform-named.ts';
import { demandOf } from '../rules/read-house-rules.ts';
import type { SchemaFinding } from '../yaml-source/findings/schema-finding.ts';
import { valueAtPath } from './hint-for-commas.ts';

/** For the key itself, and for what such an entry lacks where it stands. */
export function hintForWrongList(
  finding: SchemaFinding,
  root: JsonValue,
  platform: PlatformName,
): string | null {
  const { path } = finding;
  const entry = path.length === 2 ? valueAtPath(root, path) : undefined;
  const isOfEntities = path[0] === 'segments' || path[0] === 'audiences';
  if (isOfEntities && isJsonObject(entry)) {
    const demand = demandOf(entry);
    if (demand !== undefined) return `Move the entry to rules. Only a rule has ${demand}.`;
  }
  const { segmentTypes } = platformNamed(platform);
  if (!isJsonObject(entry) || !kindsOf(platformNamed(platform)).includes('audience')) return null;
  const type = segmentTypes.find(({ name }) => Object.hasOwn(entry, name))?.name ?? null;
  const hasAlgebra = Object.hasOwn(entry, 'algebra');
  if (path[0] === 'segments') return hasAlgebra ? ofSegment(finding, type) : null;
  if (path[0] !== 'audiences' || type === null || !isAbout(finding, type)) return null;
  return hasAlgebra
    ? `Move ${type} to an entry of segments, and name that segment in the algebra.`
    : `Move the entry to segments. Only a segment has ${type}.`;
}

function ofSegment(finding: SchemaFinding, type: string | null): string | null {
  const isAlgebra = finding.kind === 'unknown-key' && finding.key === 'algebra';
  const lacksType = finding.kind === 'value' && finding.violation.keyword === 'oneOf';
  if (type === null) {
    return isAlgebra || lacksType
      ? 'Move the entry to audiences. Only an audience has an algebra.'
      : null;
  }
  return isAlgebra ? 'Move the algebra to an entry of audiences. Only an audience has one.' : null;
}

/** Whether a finding is about the type, or about the algebra that is not there. */
function isAbout(finding: SchemaFinding, type: string): boolean {
  return finding.kind === 'missing-key'
    ? finding.key === 'algebra'
    : finding.kind === 'unknown-key' && finding.key === type;
}

/** The API's own code for what a schema refuses, so that one mistake has one code. */
import type { PlatformName } from '../model/entity.ts';
import { platformNamed } from '../platforms/platform-named.ts';
import type { Path, SchemaFinding } from '../yaml-source/findings/schema-finding.ts';

/** What is wrong, by schema keyword; `null` for a value of null, `missing` for a key that is not there. */
type Wrong = string;

interface CodeRule {
  /** Path below the entity, without list positions; algebra is `node`, `node.and`, `node.segment`, …. */
  readonly at: string;
  /** Keywords that the code stands for; left out, all of them. */
  readonly wrong?: readonly Wrong[];
  readonly code: string;
}

/** Sources: the error lists of the retail-media audience and marketing-solutions segment guides. */
const rules: readonly CodeRule[] = [
  { at: 'name', wrong: ['missing', 'null', 'pattern'], code: 'name-must-not-be-empty' },
  { at: 'name', wrong: ['maxLength'], code: 'name-must-not-be-too-long' },
  { at: 'description', wrong: ['maxLength'], code: 'description-must-not-be-too-long' },
  { at: 'algebra', wrong: ['missing'], code: 'audience-algebra-cannot-be-null-or-empty' },
  {
    at: 'node',
    wrong: ['null', 'minProperties'],
    code: 'audience-algebra-cannot-be-null-or-empty',
  },
  { at: 'node', wrong: ['pattern'], code: 'name-must-not-be-empty' },
  { at: 'node.segment', wrong: ['pattern', 'null'], code: 'name-must-not-be-empty' },
  { at: 'node', wrong: ['maxProperties'], code: 'multiple-algebra-operators' },
  { at: 'node.and', wrong: ['null'], code: 'audience-algebra-cannot-be-null-or-empty' },
  { at: 'node.or', wrong: ['null'], code: 'audience-algebra-cannot-be-null-or-empty' },
  {
    at: 'node.and',
    wrong: ['minItems'],
    code: 'audience-algebra-and-or-nodes-must-include-more-than-one-node',
  },
  {
    at: 'node.or',
    wrong: ['minItems'],
    code: 'audience-algebra-and-or-nodes-must-include-more-than-one-node',
  },
  { at: 'inMarket', wrong: ['type', 'null'], code: 'in-market-settings-must-be-defined' },
  {
    at: 'inMarket.country',
    wrong: ['missing', 'null', 'minLength'],
    code: 'country-code-is-required',
  },
  { at: 'inMarket.country', code: 'country-code-must-be-valid' },
  { at: 'inMarket.gender', code: 'gender-must-be-valid' },
  {
    at: 'inMarket.buyingPower',
    wrong: ['type', 'enum', 'null'],
    code: 'buying-power-must-be-valid',
  },
  { at: 'inMarket.priceRange', wrong: ['type', 'enum', 'null'], code: 'price-range-must-be-valid' },
  { at: 'location.registryType', code: 'registry-type-must-be-valid' },
  {
    at: 'location.pointsOfInterest',
    wrong: ['missing', 'null', 'minItems'],
    code: 'poi-list-must-be-not-empty',
  },
  { at: 'location.pointsOfInterest.latitude', code: 'poi-coordinates-must-be-valid' },
  { at: 'location.pointsOfInterest.longitude', code: 'poi-coordinates-must-be-valid' },
  { at: 'location.radiusInKm', wrong: ['missing', 'null'], code: 'poi-radius-must-be-not-null' },
  {
    at: 'location.radiusInKm',
    wrong: ['exclusiveMinimum', 'maximum'],
    code: 'radius-must-be-in-range',
  },
  {
    at: 'lookalike.seedSegmentId',
    wrong: ['pattern'],
    code: 'segment-must-have-valid-segment-id',
  },
  ...['daysSinceLastVisitMin', 'daysSinceLastVisitMax'].map((days) => ({
    at: `retargeting.${days}`,
    wrong: ['minimum', 'maximum'],
    code: 'retargeting-segment-days-since-last-visit-are-not-in-acceptable-range',
  })),
];

/** The API's code, or null where only the schema has an opinion. Paths begin at the document. */
export function apiCodeFor(finding: SchemaFinding, platform: PlatformName): string | null {
  if (finding.kind === 'unknown-key' || finding.kind === 'misplaced-keys') return null;
  const path = finding.kind === 'missing-key' ? [...finding.path, finding.key] : finding.path;
  if (path[0] !== 'segments' && path[0] !== 'audiences') return null;
  const at = [normalise(path.slice(2))];
  if (finding.kind === 'missing-key' && path.length === 3) at.push(String(path[2]));
  const wrong = wrongOf(finding);
  if (path[0] === 'segments' && at.includes('id') && wrong === 'pattern') {
    return platformNamed(platform).invalidSegmentIdCode;
  }
  const rule = rules.find(
    ({ at: place, wrong: kinds }) =>
      at.includes(place) && (kinds === undefined || kinds.includes(wrong)),
  );
  return rule?.code ?? null;
}

function wrongOf(finding: SchemaFinding): Wrong {
  if (finding.kind !== 'value') return 'missing';
  return finding.violation.data === null ? 'null' : finding.violation.keyword;
}

/** `['algebra', 'and', 0, 'not']` is a `node`, `['algebra', 'or']` a `node.or`. */
function normalise(path: Path): string {
  if (path[0] !== 'algebra') return path.filter((step) => typeof step === 'string').join('.');
  const last = path.at(-1);
  if (last === 'algebra' || last === 'not' || typeof last === 'number') return 'node';
  return `node.${last}`;
}

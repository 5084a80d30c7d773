import type { SegmentReference } from '../../model/algebra.ts';
import { isAddress, nameOf as nameOfAddress } from '../../model/entity.ts';
import { algebraIsIgnored } from '../../rules/words.ts';
import type { Change } from '../change/change.ts';
import type { Comparison } from '../compare-with-remote.ts';
import { judgeSegmentVerdicts } from '../people/judge-people.ts';
import { labelSegments } from '../people/label-segments.ts';
import { relateAtMoments } from '../people/relate-at-moments.ts';
import { explainName } from './explain-name.ts';
import { judgeHouseRules } from './judge-house-rules.ts';
import { objectToTargets } from './object-to-targets.ts';
import { listPlannedEntities } from './planned-entities.ts';
import { createMeanings } from './planned-names.ts';
import { createPlannedWorlds, type PlannedAudience } from './planned-world.ts';
import { type WrittenHouseRules, writeHouseRules } from './write-house-rules.ts';
import { writeSchemaObjections } from './write-schema-objections.ts';

const nothing: WrittenHouseRules = { errors: [], warnings: [], refusals: [], changed: [] };

/**
 * What the house rules of a project have to say of a plan.
 * @param changes those that are carried out, of the comparison
 */
export function planHouseRules(
  comparison: Comparison,
  changes: readonly Change[],
): WrittenHouseRules {
  const { houseRules, schemaObjections, index, references, matches } = comparison;
  if (houseRules.rules.length + houseRules.people.length === 0) return nothing;
  const relate = relateAtMoments(changes, index);
  const entities = listPlannedEntities(comparison, changes);
  const findMeaning = createMeanings(entities);
  const worlds = createPlannedWorlds(entities, findMeaning, relate);
  const nameOf = labelSegments(matches, index, references);
  const segments = { ...judgeSegmentVerdicts(changes, index, references), relate, nameOf };
  const resolve = (name: string, { ownerId }: PlannedAudience) => {
    const target = references.resolve({ name }, ownerId);
    return 'problem' in target ? null : target;
  };
  const targetOf = (key: string, audience: PlannedAudience) =>
    isAddress(key) ? resolve(nameOfAddress(key), audience) : references.segmentOf(key.slice(1));
  const { ownerAttribute } = index.platform;
  const nameOfOther = (key: string, audience: PlannedAudience) => {
    const target = targetOf(key, audience);
    const owner =
      target?.declaration?.attributes[ownerAttribute] ?? target?.remote?.ownerId ?? null;
    const isOther = owner !== null && audience.ownerId !== null && owner !== audience.ownerId;
    return target && isOther ? target.name : null;
  };
  const referTo = (key: string, audience: PlannedAudience): SegmentReference | null => {
    const name = targetOf(key, audience)?.name;
    if (name === undefined || nameOfOther(key, audience) !== null) return null;
    return resolve(name, audience)?.key === key ? { name } : null;
  };
  const objectTo = (keys: readonly string[], audience: PlannedAudience) => {
    if (audience.declaration?.ignoreChanges?.includes('algebra')) return algebraIsIgnored;
    const wanted = keys.flatMap((key) => {
      const target = targetOf(key, audience);
      const isOfOther = nameOfOther(key, audience) !== null;
      return target ? [{ target, isOfOther, hasName: referTo(key, audience) !== null }] : [];
    });
    return objectToTargets(wanted, index.platform);
  };
  const audienceNames = new Map(
    entities.flatMap(({ kind, key, after }) =>
      kind === 'audience' && after ? [[key, after.names[0]]] : [],
    ),
  );
  const judged = judgeHouseRules(houseRules, worlds, segments);
  const ofPeople = writeHouseRules(judged, {
    ...{ ...segments, worlds, referTo, objectTo, nameOfOther },
    nameOfAudience: (key) => audienceNames.get(key) ?? key,
    isNothing: (name) => findMeaning(name, null, 'after') === null,
    explain: (name, ownerId) => explainName(name, ownerId, entities, comparison),
  });
  const ofSchemas = writeSchemaObjections(schemaObjections, changes);
  return {
    errors: [...ofPeople.errors, ...ofSchemas.errors],
    warnings: [...ofPeople.warnings, ...ofSchemas.warnings],
    refusals: [...ofPeople.refusals, ...ofSchemas.refusals],
    changed: [...ofPeople.changed, ...ofSchemas.changed],
  };
}

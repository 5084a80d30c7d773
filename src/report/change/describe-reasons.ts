/** Why a change is made, in sentences; what its attribute lines already say is left out. */

import { lookAlikeKey } from '../../model/name.ts';
import type { Labels } from '../../model/project.ts';
import { type JsonObject, valueAt } from '../../model/text/json.ts';
import { revealTexts } from '../../model/text/reveal-text.ts';
import { wordsFor } from '../../platforms/platform-named.ts';
import type { ChangeReason, PlannedChange } from '../../schema/generated/plan.ts';
import { createShow, noWords, type ValueWords } from '../text/format-value.ts';
import { attributeLabel, wordsAt } from './attribute-label.ts';
import { afterOf, beforeOf, typeLabel, typeOf } from './change-attributes.ts';
import { segmentsOfChange } from './tree/segments-of-change.ts';

export function describeReasons(change: PlannedChange, labels: Labels): readonly string[] {
  const sentences = change.reasons.flatMap((reason) => {
    const sentence = describeReason(reason, change, labels);
    return sentence === null ? [] : [sentence];
  });
  return [...new Set(sentences)];
}

function describeReason(
  reason: ChangeReason,
  change: PlannedChange,
  labels: Labels,
): string | null {
  switch (reason.code) {
    case 'attribute-changed':
    case 'attribute-cleared':
      return reason.text === 'algebra' ? algebraOrigin(reason, change) : null;
    case 'not-remote':
      return null;
    case 'immutable-attribute-changed':
      return describeImmutable(reason.text, change, labels);
    case 'renamed':
      return describeRenaming(beforeOf(change), afterOf(change)) ?? reason.text;
    default:
      return reason.text;
  }
}

function algebraOrigin({ origin }: ChangeReason, { segmentIds }: PlannedChange): string | null {
  if (origin === 'drift') {
    // The segment may be gone or have another name now, which is no edit of the algebra.
    const isSegmentGone = Object.values(segmentIds?.after ?? {}).includes(null);
    return isSegmentGone
      ? 'the algebra is unchanged in git, and uses a segment that is not in Criteo under this name'
      : 'the algebra was edited in the UI and is unchanged in git';
  }
  if (origin === 'conflict') {
    return 'the algebra was changed both here and in the UI since the base (conflict)';
  }
  return null;
}

function describeImmutable(path: string, change: PlannedChange, labels: Labels): string {
  const [before, after] = [beforeOf(change), afterOf(change)];
  const subject = wordsFor(path);
  if (subject === undefined && typeOf(before) !== typeOf(after)) {
    const [was, will] = [typeLabel(before), typeLabel(after)];
    return `the type of a segment cannot be updated in place: ${was ?? 'unknown'} -> ${will ?? 'unknown'}`;
  }
  const sides =
    path === 'lookalike.seedSegmentId'
      ? showSeeds(change)
      : showValues([before, after], path, wordsAt(path, labels));
  const [was, will] = sides.map((side) => side ?? 'nothing');
  return `${subject ?? attributeLabel(path)} cannot be updated in place: ${was} -> ${will}`;
}

function showValues(
  sides: readonly (JsonObject | null)[],
  path: string,
  words: ValueWords,
): readonly (string | null)[] {
  const values = sides.map((side) => (side && valueAt(side, path)) ?? undefined);
  const show = createShow(values, words);
  return values.map((value) => (value === undefined ? null : show(value)));
}

function showSeeds(change: PlannedChange): readonly (string | null)[] {
  const { seedOf, nameOf, labelOf } = segmentsOfChange(change);
  const seeds = [seedOf('before'), seedOf('after')];
  const show = createShow(
    seeds.map((seed) => (seed === null ? undefined : (nameOf(seed) ?? undefined))),
    noWords,
  );
  return seeds.map((seed) => (seed === null ? null : labelOf(seed, show)));
}

/** The headline shows the new name; where both names look alike, it does not distinguish them. */
function describeRenaming(before: JsonObject | null, after: JsonObject | null): string | null {
  const [was, will] = [before?.['name'], after?.['name']];
  if (typeof was !== 'string' || typeof will !== 'string') return null;
  const shown = revealTexts([was, will]);
  const from = `renamed from "${shown.get(was)}"`;
  return lookAlikeKey(was) === lookAlikeKey(will) ? `${from} to "${shown.get(will)}"` : from;
}

/** What becomes of the people of a segment that a plan changes, judged by its own attributes. */
import {
  judgeSegmentChange,
  type SegmentJudgement,
} from '../../algebra/segments/judge-segment-change.ts';
import { type JsonObject, valueAt, withoutValueAt, withValueAt } from '../../model/text/json.ts';
import { rulesOfType } from '../../platforms/segment-types/segment-types.ts';
import type { Change } from '../change/change.ts';
import { addMembersVerdict } from './planned-sync.ts';

/** @returns null for an audience's change, and where there is no before or no after. */
export function judgeSegment(change: Change): SegmentJudgement | null {
  if (change.action === 'create' || change.action === 'delete') return null;
  if (change.remote.kind === 'audience') return null;
  const { type, attributes, incomparable } = change.remote;
  if (change.action === 'replace') {
    const reason = 'it is created again under a new ID, and Criteo does not say who will be in it';
    return { verdict: 'unknown', reasons: [{ paths: change.paths, verdict: 'unknown', reason }] };
  }
  const after = overlay(attributes, change.desired.attributes, change.paths);
  const judged = judgeSegmentChange(
    { before: { type, attributes }, after: { type, attributes: after }, incomparable },
    rulesOfType(type),
  );
  return addMembersVerdict(judged, change.members);
}

/** The first object with the values of the second at some paths. */
export function overlay(base: JsonObject, top: JsonObject, paths: readonly string[]): JsonObject {
  return paths.reduce((object, path) => {
    const value = valueAt(top, path);
    return value === undefined ? withoutValueAt(object, path) : withValueAt(object, path, value);
  }, base);
}

/** What becomes of the people of a segment that a plan changes, judged by its own attributes. */
import {
  judgeSegmentChange,
  type SegmentJudgement,
} from '../../algebra/segments/judge-segment-change.ts';
import { combineVerdicts, type Verdict } from '../../algebra/verdict.ts';
import type { Movement } from '../../algebra/words/movement.ts';
import { countOf } from '../../model/text/count-of.ts';
import { type JsonObject, valueAt, withoutValueAt, withValueAt } from '../../model/text/json.ts';
import { describeMovement } from '../../platforms/segment-types/describe-movement.ts';
import { rulesOfType } from '../../platforms/segment-types/segment-types.ts';
import type { PlannedMembers } from '../../schema/generated/plan.ts';
import type { Change } from '../change/change.ts';
import { changesMembers, needsSync } from './planned-sync.ts';

export interface JudgedSegment extends SegmentJudgement {
  readonly movement: Movement;
}

/** @returns null for an audience's change, and where there is no before or no after. */
export function judgeSegment(change: Change): JudgedSegment | null {
  if (change.action === 'create' || change.action === 'delete') return null;
  if (change.remote.kind === 'audience') return null;
  const { type, attributes, incomparable } = change.remote;
  if (change.action === 'replace') return judgeReplacement(change);
  const after = overlay(attributes, change.desired.attributes, change.paths);
  const sides = { before: { type, attributes }, after: { type, attributes: after }, incomparable };
  const judged = judgeSegmentChange(sides, rulesOfType(type));
  const movement = describeMovement(sides, judged);
  return addMembersVerdict({ ...judged, movement }, change.members);
}

/** Whether a change makes a list that neither this run nor an earlier one fills. */
export function leavesListEmpty(
  change: Change,
): change is Exclude<Change, { readonly action: 'delete' }> {
  if (change.action !== 'create' && change.action !== 'replace') return false;
  const { desired, members, match } = change;
  return desired.type === 'contactList' && !needsSync(members) && !match?.successor;
}

function judgeReplacement(change: Extract<Change, { paths: unknown }>): JudgedSegment {
  const { paths, remote } = change;
  const isEmpty = leavesListEmpty(change);
  const verdict = isEmpty ? 'empty' : 'unknown';
  const again = remote.type === 'contactList' ? ' again' : '';
  const leave = `everyone until the list is uploaded${again}`;
  const reason = isEmpty
    ? 'it is created again under a new ID, without members'
    : 'it is created again under a new ID, and Criteo does not say who will be in it';
  return {
    verdict,
    reasons: [{ paths, verdict, reason }],
    movement: { enter: null, leave: isEmpty ? leave : null },
  };
}

/** What a delta does to the people of a list, of which no attribute changes them. */
function addMembersVerdict(
  judged: JudgedSegment,
  members: PlannedMembers | undefined,
): JudgedSegment {
  if (members === undefined || !changesMembers(members)) return judged;
  const [verdict, reason] = judgeMembers(members);
  const combined = combineVerdicts([judged.verdict, verdict]);
  const { adds, removes } = members;
  const isKnown = combined !== 'unknown';
  return {
    verdict: combined,
    reasons: [...judged.reasons, { paths: [], verdict, reason }],
    movement: {
      enter: isKnown && adds > 0 ? countOf(adds, 'new member') : null,
      leave: isKnown && removes > 0 ? countOf(removes, 'removed member') : null,
    },
  };
}

function judgeMembers({ state, adds, removes }: PlannedMembers): readonly [Verdict, string] {
  if (state === 'rebuild-needed') return ['unknown', 'it is not known who is on the list now'];
  if (removes === 0) return ['wider', 'members are added'];
  return adds === 0
    ? ['narrower', 'members are removed']
    : ['different', 'members are added and removed'];
}

/** The first object with the values of the second at some paths. */
export function overlay(base: JsonObject, top: JsonObject, paths: readonly string[]): JsonObject {
  return paths.reduce((object, path) => {
    const value = valueAt(top, path);
    return value === undefined ? withoutValueAt(object, path) : withValueAt(object, path, value);
  }, base);
}

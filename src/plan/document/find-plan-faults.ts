/**
 * What no plan of ours says, although its schema allows it. A plan file comes from outside, so that
 * nothing may be hidden in the gap between what is shown of a change and what is sent for it.
 */

import { versionKeys } from '../../model/project.ts';
import { segmentNamesIn } from '../../model/references.ts';
import { isApiVersion } from '../../model/remote/is-api-version.ts';
import { canonicalJson, type JsonObject } from '../../model/text/json.ts';
import { isOtherOwner, platformNamed } from '../../platforms/platform-named.ts';
import type { PlanDocument, PlannedChange } from '../../schema/generated/plan.ts';
import { changeKey } from '../change/change-key.ts';
import { overlay } from '../people/judge-segment.ts';
import { attributesOf, changeAddress, nameIn } from '../planned-change.ts';

/** One sentence for each fault, without a full stop; none for a plan as `plan --out` saves it. */
export function findPlanFaults(plan: PlanDocument): readonly string[] {
  const lists = [
    ['changes', plan.changes],
    ['moves', plan.moves],
  ] as const;
  const each = lists.flatMap(([list, changes]) =>
    changes.flatMap((change, position) => {
      const faults = [...faultsOf(change), ...(list === 'moves' ? faultsOfRepoint(change) : [])];
      return faults.map((fault) => `${list}[${position}] ${fault}`);
    }),
  );
  return [
    ...faultsOfTarget(plan),
    ...each,
    ...findRepeated(plan),
    ...findCrossed(plan),
    ...faultsOfMembers(plan),
    ...faultsOfSummary(plan),
  ];
}

function faultsOfTarget({ project }: PlanDocument): readonly string[] {
  const { scope } = platformNamed(project.platform);
  return [
    ...(project[scope.attribute] === undefined ? [`project has no ${scope.attribute}`] : []),
    ...versionKeys.flatMap((key) =>
      isApiVersion(project[key] ?? project.apiVersion)
        ? []
        : [`project.${key} is not an API version`],
    ),
  ];
}

/** Whether each side is there, by action. */
const sides: Readonly<Record<PlannedChange['action'], { before: boolean; after: boolean }>> = {
  create: { before: false, after: true },
  update: { before: true, after: true },
  replace: { before: true, after: true },
  delete: { before: true, after: false },
};

function faultsOf(change: PlannedChange): readonly string[] {
  const { action, id, segmentIds } = change;
  const [before, after] = [attributesOf(change.before), attributesOf(change.after)];
  const wanted = sides[action];
  if ((before !== null) !== wanted.before || (after !== null) !== wanted.after) {
    return [`is a ${action} with wrong before and after`];
  }
  const named = nameIn(action === 'delete' ? before : after);
  const isNamed =
    action === 'update' || change.address === `${changeAddress(change).kind}/${named}`;
  return [
    ...((id === null) === (action === 'create')
      ? []
      : ['has an ID although it must have none, or has none although it needs one']),
    ...(isNamed ? [] : ['has an address that differs from the name of its entity']),
    ...(action === 'update'
      ? faultsOfUpdate(change, before ?? {}, after ?? {})
      : faultsOfOther(change)),
    ...(namesExactly(before, segmentIds.before) && namesExactly(after, segmentIds.after)
      ? []
      : ['has IDs of segments that it does not name']),
    ...(Object.values(segmentIds.before).includes(null) ? ['names a segment without an ID'] : []),
  ];
}

/** An update sends something, and leaves what it does not send as it was. */
function faultsOfUpdate(
  { paths, members, segmentIds }: PlannedChange,
  before: JsonObject,
  after: JsonObject,
): readonly string[] {
  const sent = overlay(before, after, paths);
  const isKept =
    canonicalJson(sent) === canonicalJson(after) &&
    (paths.includes('algebra') ||
      canonicalJson(segmentIds.before) === canonicalJson(segmentIds.after));
  return [
    ...(isKept ? [] : ['changes more than it sends']),
    ...(paths.length > 0 || members !== undefined ? [] : ['changes nothing']),
  ];
}

/** What an action other than an update has, and has not. */
function faultsOfOther({ action, paths, temporaryName }: PlannedChange): readonly string[] {
  const isNameless = action === 'replace' && temporaryName === undefined;
  return [
    ...(paths.length > 0 ? ['sends attributes, but is not an update'] : []),
    ...(isNameless ? ['has no temporary name'] : []),
  ];
}

function faultsOfRepoint({ action, paths }: PlannedChange): readonly string[] {
  const isRepoint = action === 'update' && paths.length === 1 && paths[0] === 'algebra';
  return isRepoint ? [] : ['does not only change a reference'];
}

function namesExactly(
  attributes: JsonObject | null,
  ids: Readonly<Record<string, string | null>>,
): boolean {
  const names = segmentNamesIn(attributes ?? {});
  return (
    names.length === Object.keys(ids).length && names.every((name) => Object.hasOwn(ids, name))
  );
}

/** One change for each entity: two of one would be sent twice. */
function findRepeated({ changes, moves }: PlanDocument): readonly string[] {
  const seen = new Set<string>();
  return [...changes, ...moves].flatMap((change) => {
    const { kind, address } = changeAddress(change);
    const key = change.id === null ? changeKey(change) : `${kind} ${change.id}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [`${address} is changed twice`];
  });
}

/**
 * Trees are shown by name, and namesakes of two owners with their IDs. So a name leads to another segment than
 * before only where the plan takes it from the one that has it, or where the owner changes; else two trees that
 * read the same would mean other people.
 */
function findCrossed({ changes, moves }: PlanDocument): readonly string[] {
  const losing = new Set(
    changes.flatMap(({ action, id, before, after }) => {
      const isLeft =
        action !== 'update' || nameIn(attributesOf(before)) !== nameIn(attributesOf(after));
      return isLeft && id !== null ? [id] : [];
    }),
  );
  const kept = [...changes, ...moves].filter(
    ({ before, after }) => !isOtherOwner(attributesOf(before) ?? {}, attributesOf(after) ?? {}),
  );
  return kept.flatMap(({ address, segmentIds }) =>
    Object.entries(segmentIds.before).flatMap(([name, id]) => {
      const next = segmentIds.after[name];
      const isCrossed = next !== undefined && next !== id && !losing.has(id ?? '');
      return isCrossed ? [`${address} uses one name for two segments`] : [];
    }),
  );
}

function faultsOfMembers({ members, changes, moves }: PlanDocument): readonly string[] {
  if (members) return [];
  return [...changes, ...moves].flatMap((change) =>
    change.members === undefined
      ? []
      : [`${change.address} would be filled, but the plan was made without members`],
  );
}

function faultsOfSummary({ summary, changes }: PlanDocument): readonly string[] {
  return (['create', 'update', 'replace', 'delete'] as const).flatMap((action) => {
    const count = changes.filter((change) => change.action === action).length;
    return summary[action] === count
      ? []
      : [`summary counts ${summary[action]} to ${action}, but there are ${count}`];
  });
}

/**
 * Which plans make the same changes: equal but for the project, the account and what only IDs differ in. What a report
 * of many shows of the first of them beside its changes, such as how much was read, is said to be of that one.
 */
import { createHash } from 'node:crypto';
import { compareText } from '../../../diagnostics/diagnostic.ts';
import { canonicalJson, isJsonObject, type JsonObject } from '../../../model/text/json.ts';
import { lookUp } from '../../../model/text/look-up.ts';
import { namedIdsIn, platformNamed } from '../../../platforms/platform-named.ts';
import type {
  AffectedAudience,
  PlanDocument,
  PlannedChange,
  PlanSource,
} from '../../../schema/generated/plan.ts';
import { describeSize } from '../../change/describe-size.ts';
import { withoutValues } from '../words/values-of-many.ts';
import { shownSides } from './shown-sides.ts';

interface Account {
  readonly attribute: string;
  readonly id: string | null;
}

/** Equal for plans of which a reader would read the same. What is not known to be an ID counts. */
export function digestChanges(plan: PlanDocument): string {
  const { platform } = plan.project;
  const { attribute } = platformNamed(platform).scope;
  const account: Account = { attribute, id: plan.project[attribute] ?? null };
  const positions = new Map(plan.changes.map(({ id }, position) => [id, position]));
  const at = (id: string | null) => (id === null ? null : (positions.get(id) ?? null));
  const withoutIds = (change: PlannedChange) => comparable(change, account, at);
  const compared = {
    platform,
    drift: plan.drift,
    members: plan.members,
    consents: plan.consents,
    changes: plan.changes.map(withoutIds),
    moves: plan.moves.map(withoutIds),
    affected: plan.affected.map(affectedWithoutIds),
    rules: plan.rules,
    refusals: plan.refusals.map(({ fix = '', ...rest }) => [rest, withoutValues(fix)]),
    labels: shownLabels(plan),
    selection: plan.selection,
    findings: plan.diagnostics.map(withoutPlace),
    left: plan.leftAlone.map(({ id, ...rest }) => [at(id), withoutPlace(rest)]),
    adSets: adSetsInCommon(plan),
  };
  return createHash('sha256').update(canonicalJson(compared)).digest('hex');
}

/** What is left out is an ID, is named after one, or is where the same text stands in other files. */
function comparable(
  change: PlannedChange,
  account: Account,
  at: (id: string | null) => number | null,
): object {
  const {
    id,
    source,
    size: _,
    liveUse,
    segmentIds,
    segmentNames = {},
    temporaryName,
    ...rest
  } = change;
  const sides = shownSides(change);
  const named = (side: JsonObject | null) => withNames(side, segmentNames, account);
  return {
    ...rest,
    isRemote: id !== null,
    isDeclared: source !== null,
    before: named(sides.before),
    after: named(sides.after),
    use: liveUse.known ? (liveUse.adSetIds ?? []).length : null,
    size: describeSize(change),
    // Whether this plan creates or changes a segment says more than its ID.
    segments: [segmentIds.before, segmentIds.after].map((ids) =>
      Object.entries(ids).map(([key, of]) => [
        ...[lookUp(segmentNames, key) ?? key, of === null, at(of)],
      ]),
    ),
  };
}

/** The names of IDs that stand in what is shown. */
function shownLabels({ labels = {}, changes, moves }: PlanDocument): readonly string[] {
  const sides = [...changes, ...moves]
    .map(shownSides)
    .flatMap(({ before, after }) => [before, after]);
  const named = sides.flatMap((side) => namedIdsIn(side ?? {}));
  const told = named.map(({ list, id }) =>
    JSON.stringify([list, id, lookUp(labels[list] ?? {}, id) ?? null]),
  );
  return [...new Set(told)].sort(compareText);
}

function withoutPlace({ source, ...rest }: { readonly source?: PlanSource }): object {
  return { ...rest, isPlaced: source !== undefined };
}

function affectedWithoutIds({ adSetIds, ...rest }: AffectedAudience): object {
  return { ...rest, use: adSetIds?.length ?? null };
}

/** Of each ad set, which changes and audiences it uses: how many there are in all depends on it. */
function adSetsInCommon({ changes, moves, affected }: PlanDocument): readonly string[] {
  const users = new Map<string, number[]>();
  const all = [
    ...[...changes, ...moves].map(({ liveUse }) => liveUse.adSetIds ?? []),
    ...affected.map(({ adSetIds = [] }) => adSetIds),
  ];
  for (const [position, ids] of all.entries()) {
    for (const id of ids) users.set(id, [...(users.get(id) ?? []), position]);
  }
  return [...users.values()].map((positions) => positions.join(' ')).sort(compareText);
}

/** A side of a change, with names where segments are mentioned by known IDs, and without the account. */
function withNames(
  value: unknown,
  names: Readonly<Record<string, string>>,
  account: Account,
): unknown {
  if (Array.isArray(value)) return value.map((each) => withNames(each, names, account));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (typeof inner !== 'string') return [key, withNames(inner, names, account)];
      const name = idKeys.has(key) ? lookUp(names, inner) : undefined;
      if (name !== undefined) return [key, { name }];
      return [key, key === account.attribute && inner === account.id ? null : inner];
    }),
  );
}

const idKeys: ReadonlySet<string> = new Set(['segmentId', 'seedSegmentId']);

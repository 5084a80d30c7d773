/** What a reviewer should look at first: one line each, by harm. */

import { lookUp } from '../../../model/text/look-up.ts';
import type { PlanDocument } from '../../../schema/generated/plan.ts';
import { readAddress } from '../../change/change-attributes.ts';
import { asSentence } from '../../text/as-sentence.ts';
import { listNames } from '../../text/phrase.ts';
import { arrangeHarms, type Highlight } from './arrange-harms.ts';
import { findAllowedMembers } from './find-allowed-members.ts';
import { findDeletions } from './find-deletions.ts';
import { findEdits } from './find-edits.ts';
import { describeEmptyLists, findEmptyLists, listUses } from './find-empty-lists.ts';
import { findLiveUse } from './find-live-use.ts';
import { findLosses } from './find-losses.ts';
import { findRenames } from './find-renames.ts';
import { findRuleChanges, listToldRules } from './find-rule-changes.ts';
import { type HarmSort, harmRank } from './harm.ts';
import { rankChanges } from './rank-changes.ts';

export function findHighlights(plan: PlanDocument): readonly Highlight[] {
  const changes = rankChanges(plan);
  const uses = listUses(plan);
  const harms = [
    ...findLosses(changes, plan),
    ...findAllowedMembers(changes),
    ...findLiveUse(changes, plan),
    ...findRenames(plan),
    ...findDeletions(changes),
    ...findEdits(changes, plan),
    ...findEmptyLists(plan, uses),
  ];
  const together = (sort: HarmSort, addresses: readonly string[]) =>
    sort === 'new-list' ? describeEmptyLists(addresses, uses) : [];
  const rankOf = ({ sorts: [worst] }: Highlight) => (worst === undefined ? 0 : harmRank(worst));
  const lines = [...arrangeHarms(harms, together), ...findRuleChanges(plan)].sort(
    (a, b) => rankOf(a) - rankOf(b),
  );
  return [...findUnproven(plan), ...findUnsound(plan), ...askForLook(lines, plan)];
}

/** Where the API does not say what is live, the last line asks for a look at all such audiences. */
function askForLook(lines: readonly Highlight[], plan: PlanDocument): readonly Highlight[] {
  const isUnseen = (sort: HarmSort) =>
    affectedSorts.has(sort)
      ? plan.affected.some(({ adSetIds }) => adSetIds === undefined)
      : plan.changes.some(({ address, liveUse }) => isAudience(address) && !liveUse.known);
  const asked = lines.filter(
    ({ sorts, addresses: [first = ''] }) =>
      isAudience(first) && sorts.some((sort) => asking.has(sort) && isUnseen(sort)),
  );
  if (asked.length === 0) return lines;
  const addresses = asked.flatMap((line) => line.addresses);
  const names = listNames(
    addresses.map((address) => readAddress(address).name),
    namesToLookAt,
  );
  const phrase = [
    'Criteo does not say which line items use an audience in retail media. Look where ',
    ...names,
    ` ${addresses.length === 1 ? 'is' : 'are'} used.`,
  ];
  return [...lines, { sorts: [], phrase, addresses }];
}

const namesToLookAt = 3;

const affectedSorts: ReadonlySet<HarmSort> = new Set(['affected', 'affected-perhaps']);

const asking: ReadonlySet<HarmSort> = new Set([
  ...(['use-not-visible', 'use-not-visible-perhaps', 'pruned', 'deleted'] as const),
  ...affectedSorts,
]);

function isAudience(address: string): boolean {
  return readAddress(address).kind === 'audience';
}

/** Apply would write where the API does not answer. */
function findUnproven({ diagnostics }: PlanDocument): readonly Highlight[] {
  return diagnostics
    .filter(({ code }) => code === 'api-version-unproven')
    .map(({ message, hint }): Highlight => {
      const [what = '', ...why] = asSentence(message).split(': ');
      const rest = [
        ...(why.length > 0 ? [`: ${why.join(': ')}`] : []),
        ...(hint ? [` ${hint}`] : []),
      ];
      return { sorts: ['version'], phrase: [{ strong: what }, ...rest], addresses: [] };
    });
}

/** What the whole plan rests on. It is only told first where something changes. */
const unsound: Readonly<Record<string, HarmSort>> = {
  'base-other-account': 'other-account',
  'already-declared': 'declared-twice',
};

function findUnsound({ diagnostics, changes }: PlanDocument): readonly Highlight[] {
  if (changes.length === 0) return [];
  return diagnostics.flatMap(({ code, message, hint = '' }): readonly Highlight[] => {
    const sort = lookUp(unsound, code);
    if (sort === undefined) return [];
    return [{ sorts: [sort], phrase: [`${asSentence(message)} ${hint}`.trim()], addresses: [] }];
  });
}

const toldFirst: ReadonlySet<string> = new Set(['api-version-unproven', 'new-list-empty']);

/** The findings that "Look at these first" does not show, or only counts. */
export function listFindings(plan: PlanDocument): PlanDocument['diagnostics'] {
  const renames = new Set(
    findHighlights(plan).flatMap(({ sorts, addresses }) =>
      sorts.includes('rename') && addresses.length === 1 ? addresses : [],
    ),
  );
  const rules = new Set(listToldRules(plan));
  return plan.diagnostics.filter(
    (finding) =>
      !toldFirst.has(finding.code) &&
      !(plan.changes.length > 0 && lookUp(unsound, finding.code) !== undefined) &&
      !rules.has(finding) &&
      !(finding.code === 'looks-like-rename' && renames.has(finding.address ?? '')),
  );
}

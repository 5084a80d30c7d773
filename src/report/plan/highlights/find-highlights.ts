/** What a reviewer should look at first: one line each, by harm. */

import type { PlanDocument } from '../../../schema/generated/plan.ts';
import { readAddress } from '../../change/change-attributes.ts';
import { asSentence } from '../../text/as-sentence.ts';
import { arrangeHarms, type Highlight } from './arrange-harms.ts';
import { findAllowedMembers } from './find-allowed-members.ts';
import { findDeletions } from './find-deletions.ts';
import { findEdits } from './find-edits.ts';
import { findEmptyLists } from './find-empty-lists.ts';
import { findLiveUse } from './find-live-use.ts';
import { findLosses } from './find-losses.ts';
import { findRenames } from './find-renames.ts';
import { findRuleChanges } from './find-rule-changes.ts';
import { type HarmSort, harmRank } from './harm.ts';
import { rankChanges } from './rank-changes.ts';

export function findHighlights(plan: PlanDocument): readonly Highlight[] {
  const changes = rankChanges(plan);
  const harms = [
    ...findLosses(changes, plan),
    ...findAllowedMembers(changes),
    ...findLiveUse(changes, plan),
    ...findRenames(plan),
    ...findDeletions(changes),
    ...findEdits(changes, plan),
  ];
  const lines = arrangeHarms(harms, askForLook(plan));
  const more = [...findEmptyLists(plan), ...findUnproven(plan), ...findRuleChanges(plan)];
  return [...lines, ...more].sort((a, b) => harmRank(a.sort) - harmRank(b.sort));
}

const lineItems = 'Line items are not visible in retail media: check which ones use';

/** Where the API does not say what is live, the last line about audiences asks for a look. */
function askForLook(plan: PlanDocument): (sort: HarmSort, audiences: number) => string | null {
  const isUnseen = (sort: HarmSort) =>
    sort === 'affected'
      ? plan.affected.some(({ adSetIds }) => adSetIds === undefined)
      : plan.changes.some(({ address, liveUse }) => isAudience(address) && !liveUse.known);
  return (sort, audiences) =>
    asking.has(sort) && isUnseen(sort) ? `${lineItems} ${audiences === 1 ? 'it' : 'them'}.` : null;
}

const asking: ReadonlySet<HarmSort> = new Set(['use-not-visible', 'pruned', 'deleted', 'affected']);

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
      return { sort: 'version', phrase: [{ strong: what }, ...rest], addresses: [] };
    });
}

const toldFirst: ReadonlySet<string> = new Set(['api-version-unproven', 'new-list-empty']);

/** The findings that "Look at these first" shows only in part. */
export function listFindings({ diagnostics }: PlanDocument): PlanDocument['diagnostics'] {
  return diagnostics.filter(({ code }) => !toldFirst.has(code));
}

/** What a whole plan does to people, in a few words. */
import { type Kind, kinds } from '../../../model/entity.ts';
import { groupBy } from '../../../model/group-by.ts';
import { countOf, listOf } from '../../../model/text/count-of.ts';
import type { PlanDocument } from '../../../schema/generated/plan.ts';
import { readAddress } from '../../change/change-attributes.ts';
import {
  describeAffected,
  describePeople,
  describeVerdict,
  peopleSentences,
} from '../../change/describe-people.ts';

interface Moved {
  readonly kind: Kind;
  readonly summary: string;
  readonly sentences: readonly string[];
}

/** Longer sentences stand in the details. */
const widest = 200;

/**
 * `enter: last viewed 31 to 60 days ago` where that is all there is to say; else
 * `everyone leaves 2 audiences; some enter 1 segment`. Null where people stay as they are.
 */
export function peopleOfPlan(plan: Pick<PlanDocument, 'changes' | 'affected'>): string | null {
  const moved = listMoved(plan);
  const said = new Set(moved.map(({ sentences }) => sentences.join('; ')));
  const [only] = said;
  if (only === undefined) return null;
  if (said.size === 1 && only.length <= widest && only !== verdictOf(moved)) return only;
  const byVerdict = groupBy(moved, ({ summary }) => summary);
  return [...byVerdict].map(([summary, of]) => countMoved(summary, of)).join('; ');
}

function listMoved({ changes, affected }: Pick<PlanDocument, 'changes' | 'affected'>) {
  const changed = changes.map((change): Moved => {
    const people = describePeople(change);
    const { kind } = readAddress(change.address);
    return { kind, summary: people.summary, sentences: peopleSentences(people) };
  });
  const along = affected.map((each): Moved => {
    const summary = describeVerdict(each.verdict);
    return { kind: 'audience', summary, sentences: describeAffected(each) };
  });
  return [...changed, ...along].filter(({ summary }) => !staying.has(summary));
}

const staying: ReadonlySet<string> = new Set([
  '–',
  'new',
  'new, empty',
  'new, filled at once',
  describeVerdict('same'),
]);

/** The one verdict of all, which a count says as well. */
function verdictOf(moved: readonly Moved[]): string | null {
  const [first, ...others] = new Set(moved.map(({ summary }) => summary));
  return others.length === 0 ? (first ?? null) : null;
}

function countMoved(summary: string, moved: readonly Moved[]): string {
  const counts = kinds
    .toReversed()
    .map((kind) => ({ kind, count: moved.filter((each) => each.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => countOf(count, kind));
  const verb = summary === describeVerdict('different') ? 'some enter and some leave' : summary;
  return `${verb}${summary === describeVerdict('unknown') ? ' for' : ''} ${listOf(counts)}`;
}

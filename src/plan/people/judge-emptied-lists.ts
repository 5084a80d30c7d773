/**
 * What an audience's change means where the plan leaves lists empty: once they are uploaded, and until then.
 * Who will be on such a list is not known, even where it was there before.
 */
import type { AudienceChange, Reach as JudgedReach } from '../../algebra/judge-audience.ts';
import type { Verdict } from '../../algebra/verdict.ts';
import { algebraLeaves } from '../../model/algebra.ts';
import { listOf } from '../../model/text/count-of.ts';
import { quote } from '../../model/text/quote.ts';
import type { Reach } from '../../schema/generated/plan.ts';
import type { Change } from '../change/change.ts';
import { targetKey } from '../match/resolve-references.ts';
import { leavesListEmpty } from './judge-segment.ts';

/** A list without members until it is uploaded, or the lookalike of one. */
interface EmptiedSegment {
  /** The name of the list to upload. */
  readonly list: string;
  /** False for a list that takes the place of one with members. */
  readonly isNew: boolean;
  readonly isLookalike: boolean;
}

/** By the keys of the segments. */
export type EmptiedSegments = ReadonlyMap<string, EmptiedSegment>;

export function findEmptied(changes: readonly Change[]): EmptiedSegments {
  const lists = new Map(
    changes.flatMap((change): [string, EmptiedSegment][] => {
      if (!leavesListEmpty(change) || !change.match) return [];
      const { name } = change.match.declaration;
      const isNew = change.action === 'create';
      return [[targetKey(change.match), { list: name, isNew, isLookalike: false }]];
    }),
  );
  const lookalikes = changes.flatMap((change): [string, EmptiedSegment][] => {
    if (change.action !== 'create' && change.action !== 'replace') return [];
    const seed = change.desired.seedKey === null ? null : lists.get(change.desired.seedKey);
    return seed && change.match ? [[targetKey(change.match), { ...seed, isLookalike: true }]] : [];
  });
  return new Map([...lists, ...lookalikes]);
}

type Verdicts = ReadonlyMap<string, Verdict>;

/** @param judge by the verdicts of the segments; where lists are uploaded, no words say that they are empty. */
export function judgeAroundUpload(
  { before, after }: Pick<AudienceChange, 'before' | 'after'>,
  verdicts: Verdicts,
  emptied: EmptiedSegments,
  judge: (verdicts: Verdicts, isUploaded?: boolean) => JudgedReach,
): JudgedReach & Pick<Reach, 'untilUpload'> {
  const [was, will] = [new Set(algebraLeaves(before)), new Set(algebraLeaves(after))];
  const lists = [...new Set([...was, ...will])].filter((key) => emptied.has(key));
  if (lists.length === 0) return judge(verdicts);

  const uploaded = withVerdict(
    verdicts,
    lists.filter((key) => verdicts.has(key)),
    'unknown',
  );
  // Criteo decides when a lookalike that is there follows its seed.
  const isEmpty = (key: string) =>
    will.has(key) && !(was.has(key) && emptied.get(key)?.isLookalike);
  const empty = lists.filter(isEmpty);
  const kept = empty.filter((key) => was.has(key));
  const listsOf = (keys: readonly string[]) => [
    ...new Map(keys.flatMap((key) => emptied.get(key) ?? []).map((each) => [each.list, each])),
  ];

  const meant = judge(uploaded, true);
  const until = judge(withVerdict(uploaded, empty, 'empty'));
  if (until.verdict === 'empty' && meant.verdict !== 'empty') {
    const all = listsOf(empty).map(([, list]) => list);
    return { verdict: 'empty', enter: null, leave: everyoneUntil(all) };
  }
  // Where all depends on who comes back to a list, it stands for the empty one that the plan makes.
  const isKnown = meant.verdict !== 'unknown';
  const shown = isKnown ? meant : judge(withVerdict(uploaded, kept, 'empty'));
  const asBefore = isKnown ? meant : judge(withVerdict(uploaded, kept, 'same'));
  if (shown.verdict === 'unknown' || !holds(shown.verdict, asBefore.verdict)) return meant;
  if (until.verdict === shown.verdict) return shown;
  const filled = isKnown ? empty : empty.filter((key) => !was.has(key));
  const names = listsOf(filled).map(([name]) => name);
  return { ...shown, untilUpload: { verdict: until.verdict, lists: names } };
}

function withVerdict(verdicts: Verdicts, keys: readonly string[], verdict: Verdict): Verdicts {
  return new Map([...verdicts, ...keys.map((key) => [key, verdict] as const)]);
}

/** Whether one verdict says of all who enter or leave by another one that some do. */
function holds(verdict: Verdict, other: Verdict): boolean {
  return verdict === other || verdict === 'different' || other === 'same';
}

function everyoneUntil(lists: readonly EmptiedSegment[]): string {
  const names = listOf(lists.map(({ list }) => quote(list)));
  const again = lists.some(({ isNew }) => isNew) ? '' : ' again';
  return `everyone until ${names} ${lists.length === 1 ? 'is' : 'are'} uploaded${again}`;
}

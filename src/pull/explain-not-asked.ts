/** Why a difference stays that nothing stands in the way of but the wish, and what to do with it. */
import { findShared, findSharedEntry } from './locks/find-lock.ts';
import { findStillNeeded } from './locks/find-still-needed.ts';
import type { Obstacle } from './obstacle.ts';
import type { PullContext } from './pull-context.ts';
import type { LeftDifference, TakeKind } from './pull-result.ts';
import { type PullUnit, unitLosesMembers } from './pull-unit.ts';
import { sayGone } from './pull-words.ts';
import { findOwnVariable } from './write/why-kept.ts';

type Explained = Pick<LeftDifference, 'code' | 'text' | 'fix'>;

export function explainNotAsked(unit: PullUnit, context: PullContext): Explained {
  const { text, keep, take } = wordsFor(unit, context);
  const mayBe = unit.action === 'remove' ? unit.mayBe : [];
  const condition = mayBe.length === 0 ? '' : 'if it was deleted, ';
  const members = unitLosesMembers(unit)
    ? ` It was a customer list: ${condition}its members are lost.`
    : '';
  const lock = findLasting(unit, context);
  const follow =
    mayBe.length === 0
      ? ''
      : 'If it was renamed, add the id of that list to the entry and pull again. ';
  const way = lock?.fix ?? follow + take;
  return {
    code: lock?.code ?? 'pull-not-asked',
    text: [text + members, ...(lock === null ? [] : [lock.text])].join(' '),
    fix: keep === null ? way : lock === null ? `${way} ${keep}` : `${keep} ${way}`,
  };
}

/** What would still stand in the way: a way that leads nowhere is not named. */
function findLasting(unit: PullUnit, context: PullContext): Obstacle | null {
  if (unit.action === 'add') return null;
  const { source } = unit.match.declaration;
  if (unit.action === 'edit') {
    const shared = findShared(source, context);
    return shared && (findOwnVariable(unit, context) ?? shared);
  }
  return findSharedEntry(source, context) ?? findStillNeeded(unit, source, context);
}

interface Ways {
  readonly text: string;
  /** How to keep git's version; null where there is nothing to keep. */
  readonly keep: string | null;
  readonly take: string;
}

function wordsFor(unit: PullUnit, { comparison, words }: PullContext): Ways {
  const { action, take, address } = unit;
  const usual: TakeKind = comparison.base === null ? 'unknown' : 'drift';
  const isBound = action === 'remove' && unit.match.declaration.id !== undefined;
  // An ID that is gone is never given again.
  const again = `To create it again, ${isBound ? 'remove its id and ' : ''}apply this project.`;
  switch (take) {
    // Of all conflicts, a person decides one by one.
    case 'conflict':
      return action === 'remove'
        ? {
            text: `Git changed it, and it ${sayGone(unit)}.`,
            take: `To remove the entry: ${words.take('gone,conflict', address)}.`,
            keep: again,
          }
        : {
            text: 'Both git and the Criteo UI changed it.',
            take: `To take the version of the UI: ${words.take('drift,conflict', address)}.`,
            keep: 'To keep that of git, apply this project.',
          };
    case 'gone':
      return {
        text: `It ${sayGone(action === 'remove' ? unit : { mayBe: [] })}.`,
        take: `To remove the entry, pull with --take ${usual},gone.`,
        keep: again,
      };
    case 'new':
      return {
        text: 'It exists in Criteo, and no manifest declares it.',
        take: `To declare it, pull with --take ${usual},new.`,
        keep: null,
      };
    case 'spent':
      return {
        text: 'It has done its work.',
        take: `To remove it, pull with --take ${usual},spent.`,
        keep: null,
      };
    default:
      return {
        text:
          take === 'drift' ? 'It was edited in the Criteo UI.' : 'It differs from what is remote.',
        take: `To take it, pull with --take ${take}.`,
        keep: null,
      };
  }
}

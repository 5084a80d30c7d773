/** From a comparison to the edited texts, with everything that was taken and left. */
import type { Address } from '../model/entity.ts';
import type { ReadAgain } from './edit-in-stages.ts';
import { findAllGone } from './find/find-all-gone.ts';
import { findPartlyKnown } from './find/find-new.ts';
import { findNotInBase } from './find/find-not-in-base.ts';
import { findOpenElsewhere } from './find/find-open-elsewhere.ts';
import { findRenamedHere } from './find/find-renamed-here.ts';
import { findUiRenames } from './find/find-ui-renames.ts';
import { findUnits, isWished } from './find/find-units.ts';
import { findUnowned } from './find/find-unowned.ts';
import { findRenamedElsewhere } from './locks/find-renamed-elsewhere.ts';
import { describePulledPeople } from './people/describe-pulled-people.ts';
import { entityKey } from './people/git-world.ts';
import type { ReadTexts } from './prove/find-faults.ts';
import type { PullContext } from './pull-context.ts';
import type { PullResult } from './pull-result.ts';
import { type PullUnit, pathOf } from './pull-unit.ts';
import { type Settled, settle } from './settle.ts';
import { writeFiles, writeLeftDifferences, writeTakings } from './write-result.ts';

export interface TakenRemote extends Omit<PullResult, 'diagnostics'> {
  /** What the edited texts declare; as before where nothing is edited. */
  readonly after: ReadTexts;
}

export function takeRemote(
  context: PullContext,
  before: ReadTexts,
  readAgain: ReadAgain,
): TakenRemote {
  const { isAsked } = before.comparison;
  const { words, following } = context;
  const units = findUnits(context).filter((unit) => !isDoubted(unit, context));
  const doubtful = new Map([
    ...(context.take.has('new') ? findOpenElsewhere(units, before.comparison, words) : []),
    ...findAllGone(units, before.comparison, context),
    ...findUiRenames(units, before.comparison, following),
    ...findNotInBase(units, before.comparison, words),
    ...findRenamedHere(units),
    ...findRenamedElsewhere(units, before.comparison, words),
  ]);
  const unowned = context.take.has('new') ? findUnowned(before.comparison, words) : [];
  const unknown = findPartlyKnown(before.comparison, context.take.has('new'));
  const certain = units.filter((unit) => !doubtful.has(unit));
  const wished = certain.filter((unit) => isWished(unit, context));
  const settled = settle(wished, context, before, readAgain);
  const after = settled.after ?? before;
  const open = certain.filter((unit) => !isWished(unit, context));
  return {
    takings: writeTakings(settled),
    left: writeLeftDifferences(
      { units: open, context },
      new Map([...doubtful, ...unowned, ...unknown, ...settled.left]),
      [...context.doubts].filter(([address]) => isAsked(address)),
    ),
    people: describePulledPeople(
      before.comparison,
      after.comparison,
      findEditedNow(settled, after),
    ),
    files: writeFiles(settled, context),
    after,
  };
}

/** Whether it is said of the whole entry why it stays. */
function isDoubted(unit: PullUnit, { doubts }: PullContext): boolean {
  // A twin of what is declared is named with it.
  if (unit.action === 'add') return doubts.get(unit.address)?.isWhole ?? false;
  const doubt = doubts.get(unit.match.declaration.address);
  return doubt !== undefined && (doubt.isWhole || pathOf(unit) === 'name');
}

/** The addresses that edited entities have from now on. */
function findEditedNow({ taken }: Settled, { comparison }: ReadTexts): ReadonlySet<Address> {
  const edited = new Set(
    taken.flatMap((unit) => (unit.action === 'edit' ? [entityKey(unit.match)] : [])),
  );
  return new Set(
    comparison.matches.flatMap((match) =>
      edited.has(entityKey(match)) ? [match.declaration.address] : [],
    ),
  );
}

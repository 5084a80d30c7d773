/** Changes that empty an audience, give an entity a new ID, or undo what was done in the Criteo UI. */
import { countOf } from '../../../model/text/count-of.ts';
import type { PlanDocument, PlannedChange } from '../../../schema/generated/plan.ts';
import { readAddress, reasonPaths } from '../../change/change-attributes.ts';
import { adSetsOf } from '../../change/describe-live-use.ts';
import { describeChangeLong } from '../../change/describe-people.ts';
import { findMovers } from '../../change/moves/find-movers.ts';
import { listNames, type Phrase } from '../../text/phrase.ts';
import { createIsNewName } from './create-is-new-name.ts';
import { listRenamed } from './find-renames.ts';
import type { Harm } from './harm.ts';

export function findEdits(changes: readonly PlannedChange[], plan: PlanDocument): readonly Harm[] {
  const movers = findMovers(plan);
  const renamed = listRenamed(plan);
  const isNewName = createIsNewName(plan);
  return changes.flatMap((change) => [
    ...findEmptied(change),
    ...(change.action === 'replace' ? [rebuilt(change, movers.get(change) ?? [])] : []),
    ...(renamed.has(change.address) ? [] : findGone(change)),
    ...findOverwritten(change, isNewName),
  ]);
}

/** A live audience, or one that may be live, has a worse line that says the same. */
function findEmptied(change: PlannedChange): readonly Harm[] {
  const { address, reach, liveUse } = change;
  const isTold = !liveUse.known || adSetsOf(change).length > 0;
  const isAudience = readAddress(address).kind === 'audience';
  if (!isAudience || isTold || reach?.verdict !== 'empty') return [];
  return [
    {
      sort: 'holds-nobody',
      address,
      say: (subject) => [
        ...[subject, ' would ', { strong: 'hold nobody' }],
        `: ${describeChangeLong(change)}.`,
      ],
    },
  ];
}

function rebuilt({ address }: PlannedChange, moves: readonly PlannedChange[]): Harm {
  const rest = describeMoves(moves);
  return {
    sort: 'new-id',
    address,
    say: (subject) => [subject, ' is rebuilt under a ', { strong: 'new ID' }, ...rest],
  };
}

function describeMoves(moves: readonly PlannedChange[]): Phrase {
  const live = moves.filter((move) => adSetsOf(move).length > 0);
  const adSets = countOf(new Set(live.flatMap(adSetsOf)).size, 'ad set');
  if (live.length === 1) return [`; an audience live in ${adSets} moves to the new one.`];
  if (live.length > 1) return [`; ${live.length} audiences live in ${adSets} move to the new one.`];
  const names = moves.map(({ address }) => readAddress(address).name);
  if (names.length === 0) return ['.'];
  return [
    '; ',
    ...listNames(names, 3),
    ` ${names.length === 1 ? 'moves' : 'move'} to the new one.`,
  ];
}

/** Git declares it as before, and it is not remote any more. */
function findGone({ address, reasons }: PlannedChange): readonly Harm[] {
  if (!reasons.some(({ code }) => code === 'gone')) return [];
  return [
    {
      sort: 'gone',
      address,
      say: (subject) => [
        ...[subject, ' is ', { strong: 'created again' }],
        ': it was deleted in the Criteo UI, or never applied.',
      ],
    },
  ];
}

/** Attributes that someone edited in the UI and that this plan would set back. */
function findOverwritten(
  change: PlannedChange,
  isNewName: ReturnType<typeof createIsNewName>,
): readonly Harm[] {
  const { action, address } = change;
  const reasons = change.reasons.filter(({ text }) => !isNewName(change, text));
  if (action !== 'update' && action !== 'replace') return [];
  const pathsOf = (origin: 'conflict' | 'drift') =>
    reasonPaths(reasons.filter((reason) => reason.origin === origin));
  const [both, alone] = [pathsOf('conflict'), pathsOf('drift')];
  if (both === '' && alone === '') return [];
  const lost = [
    ...(both === '' ? [] : [`git changed its ${both}, too, and would overwrite the edit`]),
    ...(alone === '' ? [] : [`its ${alone} would be set back`]),
  ].join('; ');
  return [
    {
      sort: 'overwritten',
      address,
      say: (subject) => [
        ...[subject, ' was ', { strong: 'edited in the Criteo UI' }],
        `: ${lost}.`,
      ],
    },
  ];
}

/** What a reviewer should look at first: one sentence each, the most urgent first. */

import { countOf } from '../../../model/text/count-of.ts';
import { needsSync } from '../../../plan/people/planned-sync.ts';
import type {
  AffectedAudience,
  PlanDocument,
  PlannedChange,
} from '../../../schema/generated/plan.ts';
import { readAddress, reasonPaths } from '../../change/change-attributes.ts';
import { createMoveFinder } from '../../change/create-move-finder.ts';
import { adSetsOf } from '../../change/describe-live-use.ts';
import { describeVerdictLong } from '../../change/describe-people.ts';
import { losesMembers } from '../../change/describe-undo.ts';
import { asSentence } from '../../text/as-sentence.ts';
import { listNames, type Phrase } from '../../text/phrase.ts';
import { findAllowedMembers } from './find-allowed-members.ts';
import { findEmptyLists } from './find-empty-lists.ts';
import { rankChanges } from './rank-changes.ts';

/** More sentences of one kind than this are counted. */
const maxOfKind = 8;

export function findHighlights(plan: PlanDocument): readonly Phrase[] {
  const changes = rankChanges(plan);
  return [
    ...findUnproven(plan),
    ...limit(findLosses(changes, plan), 'more lists lose their members'),
    ...limit(findAllowedMembers(changes), 'more lists change by more than the limits allow'),
    ...limit(findLive(changes), 'more audiences are live'),
    ...limit(findLiveAffected(plan), 'more live audiences change without being edited'),
    ...findUnseenUse(changes),
    ...limit(findRenames(plan), 'more look like renames'),
    ...findDeleted(changes),
    ...limit(findEmptied(changes), 'more audiences would hold nobody'),
    ...findEmptyLists(plan),
    ...limit(findNewIds(changes, plan), 'more entities are rebuilt under a new ID'),
    ...limit(findOverwrites(changes), 'more were edited in the Criteo UI'),
    ...findOtherAffected(plan),
  ];
}

/** Apply would write where the API does not answer, so nothing else in the plan matters. */
function findUnproven({ diagnostics }: PlanDocument): readonly Phrase[] {
  return diagnostics
    .filter(({ code }) => code === 'api-version-unproven')
    .map(({ message, hint }): Phrase => {
      const [what = '', ...why] = asSentence(message).split(': ');
      const rest = [
        ...(why.length > 0 ? [`: ${why.join(': ')}`] : []),
        ...(hint ? [` ${hint}`] : []),
      ];
      return [{ strong: what }, ...rest];
    });
}

const toldFirst: ReadonlySet<string> = new Set(['api-version-unproven', 'new-list-empty']);

/** The findings that "Look at these first" shows only in part. */
export function listFindings({ diagnostics }: PlanDocument): PlanDocument['diagnostics'] {
  return diagnostics.filter(({ code }) => !toldFirst.has(code));
}

function limit(sentences: readonly Phrase[], rest: string): readonly Phrase[] {
  const hidden = sentences.length - maxOfKind;
  return hidden <= 0 ? sentences : [...sentences.slice(0, maxOfKind), [`… and ${hidden} ${rest}.`]];
}

function nameIn({ address }: PlannedChange): { readonly name: string } {
  return { name: readAddress(address).name };
}

function isAudience({ address }: PlannedChange): boolean {
  return readAddress(address).kind === 'audience';
}

/** Audiences that campaigns use right now, and whose people change. */
function findLive(changes: readonly PlannedChange[]): readonly Phrase[] {
  return changes.flatMap((change): readonly Phrase[] => {
    const adSets = adSetsOf(change).length;
    if (!isAudience(change) || adSets === 0 || change.reach?.verdict === 'same') return [];
    const verdict = change.reach?.verdict ?? 'unknown';
    const what = change.action === 'delete' ? 'it would be deleted' : describeVerdictLong(verdict);
    const use = { strong: `live in ${countOf(adSets, 'ad set')}` };
    return [[nameIn(change), ' is ', use, `: ${what}.`]];
  });
}

/** Where the API does not say what is live, one sentence asks for a look. */
function findUnseenUse(changes: readonly PlannedChange[]): readonly Phrase[] {
  const unseen = changes.filter(
    (change) =>
      isAudience(change) &&
      // A deletion is a sentence of its own.
      change.action !== 'create' &&
      change.action !== 'delete' &&
      !change.liveUse.known &&
      change.reach?.verdict !== 'same',
  );
  if (unseen.length === 0) return [];
  const names = listNames(unseen.map(({ address }) => readAddress(address).name));
  return [
    ['Who is in ', ...names, ` changes. ${lineItems} ${unseen.length === 1 ? 'it.' : 'them.'}`],
  ];
}

function findEmptied(changes: readonly PlannedChange[]): readonly Phrase[] {
  return changes
    .filter((change) => isAudience(change) && change.reach?.verdict === 'empty')
    .map((change) => [nameIn(change), ' would ', { strong: 'hold nobody' }, '.']);
}

function findNewIds(changes: readonly PlannedChange[], plan: PlanDocument): readonly Phrase[] {
  const findMoves = createMoveFinder(plan);
  return changes
    .filter(({ action }) => action === 'replace')
    .map((change) => [
      nameIn(change),
      ' is rebuilt under a ',
      { strong: 'new ID' },
      describeMoves(findMoves(change.address)),
    ]);
}

function describeMoves(moves: readonly PlannedChange[]): string {
  const live = moves.filter((move) => adSetsOf(move).length > 0);
  const adSets = countOf(new Set(live.flatMap(adSetsOf)).size, 'ad set');
  if (live.length === 1) return `; an audience live in ${adSets} moves to the new one.`;
  if (live.length > 1) return `; ${live.length} audiences live in ${adSets} move to the new one.`;
  if (moves.length === 0) return '.';
  return moves.length === 1
    ? '; the entity that uses it moves to the new one.'
    : `; ${moves.length} entities that use it move to the new one.`;
}

/** Attributes that someone edited in the UI and that this plan would set back. */
function findOverwrites(changes: readonly PlannedChange[]): readonly Phrase[] {
  return changes.flatMap((change): readonly Phrase[] => {
    if (change.action !== 'update' && change.action !== 'replace') return [];
    const edited = change.reasons.filter(
      ({ origin }) => origin === 'conflict' || origin === 'drift',
    );
    const both = reasonPaths(edited.filter(({ origin }) => origin === 'conflict'));
    const alone = reasonPaths(edited.filter(({ origin }) => origin === 'drift'));
    if (edited.length === 0) return [];
    const ui = { strong: 'edited in the Criteo UI' };
    const [lead, would] =
      both === ''
        ? [alone, 'set back.']
        : [both, `overwritten (both sides changed ${both.includes(', ') ? 'them' : 'it'}).`];
    const rest =
      both === '' || alone === '' ? '' : ` Its ${alone}, edited only in the UI, would be set back.`;
    return [[nameIn(change), `: ${lead}, `, ui, `, would be ${would}${rest}`]];
  });
}

function findLosses(
  changes: readonly PlannedChange[],
  { refusals }: PlanDocument,
): readonly Phrase[] {
  return changes
    .filter((change) => losesMembers(change) && !change.members?.notCompared)
    .map((change) => [
      nameIn(change),
      ...describeLoss(
        change,
        refusals.some(({ address }) => address === change.address),
      ),
    ]);
}

function describeLoss({ action, members }: PlannedChange, isRefused: boolean): Phrase {
  if (action === 'delete')
    return [' is deleted ', { strong: 'with its members' }, `: they ${cannotBeRead}`];
  if (members?.state === 'rebuild-needed')
    return [
      ' ',
      { strong: isRefused ? 'would be cleared and filled again' : 'is cleared and filled again' },
      ': its current members cannot be read back.',
    ];
  return needsSync(members)
    ? [
        ' is rebuilt and ',
        { strong: 'filled again' },
        ': the members of the old list cannot be read back.',
      ]
    : [' is rebuilt ', { strong: 'without its members' }, `: they ${cannotBeRead}`];
}

const cannotBeRead = 'cannot be read back, only uploaded again.';

/** Other deletions; a live audience has been named already. */
function findDeleted(changes: readonly PlannedChange[]): readonly Phrase[] {
  const deleted = changes.filter(
    (change) =>
      change.action === 'delete' &&
      !losesMembers(change) &&
      !(isAudience(change) && adSetsOf(change).length > 0),
  );
  const isPruned = ({ reasons }: PlannedChange) => reasons.some(({ code }) => code === 'pruned');
  const isLeftOver = ({ reasons }: PlannedChange) =>
    reasons.some(({ code }) => code === 'left-over');
  const asked = deleted.filter((change) => !isPruned(change) && !isLeftOver(change));
  return [
    ...describeDeleted(deleted.filter(isPruned), (it) => ` because no manifest declares ${it}`),
    ...describeDeleted(asked, () => ' (state: absent)'),
  ];
}

function describeDeleted(
  deleted: readonly PlannedChange[],
  why: (it: string) => string,
): readonly Phrase[] {
  if (deleted.length === 0) return [];
  const [is, it] = deleted.length === 1 ? [' is ', 'it'] : [' are ', 'them'];
  const names = listNames(deleted.map(({ address }) => readAddress(address).name));
  const isUnseen = deleted.some((change) => isAudience(change) && !change.liveUse.known);
  const look = isUnseen ? ` ${lineItems} ${it}.` : '';
  return [[...names, is, { strong: 'deleted' }, `${why(it)}.${look}`]];
}

const lineItems = 'Line items are not visible in retail media: check which ones use';

/** A deletion and a creation, or what is left and what is new, that look like one entity renamed. */
function findRenames({ diagnostics, refusals }: PlanDocument): readonly Phrase[] {
  const found = [...refusals, ...diagnostics].filter(({ code }) => code === 'looks-like-rename');
  return found.flatMap(({ address }): readonly Phrase[] =>
    address === undefined
      ? []
      : [
          [
            { name: readAddress(address).name },
            ' looks like a ',
            { strong: 'rename' },
            ' but is not declared as one.',
          ],
        ],
  );
}

/** Audiences that campaigns use, and that a segment's change reaches. */
function findLiveAffected({ affected }: PlanDocument): readonly Phrase[] {
  return affected
    .filter(({ verdict, adSetIds = [] }) => verdict !== 'same' && adSetIds.length > 0)
    .map(describeAffected);
}

/** The other audiences that a segment's change reaches, in one sentence. */
function findOtherAffected({ affected }: PlanDocument): readonly Phrase[] {
  const others = affected.filter(
    ({ verdict, adSetIds = [] }) => verdict !== 'same' && adSetIds.length === 0,
  );
  if (others.length === 0) return [];
  const [verb, it] = others.length === 1 ? [' changes ', 'it'] : [' change ', 'them'];
  // Where the API says what is live, the sentences above have named each.
  const isUnseen = others.some(({ adSetIds }) => adSetIds === undefined);
  const look = isUnseen ? ` ${lineItems} ${it}.` : '';
  const names = listNames(others.map(({ address }) => readAddress(address).name));
  return [[...names, verb, withoutEdit, `, through a segment.${look}`]];
}

const withoutEdit = { strong: 'without being edited' };

function describeAffected({ address, verdict, via, adSetIds = [] }: AffectedAudience): Phrase {
  return [
    { name: readAddress(address).name },
    ' is ',
    { strong: `live in ${countOf(adSetIds.length, 'ad set')}` },
    ' and changes ',
    withoutEdit,
    `: ${describeVerdictLong(verdict)}, through `,
    ...listNames(via.map((each) => readAddress(each).name)),
    '.',
  ];
}

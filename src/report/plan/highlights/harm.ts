import type { Phrase, Piece } from '../../text/phrase.ts';

/** What a reviewer should know of one entity. */
export interface Harm {
  readonly sort: HarmSort;
  readonly address: string;
  /** A sentence about the entity: by its name, or `It` where the name has been said. */
  readonly say: (subject: Piece) => Phrase;
}

/**
 * Deletions are sorts of their own, so that no other sort counts one. So are people who perhaps change
 * (`-perhaps`), which is not known.
 */
export type HarmSort =
  | 'deleted-with-members'
  | 'members-lost'
  | 'members-allowed'
  | 'other-account'
  | 'declared-twice'
  | 'live-deleted'
  | 'live'
  | 'live-perhaps'
  | 'live-affected'
  | 'live-affected-perhaps'
  | 'rename'
  | 'pruned'
  | 'deleted'
  | 'holds-nobody'
  | 'new-list'
  | 'new-id'
  | 'gone'
  | 'overwritten'
  | 'version'
  | 'rule-broken'
  | 'affected'
  | 'affected-perhaps'
  | 'use-not-visible'
  | 'use-not-visible-perhaps'
  | 'rule-left'
  | 'rule-kept';

const edited = { strong: 'without being edited' };
const live = { strong: 'live' };

/** By harm, the worst first, below what stops the whole plan: what follows `12 audiences`, where that many are counted. */
export const countedHarms: Readonly<Record<HarmSort, Phrase>> = {
  // Apply would stop before its first write.
  version: [' are written with an unproven version'],
  'other-account': [' are of an account that was ', { strong: 'changed' }],
  'declared-twice': [' are ', { strong: 'declared twice' }],
  'deleted-with-members': [' are deleted ', { strong: 'with their members' }],
  'members-lost': [' lose ', { strong: 'their members' }],
  'members-allowed': [' change by more than the limits ', { strong: 'allow' }],
  'live-deleted': [' are ', live, ' and would be deleted'],
  live: [' are ', live, ', and who is in them changes'],
  'live-perhaps': [' are ', live, ', and who is in them may change'],
  'live-affected': [' are ', live, ' and change ', edited],
  'live-affected-perhaps': [' are ', live, ' and may change ', edited],
  'rule-broken': [' break a ', { strong: 'rule' }],
  rename: [' look like a ', { strong: 'rename' }],
  pruned: [' are ', { strong: 'deleted' }, ' because no manifest declares them'],
  deleted: [' are ', { strong: 'deleted' }],
  'holds-nobody': [' would ', { strong: 'hold nobody' }],
  'new-list': [' are new lists, ', { strong: 'empty until they are uploaded' }],
  'new-id': [' are rebuilt under a ', { strong: 'new ID' }],
  gone: [
    ' are ',
    { strong: 'created again' },
    ' after someone deleted them, or were never applied',
  ],
  overwritten: [' were ', { strong: 'edited in the Criteo UI' }, ', and the edits would be lost'],
  affected: [' change ', edited],
  'affected-perhaps': [' may change ', edited],
  'use-not-visible': [' change'],
  'use-not-visible-perhaps': [' may change'],
  'rule-left': [' break a rule as before'],
  'rule-kept': [' keep a rule again'],
};

const order = Object.keys(countedHarms);

/** The lower, the worse. */
export function harmRank(sort: HarmSort): number {
  return order.indexOf(sort);
}

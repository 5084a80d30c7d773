import type { PlannedChange } from '../schema/generated/plan.ts';

/** How far a change can be undone, in a sentence and in a table cell. */
export function describeUndo({ undo, action }: PlannedChange): {
  readonly sentence: string;
  readonly short: string;
} {
  switch (undo) {
    case 'reversible':
      return { sentence: 'yes, by reverting the commit', short: 'yes' };
    case 'new-id':
      return {
        sentence:
          action === 'replace'
            ? 'partly: the old definition can come back, under a new ID'
            : 'partly: it can be created again, under a new ID',
        short: 'partly: new ID',
      };
    case 'irreversible':
      return {
        sentence: 'no: its members are lost; it can come back empty, under a new ID',
        short: 'no: members are lost',
      };
  }
}

import type { PlannedChange } from '../schema/generated/plan.ts';

/** How far a change can be undone, in a sentence and in a table cell. */
export function describeUndo({ undo, action, reasons }: PlannedChange): {
  readonly sentence: string;
  readonly short: string;
} {
  switch (undo) {
    case 'reversible':
      return describeReversible(reasons);
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
        sentence:
          action === 'update'
            ? 'no: who is on the list now is lost'
            : 'no: its members are lost; it can come back empty, under a new ID',
        short: 'no: members are lost',
      };
  }
}

/**
 * Members come from a source outside of git, which no revert brings back; nor does one bring back what
 * someone wrote in the UI alone.
 */
function describeReversible(reasons: PlannedChange['reasons']) {
  const others = reasons.filter(({ code }) => code !== 'members-changed');
  if (others.length > 0 && others.every(({ origin }) => origin === 'drift'))
    return {
      sentence: 'no: git never had it; the plan shows the old value',
      short: 'no: not in git',
    };
  if (others.length === reasons.length)
    return { sentence: 'yes, by reverting the commit', short: 'yes' };
  const both = others.length > 0 ? 'reverting the commit and ' : '';
  return { sentence: `yes, by ${both}syncing the source as it was`, short: 'yes: old source' };
}

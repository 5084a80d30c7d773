/** Words of plans, reports and the documentation that people new to audiencectl look up. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'plan' } as const;

export const commonWords: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'Words in the sentences of a plan' },
    {
      'by hand': [
        'As a word on undoing: git does not have the old value, so that reverting the commit does not restore it.',
        'Copy the old value from the plan into the manifest if you want it back.',
      ],
      'set back': [
        'A value was edited in the Criteo UI, and apply writes the value in git over it.',
        'Write the edit into the manifest, or plan with --drift leave, to keep it.',
      ],
      stays: [
        'The items of a list that the change neither adds nor removes.',
        'No action is needed: they are shown to make the list complete.',
      ],
      'newly in': [
        'People who are in the segment after the change and were not in it before.',
        'Check whether they are the right ones.',
      ],
      'no longer in': [
        'People who were in the segment before the change and are not in it afterwards.',
        'Check whether they are the right ones.',
      ],
      'head count': [
        'A number of people, as the API counts them. The row "people" has none: it says who enters and leaves by logic alone.',
        'Plan with --sizes to see numbers.',
      ],
      complete: [
        'All segments and audiences of the account were read, on all pages. Otherwise audiencectl makes no plan.',
        'No action is needed.',
      ],
      'ad set': [
        'The part of a campaign that shows ads to an audience. It belongs to Marketing Solutions.',
        'Check with the owner of the campaign before you change the audience.',
      ],
      'line item': [
        'The part of a campaign that shows ads to an audience. It belongs to Retail Media, and the API does not show which audiences it uses.',
        'Check in the Criteo UI before you change the audience.',
      ],
    },
    { 'ad set': ['ad sets'], 'line item': ['line items'] },
  ),
  ...describeCodes(
    { ...own, group: 'Words of the project and its files' },
    {
      entity: ['A segment or an audience.', 'No action is needed.'],
      manifest: [
        'A YAML file of the project that declares segments, audiences or both.',
        'Edit it to change them, and plan.',
      ],
      base: [
        'The same project at an earlier commit. With it, a plan knows what changed in git and what changed in the Criteo UI.',
        'Give it with --base, for example a git worktree of the branch that was applied last.',
      ],
      ledger: [
        'The file in which audiencectl keeps who is on a contact list, as digests, because the API does not return them.',
        'Keep it, and keep it out of git. Without it, a list can only be cleared and filled again.',
      ],
      prune: [
        'A setting of the project file: which entities apply deletes because no manifest declares them. removed stands for what --base still declares, owned for what owns names, off for none.',
        'Check the deletions in the plan, and list what must stay under protect.',
      ],
      operator: [
        'and, or or not in an algebra. "and" takes people who are in all of its items, "or" people who are in any of them, and "not" excludes people.',
        'Write one operator in each node.',
      ],
      node: [
        'A part of an algebra: a segment, or one operator with what it combines.',
        'To combine two operators, put one node into the other: and: [A, { not: B }].',
      ],
    },
    { manifest: ['manifests'], entity: ['entities'] },
  ),
  ...describeCodes(
    { ...own, foundBy: 'apply', group: 'Words of the work of an apply' },
    {
      step: [
        'One request, or a few that belong together, by which apply makes a part of a change.',
        'No action is needed: apply does the steps in order, and continues where it stopped if you run it again.',
      ],
    },
  ),
];

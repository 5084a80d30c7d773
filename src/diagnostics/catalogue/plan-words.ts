/** The words by which a plan judges changes, for people who meet them there; no codes of findings. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'plan' } as const;

export const planWords: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'How far a change can be undone' },
    {
      undo: [
        'How far a change can be undone: reversible, new-id or irreversible. undoBecause says why reverting the commit is not enough.',
        'Check changes that are new-id or irreversible before you apply them.',
      ],
      reversible: [
        'If you revert the commit and apply, the old values return under the same ID, as far as git had them. Only --base can show this.',
        'Plan with --base, so that the plan knows the earlier values in git.',
      ],
      'new-id': [
        'The entity can be created again, but gets another ID.',
        'Replace the old ID with the new one wherever it is used outside the project.',
      ],
      irreversible: [
        'No commit can restore it: members of a list are lost, or the old value was only set in the UI. The plan shows the old value if there is one.',
        'Keep the source of a list, or write the old value into the manifest.',
      ],
    },
    { 'new-id': ['new ID'] },
  ),
  ...describeCodes(
    { ...own, group: 'What happens to an entity' },
    {
      create: [
        'It is in the manifests and not in the account, so it is created.',
        'Check that it is not an existing entity under a new name: then use renamedFrom.',
      ],
      update: ['It changes in place and keeps its ID.', 'Check who enters and who leaves.'],
      delete: [
        'It is deleted, because the manifest says state: absent or because prune allows it.',
        'Check that no campaign needs it. It can be created again only under a new ID.',
      ],
      fill: [
        'A step: the members of a contact list are synced before audiences use the list.',
        'No action is needed.',
      ],
      replace: [
        'An attribute that cannot be updated in place has changed, so a new entity is created under a new ID. Everything that uses the old entity changes to the new one.',
        'Allow it with lifecycle: { replace: allow } or --allow-replace, or restore the old value.',
      ],
      released: [
        'The manifest says state: released. The entity stays as it is, and no plan of this project touches it.',
        'Remove the entry after it has been applied in every environment.',
      ],
    },
    { create: ['+'], update: ['~'], replace: ['±', 'rebuilt'], delete: ['-'] },
  ),
  ...describeCodes(
    { ...own, group: 'Verdicts of a plan, on who is in an audience' },
    {
      same: ['Nobody enters and nobody leaves.', 'No action is needed: the people stay the same.'],
      wider: [
        'Some people enter, and nobody leaves.',
        'Check whether the people who enter are the right ones.',
      ],
      narrower: [
        'Some people leave, and nobody enters.',
        'Check whether the people who leave are the right ones.',
      ],
      different: ['Some people enter, and others leave.', 'Check who enters and who leaves.'],
      empty: [
        'Everyone leaves: the audience can no longer contain any people, or not before a contact list is uploaded.',
        'Look for a segment that is both included and excluded, or that lies within an excluded one. Upload a list that the plan leaves empty, or apply with --members.',
      ],
      unknown: [
        'As a verdict: logic cannot decide who enters or leaves, and audiencectl does not guess.',
        'Check the attributes that change before you apply the plan.',
      ],
    },
    {
      same: ['the same'],
      wider: ['some enter'],
      narrower: ['some leave'],
      different: ['some enter, some leave'],
      empty: ['everyone leaves'],
      unknown: ['cannot tell'],
    },
  ),
  ...describeCodes(
    { ...own, group: 'People of a new entity' },
    {
      new: ['The entity is created, so it had no people before.', 'No action is needed.'],
      'new, empty': [
        'A new contact list. It contains no people until its first upload, so it excludes nobody.',
        'Fill it with audiencectl members sync before campaigns use it.',
      ],
      'new, filled at once': [
        'A new contact list, which the same apply fills.',
        'No action is needed.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Facts about two segments, in reach.because of a plan' },
    {
      within: [
        'Everyone in the one segment is in the other one, by how the two are defined.',
        'No action is needed: the fact explains a verdict.',
      ],
      equal: [
        'By their definitions, both segments contain the same people.',
        'Name one of them in your audiences, unless you need both.',
      ],
      excludes: [
        'The two segments have no people in common, by how they are defined.',
        'Do not combine them with and: such an audience is always empty.',
      ],
      before: [
        'The fact is of the segment as it was, before this plan.',
        'No action is needed: the fact explains a verdict.',
      ],
      after: [
        'The fact is of the segment as it will be, after this plan.',
        'No action is needed: the fact explains a verdict.',
      ],
    },
    { before: ['as it was'], after: ['as changed'] },
  ),
  ...describeCodes(
    { ...own, group: 'What a plan makes of a rule, in rules of a plan' },
    {
      broken: [
        'The rule holds today, or is broken for fewer people, and the plan breaks it. The same is said of a person who is no longer as expected.',
        'Change the audience, as the plan says.',
      ],
      kept: [
        'The rule is broken today, and holds after the plan.',
        'No action is needed: the plan mends it.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Origins of a change, found with --base' },
    {
      declared: [
        'It has changed in git since the base.',
        'No action is needed: apply makes it match git.',
      ],
      drift: [
        'It has changed remotely, for example in the Criteo UI, but not in git.',
        'Apply restores the version in git. To keep the edit, run audiencectl pull with --base, or give --drift leave.',
      ],
      conflict: [
        'It has changed both in git and remotely since the base, in different ways.',
        'Apply replaces the remote version with the version in git. Decide which one is right. To keep the remote version, run audiencectl pull with --base and --take conflict.',
      ],
      adopted: [
        'It is new in git, but already existed remotely.',
        'Check what apply changes. Run audiencectl export to see the remote version.',
      ],
      unknown: [
        'As an origin: the plan was made without --base, so it is not known where the change comes from.',
        'Plan with --base, the same project at an earlier commit.',
      ],
    },
  ),
];

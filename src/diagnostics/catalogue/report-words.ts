/** The words of plans and of reports of an apply that name parts, states and outcomes. */
import { type CodeEntry, describeCodes } from './code-entry.ts';
import { commonWords } from './common-words.ts';

const own = { origin: 'audiencectl', foundBy: 'plan' } as const;

export const reportWords: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'Rows of a change in a plan' },
    {
      who: [
        'Which segments the audience combines. Lines with + are new, lines with - go.',
        'Check that the right segments are included, and that the people to leave out are behind "not".',
      ],
      what: [
        'The type of a segment, and its attributes before (-) and after (+).',
        'Compare the two values.',
      ],
      why: [
        'The reason of a change, where its other rows do not show it.',
        'Look for the code of the reason in the JSON plan, and explain it.',
      ],
      people: [
        'What the change does to the people in the audience or segment: who enters and who leaves. It is logic, not a head count.',
        'Read who enters and who leaves. With --sizes, the plan shows numbers, too.',
      ],
      text: ['The description, which only people read.', 'No action is needed.'],
      size: [
        'How many people the API counts before and after the change. Only with --sizes.',
        'Check whether the difference is what you expect.',
      ],
      members: [
        'What happens to the identifiers on a contact list, or how the list is filled.',
        'Plan with --members to see the counts.',
      ],
      'live in': [
        'The ad sets that use the audience now. Their delivery changes with it. In Retail Media the API does not show them.',
        'Check with the owners of these campaigns before you apply.',
      ],
      steps: [
        'What a replacement or a swap of names does, in order.',
        'No action is needed: apply does all steps, and continues where it stopped if you run it again.',
      ],
      notes: ['The texts under meta in the manifest.', 'No action is needed.'],
      after: [
        'The changes that are made before this one. Only with --verbose.',
        'No action is needed: apply keeps the order.',
      ],
      which: [
        'The entities that all have this same change.',
        'Give --verbose to see each of them on its own.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Sections and states of a plan' },
    {
      'look-at-these-first': [
        'The changes that may do harm, the worst first. Each entity has one line.',
        'Read this section before all others.',
      ],
      refused: [
        'Why apply does not carry out the plan. It changes nothing while there is a refusal.',
        'Do what the line "to do" of each refusal says, and plan again.',
      ],
      allowed: [
        'The options and manifest entries that allow what would be refused otherwise.',
        'Check that each of them is intended.',
      ],
      findings: [
        'Errors and warnings about the manifests and the account, each with its code.',
        'Follow the hint of each finding. To learn more about one, explain its code.',
      ],
      'not-part-of-this-change': [
        'What apply does not touch, and why.',
        'Check whether something in it should change, too.',
      ],
      unchanged: [
        'As a count of a plan: entities that already are as the manifests declare them.',
        'No action is needed.',
      ],
      'in-place': [
        'The entity keeps its ID, and only its attributes change.',
        'No action is needed. What cannot change in place is replaced under a new ID.',
      ],
      'left-alone': [
        'The entity stays as it is remotely: apply neither changes nor deletes it.',
        'Read the reason beside it.',
      ],
      unmanaged: [
        'It exists in the account, and no manifest declares it.',
        'Leave it, add it to the manifests with audiencectl export, or delete it with state: absent.',
      ],
    },
    {
      'look-at-these-first': ['Look at these first'],
      'not-part-of-this-change': ['Not part of this change'],
      'in-place': ['in place', 'updated in place'],
      'left-alone': ['left alone', 'left as is'],
      unmanaged: ['not in git'],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Other words of a plan' },
    {
      affected: [
        'Audiences that the plan does not edit. They use a segment that it changes, so their people may change.',
        'Check who enters and who leaves, as for the changes themselves.',
      ],
      moves: [
        'Audiences that use a replaced segment. They keep their IDs, and use the new segment afterwards.',
        'Check the new segment: these audiences change with it.',
      ],
      partly: [
        'As a word on undoing: a part of the change can be undone. The words after it say what cannot.',
        'Read what cannot be undone before you apply.',
      ],
      'not-visible': [
        'The API does not show what uses it, such as the line items of Retail Media.',
        'Check in the Criteo UI which campaigns use it.',
      ],
      checksum: [
        'It stands for everything that the plan would change. apply --checksum stops if the plan is no longer the same.',
        'Compare it with the checksum of the plan that was reviewed.',
      ],
    },
    {
      affected: ['Affected without being edited'],
      moves: ['Audiences that move to a new segment'],
      'not-visible': ['Criteo does not say'],
      checksum: ['Checksum'],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Why a change cannot simply be undone' },
    {
      'members-lost': [
        'The members of a contact list are lost. The API does not return them.',
        'Keep the source of the list, so that you can fill it again.',
      ],
      'list-lost': [
        'The audience uses a list whose members are lost, so it would come back with an empty list.',
        'Fill the list again after you restored it.',
      ],
      'not-in-git': [
        'Git never had the old value. Only the plan shows it.',
        'Write the old value into the manifest if you want to keep it.',
      ],
      renamed: [
        'After the commit is reverted, the entity still has its new name.',
        'Add renamedFrom with the new name when you revert the commit.',
      ],
      'base-unknown': [
        'Without --base it is not known whether git had the old values.',
        'Plan with --base.',
      ],
    },
    { 'list-lost': ['a list is lost'], 'members-lost': ['members are lost'] },
  ),
  ...describeCodes(
    { ...own, group: 'Left alone, although it is not in the manifests or differs' },
    {
      'read-only': ['The API does not allow changes of this entity.', 'No action is needed.'],
      behavioral: [
        'A segment that Criteo makes. Audiences may use it; it cannot be changed or deleted.',
        'No action is needed.',
      ],
      foreign: ['It belongs to another account.', 'No action is needed.'],
      'unknown-type': [
        'A type of segment that this version does not know, so it cannot be declared.',
        'Look for a newer version of audiencectl if you want to manage it.',
      ],
      protected: [
        'protect in the project file keeps it from being deleted.',
        'Remove it from protect if you want to delete it.',
      ],
      'in-use': [
        'Something that is not in the manifests uses it.',
        'Delete or change what uses it first.',
      ],
      'not-in-base': [
        'The manifests never declared it, so prune: removed leaves it.',
        'No action is needed. To delete it, declare it with state: absent.',
      ],
      drift: [
        'As a reason to leave it alone: it was edited in the UI, git did not change, and --drift leave was given.',
        'Run audiencectl pull with --base to keep the edit, or plan without --drift leave.',
      ],
      'not-targeted': [
        'It would change, too, but --target or --exclude leaves it out.',
        'Plan without --target and --exclude to see it.',
      ],
      'declared-elsewhere': [
        'Another project of the repository declares it for the same account.',
        'Change it in that project.',
      ],
      undeclarable: [
        'A manifest could not declare it, so it is never deleted by prune.',
        'Delete it in the UI if it must go.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, foundBy: 'members', group: 'What happens to the members of a list' },
    {
      unchanged: [
        'The list already is what its source says, so nothing is sent.',
        'No action is needed.',
      ],
      'first-upload': ['The list is new, and all of the source is added.', 'No action is needed.'],
      delta: [
        'Only the difference is sent: + is added, − is removed.',
        'Check whether the number of removals is what you expect.',
      ],
      'rebuild-needed': [
        'No ledger says who is on the list, so it is cleared and filled again. In between, it excludes no people.',
        'Find the ledger, or give --allow-members-rebuild.',
      ],
      'unknown-here': [
        'The source or the ledger is not on this machine, so the counts are not known.',
        'Plan on the machine that has them.',
      ],
    },
    {
      'first-upload': ['first upload'],
      'rebuild-needed': ['rebuild needed'],
      'unknown-here': ['unknown here'],
    },
  ),
  ...describeCodes(
    { ...own, foundBy: 'apply', group: 'How a change ended' },
    {
      done: ['The API has made the change, or had made it before.', 'No action is needed.'],
      failed: [
        'The API refused the change. The report shows its code and the place in the manifest.',
        'Correct the manifest or the permission, and run the same command again.',
      ],
      skipped: [
        'It was not tried, because something that it needs failed or the run stopped.',
        'Resolve the cause, and run the same command again.',
      ],
      unknown: [
        'As an outcome: the API did not say whether it made the change, and reading could not show it.',
        'Run the same command again. It reads first, and does nothing twice.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, foundBy: 'pull', group: 'Differences that pull takes' },
    {
      drift: [
        'As a difference: it was edited remotely, and git did not change since the base.',
        'No action is needed: pull with --base takes it.',
      ],
      conflict: [
        'As a difference: git and the UI both changed it since the base, in different ways.',
        'Decide which version is right. Pull with --take conflict replaces the version in git.',
      ],
      unknown: [
        'As a difference: there was no --base, so it is an edit in the UI or a change in git that is not applied yet.',
        'Pull with --base, or check each of them with git diff.',
      ],
      new: [
        'As a difference: the entity exists remotely, the project owns it, and no manifest declares it.',
        'Pull with --take new to declare it.',
      ],
      gone: [
        'As a difference: the entity is declared, and was deleted remotely.',
        'Pull with --take gone to remove its entry. Apply creates it again.',
      ],
      spent: [
        'As a difference: a renamedFrom, or an entry with state: absent, has done its work.',
        'Pull with --take spent to remove it.',
      ],
    },
  ),
  ...commonWords,
];

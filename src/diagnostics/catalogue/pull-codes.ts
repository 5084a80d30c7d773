/** What pull takes, and why it leaves a difference. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'pull' } as const;

export const pullCodes: readonly CodeEntry[] = describeCodes(
  { ...own, group: 'Differences that pull leaves' },
  {
    'pull-not-asked': [
      'The difference is of a sort that this pull was not asked for.',
      'Add its sort to --take.',
    ],
    'pull-elsewhere': [
      'The value is not written in the entry itself: it comes from a variable, from defaults, from an alias or a merge key, or the file is also of another project.',
      'Edit it at the place that the output names, or give the entry a value of its own.',
    ],
    'pull-in-use': [
      'The entity was deleted remotely, but another entry of the manifests still refers to it.',
      'Take the remote version of that entry, too, or edit it by hand first.',
    ],
    'pull-undeclarable': [
      'No manifest can declare the remote entity, or its remote version.',
      'Change it in the Criteo UI, or leave it as it is.',
    ],
    'pull-breaks-rule': [
      'With the remote version, the manifests would have an error or break a house rule.',
      'Correct it in the Criteo UI, or edit the manifests by hand.',
    ],
    'pull-unsafe': [
      'The edited manifest would not say exactly what was meant, so it is left as it was.',
      'Edit it by hand.',
    ],
  },
);

export const pullWords: readonly CodeEntry[] = describeCodes(
  { ...own, group: 'Differences that pull takes' },
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
);

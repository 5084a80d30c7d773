/** Saved plans, and carrying plans out. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'apply' } as const;

export const applyCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'Apply: refusals' },
    {
      'plan-stale': [
        'Something that the plan touches has changed since the plan was made.',
        'Plan again, and review that plan.',
      ],
      'plan-altered': [
        'A saved plan was changed by hand: its checksum does not match its content, or it has a field that no plan has.',
        'Plan again, and review that plan.',
      ],
      'plan-not-declared': [
        'A plan file asks for something that the manifests of the project do not ask for.',
        'Plan again from these manifests, and review that plan.',
      ],
      'checksum-mismatch': [
        'The plan is not the one whose checksum was reviewed.',
        'Review this plan, and give its checksum.',
      ],
      'approval-missing': [
        'There is no terminal on which the plan could be approved.',
        'Give --auto-approve, or apply a reviewed plan file.',
      ],
      'write-not-served': [
        'The plan writes at several endpoints or versions, and the API does not serve one of them. Nothing was written.',
        'Set the API version that the refusal names in the project file, and plan again.',
      ],
      'write-not-allowed': [
        'The plan writes at several endpoints or versions, and the application may not write at one of them. Nothing was written.',
        'Give the application the permission that the refusal names, and run the same command again.',
      ],
      'not-approved': [
        'The answer to the question for approval was not "yes".',
        'Run the command again, and answer "yes".',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Apply: plan files' },
    {
      'plan-file-invalid': ['A file is not a plan that plan --out saved.', 'Give a plan file.'],
      'plan-file-version': [
        'A plan file has another format version.',
        'Plan again with this version of audiencectl.',
      ],
      'plan-file-trusted': [
        'A plan file was carried out with --trust-plan-file, so it was not compared with the manifests.',
        'Leave out the option if the project is available.',
      ],
      'plan-target': [
        'A plan file was made for another project, account or environment.',
        'Apply it in the project that it was made in, or plan again.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Apply: outcomes' },
    {
      'not-carried-out': [
        'The answer of the API does not mention an item, and a search shows something else in its place.',
        'Run the same command again; nothing is done twice.',
      ],
      'not-seen': [
        'The API did not confirm a change, and a search does not show it yet, because searches lag behind writes.',
        'Run the same command again in a minute; it continues from what was done.',
      ],
      timeout: [
        'A change was not started, because the run had used up its time for waiting on errors.',
        'Run the same command again; nothing is done twice. Use --timeout to let the run wait longer.',
      ],
      'members-not-filled': [
        'A plan fills a list, but no manifest here gives the source of its members.',
        'Apply the plan in the project that it was made in, or plan again without --members.',
      ],
      'members-called-invalid': [
        'A list was filled, and the API called some of its identifiers invalid without saying which.',
        'Compare the declared format and identifier type with the source.',
      ],
      'ledger-not-begun': [
        'A list was created and is empty, but its ledger could not be written.',
        'Make the ledger folder writable, and give --allow-members-rebuild once for the first upload.',
      ],
      'further-problems': [
        'The API reported more problems for one item than are shown.',
        'Correct those that are shown, and run the same command again.',
      ],
      'served-impressions': [
        'A segment has served impressions and can never be deleted: the API says that it is in use, although no audience uses it.',
        'Keep it. If its manifest says "state: absent", write "state: released" instead. If "prune" would delete it, add it to "protect".',
      ],
      retired: [
        'A replaced entity could not be deleted, for example because the segment has served impressions. It was renamed instead.',
        'Delete it in the Criteo UI when that becomes possible.',
      ],
    },
  ),
];

/** Saved plans, and carrying plans out. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'apply' } as const;

export const applyCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'Apply: refusals' },
    {
      'plan-stale': [
        'What the plan touches was changed since it was made.',
        'Plan again, and review that plan.',
      ],
      'plan-altered': [
        'A saved plan was changed by hand: its checksum does not match its content.',
        'Plan again, and review that plan.',
      ],
      'plan-not-declared': [
        'A plan file asks for something that the manifests beside it do not ask for.',
        'Plan again from these manifests, and review that plan.',
      ],
      'checksum-mismatch': [
        'The plan is not the one whose checksum was reviewed.',
        'Review this plan, and give its checksum.',
      ],
      'approval-missing': [
        'Nobody is at a terminal to approve the plan.',
        'Give --auto-approve, or apply a plan file that was reviewed.',
      ],
      'write-not-served': [
        'The plan writes in several places, and the API serves one of them no more, or not yet. Nothing was written.',
        'Set the version of the API that the refusal names in the project file, and plan again.',
      ],
      'write-not-allowed': [
        'The plan writes in several places, and the application may not write in one of them. Nothing was written.',
        'Give the application the permission that the refusal names, and run the same command again.',
      ],
      'not-approved': [
        'Somebody was asked, and did not say yes.',
        'Run it again when you are sure.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Apply: plan files' },
    {
      'plan-file-invalid': ['A file is no plan that plan --out saved.', 'Name a plan file.'],
      'plan-file-version': [
        'A plan file was written in another format version.',
        'Plan again with this version of audiencectl.',
      ],
      'plan-file-trusted': [
        'A plan file was carried out with --trust-plan-file, and was not held against the manifests.',
        'Leave the option out where the project is at hand.',
      ],
      'plan-target': [
        'A plan file was made for another project, account or environment than the one here.',
        'Apply it where it was made, or plan again.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Apply: outcomes' },
    {
      'not-carried-out': [
        'The API answered without a word about an item, and reading shows something else in its place.',
        'Run the same command again; nothing is done twice.',
      ],
      'not-seen': [
        'The API did not say what became of an item, and reading does not show it yet, since searches lag.',
        'Run the same command again in a minute; it finds what was done.',
      ],
      timeout: [
        'A change was not begun, because the run had spent the time that it may wait for faults.',
        'Run the same command again; nothing is done twice. --timeout lets a run wait longer.',
      ],
      'members-not-filled': [
        'A plan fills a list, and where it was applied no manifest says where the members are.',
        'Apply it in the project that it was made in, or plan again without --members.',
      ],
      'members-called-invalid': [
        'A list was filled, and the API called some of its identifiers invalid without telling which.',
        'Compare the declared format and identifier type with the source.',
      ],
      'ledger-not-begun': [
        'A list was created and is empty, and that could not be written into its ledger.',
        'Make the ledger folder writable; the first upload asks for --allow-members-rebuild once.',
      ],
      'further-problems': [
        'The API named more problems of one item than are shown.',
        'Mend those that are shown, and run the same command again.',
      ],
      'served-impressions': [
        'A segment has served impressions, and can never be deleted: the API calls it used, and no audience uses it.',
        'Keep it. Set "state: released" where its manifest says "state: absent", or name it under "protect" where "prune" would delete it.',
      ],
      retired: [
        'A replaced entity could not be deleted, as when a segment has served impressions; it was renamed.',
        'Delete it in the Criteo UI when that is possible.',
      ],
    },
  ),
];

/** Why a command about members is refused stands on stderr, too: the result may go to a file. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { withFilledList } from '../../support/members/with-filled-list.ts';

const people = (to: number) =>
  Array.from({ length: to }, (_, number) => `secret${number}@example.com\n`).join('');

const files = {
  'audiencectl.yaml': projectFile,
  'lists.yaml': `defaults: { retailerId: "1234" }
segments:
  - name: CRM
    contactList: { identifierType: Email, members: { source: crm.txt } }
  - name: Shoes
    events: { shopperActivity: View, lookbackDays: Last30Days }
audiences:
  - name: Newcomers
    algebra: { and: [Shoes, { not: CRM }] }
`,
  'crm.txt': people(30),
};

test.each([
  ['members sync CRM', 'members-removal-limit', ''],
  ['members sync CRM --allow-member-removal', 'members-rebuild-needed', 'without ledgers'],
  ['members remove CRM --source out.txt', 'members-removal-limit', ''],
  ['members add CRM --source more.txt', 'members-growth-limit', ''],
  ['members clear CRM --auto-approve', 'members-rebuild-widens', ''],
])('%s: %s', (line, code, how) =>
  withFilledList(files, async ({ run, folder, write }) => {
    await write({ 'crm.txt': people(3), 'out.txt': people(20), 'more.txt': people(500) });
    if (how === 'without ledgers') await rm(join(folder, '.audiencectl'), { recursive: true });
    for (const format of ['text', 'json']) {
      const { exitCode, stdout, stderr } = await run(`${line} --format ${format}`);
      expect([exitCode, stdout !== '', stderr]).toEqual([
        3,
        true,
        expect.stringMatching(
          new RegExp(
            `^Refused, and nothing was sent:\\n(?:.*\\n)*?  segment "CRM": .+ \\(${code}\\)$`,
            'mu',
          ),
        ),
      ]);
      expect(stderr).not.toMatch(/secret\d/u);
    }
  }),
);

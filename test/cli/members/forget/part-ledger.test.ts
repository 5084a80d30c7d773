/** A ledger that knows a part of a list says nothing of other types on it. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { withProject } from '../../../support/a-project.ts';

const files = {
  'audiencectl.yaml': 'version: 1\nplatform: marketing-solutions\nadvertiserId: "4949"\n',
  'm.yaml': 'segments: [{ name: CRM, contactList: {} }]\n',
  'mails.txt': 'ann@example.com\n',
  'phones.txt': '+33612345678\n',
};

test('forget does not call people of a type without a ledger forgotten', () =>
  withProject({ files }, async ({ run, folder }) => {
    expect((await run('apply --auto-approve')).exitCode).toBe(0);
    // Others may have filled the list, so nothing is known of it here.
    await rm(join(folder, '.audiencectl'), { recursive: true, force: true });
    const add = 'members add CRM --source mails.txt --identifier-type email --allow-member-growth';
    expect((await run(add)).exitCode).toBe(0);
    const forget = 'members forget --source phones.txt --auto-approve';
    const { exitCode, stdout } = await run(forget);
    expect([exitCode, stdout]).toEqual([4, expect.stringMatching(/phoneNumber.*not searched/u)]);
  }));

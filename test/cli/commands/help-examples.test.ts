/** Every example in a help text, run as it stands: it is understood, and finds something. */
import { expect, test } from '@jest/globals';
import { commands } from '../../../src/cli/arguments/commands.ts';
import { readExampleFiles } from '../../platforms/load-example.ts';
import { type FolderFiles, projectFile } from '../../support/a-folder.ts';
import { credentials, withProject } from '../../support/a-project.ts';
import { anAudienceRow, aSegmentRow, aSnapshot } from '../../support/a-world.ts';
import { runCli } from '../../support/run-cli.ts';

const segments = `defaults: { retailerId: "1234" }
segments:
  - name: CRM Users 2025
    contactList:
      identifierType: Email
      members: { source: ../crm.csv, column: email, mode: mirror }
  - name: Opted out
    contactList: { identifierType: Email }
audiences:
  - name: Spring sale
    algebra: { and: [CRM Users 2025, { not: Opted out }] }
`;

/** A list that is filled, an audience of it, and the files that examples name. */
const files: FolderFiles = {
  'audiencectl.yaml': projectFile,
  'segments/all.yaml': segments,
  'crm.csv': `email\n${Array.from({ length: 20 }, (_, index) => `p${index}@example.com\n`).join('')}`,
  'optouts.csv': 'email\np1@example.com\n',
  'erasures.txt': 'p2@example.com\n',
  'real.json': JSON.stringify(
    aSnapshot(
      [aSegmentRow('1', 'Opted out')],
      [anAudienceRow('2', 'All', { audienceSegmentId: '1' })],
    ),
  ),
};

const withEnvironment = `${projectFile}environments: { production: {} }\n`;

/** What the example shows beyond success. */
const codes: Readonly<Record<string, number>> = {
  'plan --detailed-exitcode --quiet': 2,
  'rename --check "segment/CRM Users 2025" "CRM Users"': 2,
  // The new list holds nobody yet.
  'plan --fail-on empty,conflict,new-list-empty': 3,
};

/** Servers do not end. */
const examples = commands
  .filter(({ name }) => name !== 'sandbox')
  .flatMap(({ examples: own }) => own.map(({ run }) => run.replace(/^audiencectl /u, '')));

function splitLikeShell(line: string): readonly string[] {
  const [command = ''] = line.split(/ [>|<] /u);
  return (command.match(/"[^"]*"|\S+/gu) ?? []).map((word) => word.replaceAll('"', ''));
}

test.each(examples)('%s', async (line) => {
  const words = splitLikeShell(line);
  const isCatalogOfMarketing = words[0] === 'catalog' && words[1] !== 'retailers';
  const used = isCatalogOfMarketing
    ? await readExampleFiles()
    : words[0] === 'init'
      ? {}
      : words.includes('--env')
        ? { ...files, 'audiencectl.yaml': withEnvironment }
        : files;
  await withProject({ files: used }, async ({ folder, url }) => {
    const env = { ...credentials, AUDIENCECTL_API_URL: url };
    const run = (given: readonly string[], more = env) => runCli(given, { cwd: folder, env: more });
    // What an example begins with is there already.
    const isNew = ['init', 'plan', 'apply'].includes(words[0] ?? '') || words.includes('--env');
    if (!isNew)
      await run(['apply', '--auto-approve', ...(isCatalogOfMarketing ? [] : ['--members'])]);
    if (words.includes('plan.json') && words[0] !== 'plan')
      await run(['plan', '--out', 'plan.json']);
    const needsConsent =
      words[1] === 'forget' || (words[0] === 'apply' && !words.includes('plan.json'));
    const more = needsConsent ? ['--auto-approve'] : [];
    const isOwnSandbox = words.includes('--sandbox');
    const { exitCode, stdout, stderr } = await run(
      [...words, ...more],
      isOwnSandbox ? { ...env, AUDIENCECTL_API_URL: '' } : env,
    );
    expect([exitCode, stderr]).toEqual([codes[line] ?? 0, stderr]);
    if (words.includes('--quiet') || words[0] === 'validate') return;
    expect(stdout).not.toMatch(/^(?:Nothing found|There is nothing)/u);
    if (!words.includes('--out')) expect(stdout.trim()).not.toBe('');
    const [, name] = /"\w+\/([^"]*)"/u.exec(line) ?? [];
    if (name !== undefined && name !== '*') expect(stdout).toContain(name);
  });
});

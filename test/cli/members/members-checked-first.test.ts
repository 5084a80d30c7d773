/** All that is wrong with members is said before anything is written. */
import { expect, test } from '@jest/globals';
import { projectFile } from '../../support/a-folder.ts';
import { withProject } from '../../support/a-project.ts';
import { files, manifest, steps } from './a-list-in-plans.ts';

test('all that is wrong with sources and ledgers is said before anything is written', () => {
  const broken = `${manifest}  - name: Unknown
    algebra: Nobody
`.replace(
    '  - name: Shoes\n',
    `  - name: Columns
    contactList:
      identifierType: Email
      members: { source: data/table.csv, column: mail }
  - name: Raw
    contactList:
      identifierType: CustomerId
      members: { source: data/crm.txt }
  - name: Shoes
`,
  );
  const table = { 'manifest.yaml': broken, 'data/table.csv': 'email\nx@example.com\n' };
  return withProject({ files: { ...files, ...table } }, async (project) => {
    const { exitCode, stderr } = await project.run('plan --members');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^manifest\.yaml:10:50 error members-column-missing /mu);
    expect(stderr).toMatch(/^manifest\.yaml:23:14 error reference-unknown /mu);
    const fixed = broken.replace('algebra: Nobody', 'algebra: Shoes').replace('mail }', 'email }');
    await project.write({ 'manifest.yaml': fixed });
    // Without the key nobody can tell what becomes of identifiers that are sent as they are.
    const unknown = await project.run('plan --members --out plan.json');
    expect([unknown.exitCode, unknown.stdout]).toEqual([
      0,
      expect.stringMatching(/members-unknown-here.*encrypted ledger/su),
    ]);
    for (const line of ['apply --members --auto-approve', 'apply plan.json']) {
      expect((await project.run(line)).exitCode).toBe(3);
    }
    await project.write({
      'audiencectl.yaml': `${projectFile}ignore: [members-unknown-here]\n`,
    });
    expect((await project.run('apply --members --auto-approve')).exitCode).toBe(3);
    expect(steps(project)).toEqual([]);
    const env = { AUDIENCECTL_LEDGER_KEY: 'of the test' };
    const file = await project.run('apply plan.json --ledger manifest.yaml', env);
    expect([file.exitCode, file.stderr]).toEqual([
      1,
      expect.stringMatching(/error ledger-unusable /u),
    ]);
    expect(steps(project)).toEqual([]);
  });
});

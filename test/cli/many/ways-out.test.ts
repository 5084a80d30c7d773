/** What a run over saved plans advises can be followed to the letter. */
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { everyProject, statesIn, withFleet } from './a-fleet.ts';

const phones = (client: string) => ({
  [`clients/${client}/lists.yaml`]: `segments:
  - { name: Customers of ${client}, retailerId: "1234", contactList: { identifierType: PhoneNumber } }
`,
});

test('the command at the foot of the comment names the consents of the run', async () => {
  await withFleet(['a', 'b'], async ({ run, write, folder }) => {
    await run(`apply --each ${everyProject} --auto-approve`);
    await write(phones('a'));
    const planned = await run(
      `plan --each ${everyProject} --allow-replace --max-deletes 3 --out plans --report markdown=c.md`,
    );
    expect(planned.exitCode).toBe(0);
    const foot = /To apply exactly these plans, run: <code>audiencectl ([^<]*)<\/code>/u;
    const [, command = ''] = foot.exec(await readFile(join(folder, 'c.md'), 'utf8')) ?? [];
    expect(command).toBe('apply --each plans --allow-replace --max-deletes 3');
    const refused = await run('apply --each plans');
    expect(refused.exitCode).toBe(3);
    // Each of many plans has its own checksum, so that none can be given.
    expect(refused.stdout).toContain('Give --allow-replace --max-deletes 3 again.');
    expect(refused.stdout).not.toContain('--checksum');
    const applied = await run(`${command} --format json`);
    expect(statesIn(applied.stdout)).toEqual({ a: '0 done', b: '0 done' });
  });
});

test('a plan that was moved away from its project is named, and so is the one that is missing', async () => {
  await withFleet(['a', 'b'], async ({ run, folder }) => {
    await run(`plan --each ${everyProject} --out plans`);
    await rename(join(folder, 'plans/clients/b'), join(folder, 'plans/clients/x'));
    const { stdout, exitCode } = await run('apply --each plans');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('does not name "plans/clients/x/audiencectl.json"');
    expect(stdout).toMatch(
      /b {3}could not be applied[\s\S]*the folder has no plan of this project/u,
    );
    expect(stdout).not.toContain('--trust-plan-file');
  });
});

test('in another folder than that of the plans, the hint leads back', async () => {
  await withFleet(['a', 'b'], async ({ run }) => {
    await run(`plan --each ${everyProject} --out plans`);
    const { stdout, exitCode } = await run('apply -C clients --each ../plans');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('the plan "../plans/clients/a/audiencectl.json" is for it');
    expect(stdout).toContain('Run the command in the folder where plan --each ran');
    expect(stdout).not.toContain('--trust-plan-file');
  });
});

test('of a folder that is not whole, the whole one is to be fetched again', async () => {
  await withFleet(['a', 'b'], async ({ run, folder }) => {
    await run(`plan --each ${everyProject} --out plans`);
    await rm(join(folder, 'plans/clients/b'), { recursive: true });
    const { stdout } = await run('apply --each plans');
    expect(stdout).toContain('Get the whole folder again from the run that wrote it.');
  });
});

/** A glob of --each that finds nothing: what was probably meant. */
import { describe, expect, test } from '@jest/globals';
import { aClient, withFleet } from './a-fleet.ts';

const yml = { 'short/a/audiencectl.yml': Object.values(aClient('short'))[0] ?? '' };

describe('a glob that matches no project file', () => {
  test.each([
    ['clients/*', 'Did you mean --each "clients/*/audiencectl.yaml"?'],
    ['clients/a', 'Did you mean --each "clients/a/audiencectl.yaml"?'],
    ['clients/', 'Did you mean --each "clients/audiencectl.yaml"?', false],
    ['Clients/*/audiencectl.yaml', 'Did you mean --each "clients/*/audiencectl.yaml"?'],
    ['clients/*/audiencectl.yml', 'Did you mean --each "clients/*/audiencectl.yaml"?'],
    ['short/*/audiencectl.yaml', 'Did you mean --each "short/*/audiencectl.yml"?'],
    ['customers/*/audiencectl.yaml', 'Give a glob of project files'],
  ])('%s', async (glob, hint, isMeant = true) => {
    await withFleet(
      ['a', 'b'],
      async ({ run }) => {
        const { exitCode, stderr } = await run(`validate --each ${glob}`);
        expect(exitCode).toBe(1);
        if (isMeant) expect(stderr.replace(/\s+/gu, ' ')).toContain(hint);
        else expect(stderr).not.toContain(hint);
      },
      { files: yml },
    );
  });

  test('the example itself is not suggested again', async () => {
    await withFleet([], async ({ run }) => {
      const { stderr } = await run('validate --each clients/*/audiencectl.yaml');
      expect(stderr).toContain('in the folder that has the folder clients');
      expect(stderr).not.toContain('such as --each');
    });
  });

  test('only apply may mean a folder of saved plans', async () => {
    await withFleet(['a'], async ({ run }) => {
      const hints = await Promise.all(
        ['apply', 'plan'].map(async (command) => (await run(`${command} --each plan`)).stderr),
      );
      expect(hints[0]?.replace(/\s+/gu, ' ')).toContain('give the folder that plan --out wrote.');
      expect(hints[1]).not.toContain('plan --out');
    });
  });

  test('here, but in a folder above', async () => {
    await withFleet(['a', 'b'], async ({ run }) => {
      const { stderr } = await run('validate -C clients/a --each clients/*/audiencectl.yaml');
      expect(stderr).toContain('matches no file below the working directory');
      expect(stderr).toContain('add -C ../..');
    });
  });
});

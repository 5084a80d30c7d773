/** Projects with credentials of their own: each set has its own budget of requests and its own token. */
import { expect, test } from '@jest/globals';
import { aClient, everyProject, statesIn, withFleet } from './a-fleet.ts';

const acme = { CRITEO_CLIENT_ID_ACME: 'acme', CRITEO_CLIENT_SECRET_ACME: 'acme-secret' };
const beta = { CRITEO_CLIENT_ID_BETA: 'beta', CRITEO_CLIENT_SECRET_BETA: 'beta-secret' };

test('the limit of --rate-limit is that of each set, so that one waits for no other', async () => {
  await withFleet(
    ['c'],
    async ({ run, sandbox }) => {
      const alone = await run('plan --project clients/a/audiencectl.yaml', acme);
      expect(alone.exitCode).toBe(0);
      const sent = sandbox.requests().length;
      const tokens = () => sandbox.requests().filter(({ path }) => path === '/oauth2/token').length;
      const before = tokens();
      // As much as one project needs: two of one application would wait for a minute.
      const line = `plan --each ${everyProject} --rate-limit ${sent} --verbose --format json`;
      const { stdout, stderr } = await run(line, { ...acme, ...beta });
      expect(statesIn(stdout)).toEqual({ a: '0 done', b: '0 done', c: '0 done' });
      expect(stderr).not.toMatch(/wait/iu);
      expect(tokens() - before).toBe(3);
    },
    { files: { ...aClient('a', 'credentials: ACME\n'), ...aClient('b', 'credentials: BETA\n') } },
  );
}, 30_000);

test('a set that is missing fails its own projects, and they use those of no other', async () => {
  await withFleet(
    ['c'],
    async ({ run, writes }) => {
      const line = `apply --each ${everyProject} --auto-approve --format json`;
      const { exitCode, stdout } = await run(line, acme);
      expect(exitCode).toBe(1);
      expect(statesIn(stdout)).toEqual({ a: '0 done', b: '1 failed', c: '0 done' });
      expect(writes()).toHaveLength(2);
    },
    { files: { ...aClient('a', 'credentials: ACME\n'), ...aClient('b', 'credentials: BETA\n') } },
  );
});

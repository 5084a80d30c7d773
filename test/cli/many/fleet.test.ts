/** Many small projects of one application: what is sent, and what goes wrong in a few of them. */
import { expect, test } from '@jest/globals';
import type { LoggedRequest } from '../../../src/sandbox/inspection/request-log.ts';
import type { TestProject } from '../../support/a-project.ts';
import { aClient, everyProject, statesIn, withFleet } from './a-fleet.ts';

const clients = Array.from({ length: 40 }, (_, index) => `c${index}`);
const each = `--each ${everyProject} --format json`;
const apply = `apply ${each} --auto-approve`;

/** What a command sends, the requests for a token apart. */
async function sentBy({ run, sandbox }: TestProject, line: string) {
  const before = sandbox.requests().length;
  const ran = await run(line, {
    AUDIENCECTL_RATE_LIMIT: '1000000',
    CRITEO_ACCESS_TOKEN_WRONG: 'this-token-was-never-given',
  });
  const sent = sandbox.requests().slice(before);
  const isToken = ({ path }: LoggedRequest) => path === '/oauth2/token';
  return { ...ran, tokens: sent.filter(isToken), others: sent.filter((one) => !isToken(one)) };
}

test('send what each of them needs, and one request for a token', async () => {
  await withFleet(clients, async (project) => {
    const alone = '--project clients/c7/audiencectl.yaml';
    const one = await sentBy(project, `plan ${alone}`);
    const planned = await sentBy(project, `plan ${each}`);
    expect(planned.tokens).toHaveLength(1);
    expect(planned.others).toHaveLength(one.others.length * clients.length);
    const first = await sentBy(project, `apply ${alone} --auto-approve`);
    const applied = await sentBy(project, apply);
    expect(applied.exitCode).toBe(0);
    expect(applied.tokens).toHaveLength(1);
    const left = clients.length - 1;
    expect(applied.others).toHaveLength(first.others.length * left + one.others.length);
    const again = await sentBy(project, apply);
    expect(again.others).toHaveLength(one.others.length * clients.length);
  });
});

test('are applied beside some that cannot be, and those are applied by the next run', async () => {
  await withFleet(clients.slice(0, 20), async (project) => {
    const { write, writes } = project;
    const list = 'clients/c3/lists.yaml';
    const whole = aClient('c3');
    await sentBy(project, `apply --project clients/c3/audiencectl.yaml --auto-approve`);
    await write({
      'clients/c1/more.yaml': 'segments: [',
      ...aClient('c2', 'credentials: WRONG\n'),
      [list]: whole[list]?.replace('1234', '5678') ?? '',
    });
    const expected = { c1: '1 failed', c2: '1 failed', c3: '3 refused', c4: '0 done' };
    const planned = await sentBy(project, `plan ${each}`);
    expect(planned.exitCode).toBe(1);
    expect(statesIn(planned.stdout)).toMatchObject(expected);
    const applied = await sentBy(project, apply);
    expect(applied.exitCode).toBe(1);
    const states = statesIn(applied.stdout);
    expect(states).toMatchObject(expected);
    expect(Object.values(states).filter((state) => state === '0 done')).toHaveLength(17);
    await write({ 'clients/c1/more.yaml': 'segments: []\n', ...aClient('c2'), ...whole });
    const before = writes().length;
    const mended = await sentBy(project, apply);
    expect(mended.exitCode).toBe(0);
    const written = writes().slice(before);
    expect(new Set(written.map(({ path }) => path.split('/')[4])).size).toBe(2);
    expect(written).toHaveLength(2);
  });
});

import { describe, expect, test } from '@jest/globals';
import { runReviewIn } from './run-review-in.ts';

const run = (line: string) => runReviewIn(line === '' ? [] : line.split(' '), {});

describe('audiencectl-review', () => {
  test.each(['--help', '-h', 'help', 'publish --help', 'find --key x --help', 'propose -h'])(
    '%s shows how it is used, and asks nothing of the environment',
    async (line) => {
      const { exitCode, stdout, stderr } = await run(line);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^Usage:\n {2}audiencectl-review publish --key KEY/);
      expect(stderr).toBe('');
    },
  );

  test.each([
    ['', 'no command is given. The commands are publish, find, applied and propose.'],
    ['--key x', 'no command is given. The commands are publish, find, applied and propose.'],
    ['publsh --key x', '"publsh" is not a command. Did you mean publish?'],
    ['propse', '"propse" is not a command. Did you mean propose?'],
    ['7', '"7" is not a command. The commands are publish, find, applied and propose.'],
    ['publish', 'publish needs --key KEY.'],
    ['find --key x', 'find needs --checkout COMMIT.'],
    ['find --key x more', 'find takes no argument "more".'],
    ['find --kay x', '"--kay" is not an option. Did you mean --key?'],
    ['propose --form x', '"--form" is not an option. Did you mean --from?'],
    ['propose --zzzzzzzz', '"--zzzzzzzz" is not an option.'],
    ['propose', 'propose needs --key KEY.'],
    ['propose --key x', 'propose needs --checkout COMMIT.'],
    ['propose --key x --checkout c more', 'propose takes no argument "more".'],
    ['propose --key x\ny --checkout c', '--key has a line break or another control character.'],
    [
      'propose --key x --checkout c --title a\u2028b',
      '--title has a line break or another control character.',
    ],
    ['applied more', 'applied takes no argument "more".'],
  ])('"%s" says what is wrong, and where its use is shown', async (line, reason) => {
    const { exitCode, stdout, stderr } = await run(line);
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.split('\n')[0]).toBe(`error ${reason}`);
    expect(stderr.split('\n').slice(1)).toEqual([
      'Run "audiencectl-review --help" to see how it is used.',
    ]);
  });

  test('says what it runs in where a variable is missing', async () => {
    const { exitCode, stderr } = await run('applied');
    expect([exitCode, stderr]).toEqual([
      1,
      'error GITHUB_TOKEN is not set. audiencectl-review runs in jobs of GitHub Actions and GitLab CI. Give the job its token as GITHUB_TOKEN.',
    ]);
  });

  test.each(['::error::x', '##vso[task.complete]', '\u001b[2J', '##teamcity[x]'])(
    'quotes %j without letting it drive the log',
    async (text) => {
      const { stderr } = await run(`find --key x ${text}`);
      expect(stderr).not.toContain(text);
      expect(stderr).toMatch(/^error find takes no argument "/u);
    },
  );
});

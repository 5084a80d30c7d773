import { describe, expect, test } from '@jest/globals';
import { runReviewIn } from './run-review-in.ts';

const run = (line: string) => runReviewIn(line === '' ? [] : line.split(' '), {});

describe('audiencectl-review', () => {
  test.each(['--help', '-h', 'help', 'publish --help', 'find --key x --help'])(
    '%s shows how it is used, and asks nothing of the environment',
    async (line) => {
      const { exitCode, stdout, stderr } = await run(line);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^Usage:\n {2}audiencectl-review publish --key KEY/);
      expect(stderr).toBe('');
    },
  );

  test.each([
    ['', 'no command is given; the commands are publish, find and check'],
    ['--key x', 'no command is given; the commands are publish, find and check'],
    ['publsh --key x', '"publsh" is not a command; the commands are publish, find and check'],
    ['publish', 'publish needs --key KEY'],
    ['check', 'check needs --checksum HEX'],
    ['find --key x', 'find needs --checkout COMMIT'],
    ['find --key x more', 'find takes no argument "more"'],
    ['find --kay x', "Unknown option '--kay'"],
  ])('"%s" says what is wrong, and how it is used', async (line, reason) => {
    const { exitCode, stdout, stderr } = await run(line);
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.split('\n')[0]).toBe(`error ${reason}`);
    expect(stderr).toContain('\n\nUsage:\n');
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

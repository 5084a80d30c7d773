/** What is wrong with the options of a run over many projects is said once, with nothing sent. */
import { describe, expect, test } from '@jest/globals';
import { everyProject, withFleet } from './a-fleet.ts';

describe('options that no project can accept', () => {
  test.each([
    ['snapshot', 'missing-option', '--out DIR'],
    ['plan --drift leave', 'conflicting-options', '--base DIR'],
    ['apply --auto-approve --drift leave', 'conflicting-options', '--base DIR'],
    ['plan --allow-member-removal', 'conflicting-options', '--members'],
    ['plan --fail-on nonsense', 'invalid-option', 'verdict'],
    ['apply --auto-approve --fail-on nonsense', 'invalid-option', 'verdict'],
    ['validate --fail-on nonsense', 'invalid-option', 'code'],
    ['pull --check --take drift', 'conflicting-options', '--base DIR'],
    ['pull --check --take nonsense', 'invalid-option', 'drift'],
    ['validate --var nonsense', 'invalid-option', 'KEY=VALUE'],
    ['doctor --var nonsense', 'invalid-option', 'KEY=VALUE'],
  ])('%s', async (line, code, words) => {
    await withFleet(['a', 'b'], async ({ run, sandbox }) => {
      const { exitCode, stdout, stderr } = await run(`${line} --each ${everyProject}`);
      expect(exitCode).toBe(1);
      expect(stdout).toBe('');
      expect(stderr.split(code)).toHaveLength(2);
      expect(stderr).toContain(words);
      expect(stderr).not.toContain('acme-');
      expect(sandbox.requests()).toEqual([]);
    });
  });
});

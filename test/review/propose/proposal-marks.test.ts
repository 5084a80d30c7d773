import { describe, expect, test } from '@jest/globals';
import {
  changeMark,
  commitMessage,
  marksOfCommit,
  proposalBranch,
  proposalTitle,
} from '../../../src/review/propose/proposal-marks.ts';

describe('the names of a proposal', () => {
  test.each([
    ['production', 'audiencectl/pull-production'],
    ['fr', 'audiencectl/pull-fr'],
    [
      'audiencectl.yaml:-',
      expect.stringMatching(/^audiencectl\/pull-audiencectl-yaml-[0-9a-f]{8}$/),
    ],
    ['É', expect.stringMatching(/^audiencectl\/pull-[0-9a-f]{8}$/)],
    ['x'.repeat(300), expect.stringMatching(/^audiencectl\/pull-x{80}-[0-9a-f]{8}$/)],
  ])('%s has a branch that every host takes', (key, branch) => {
    expect(proposalBranch(key)).toEqual(branch);
  });

  test('keys that differ have branches that differ', () => {
    const keys = ['a', 'A', 'a:', 'a/', 'a-', '-a', 'a b', 'a-b', 'a/b', ' ', '..'];
    expect(new Set(keys.map(proposalBranch)).size).toBe(keys.length);
  });

  test('a long key does not make a title that no host takes', () => {
    expect(proposalTitle('x'.repeat(500)).length).toBeLessThan(250);
  });
});

describe('the mark of a change', () => {
  const diff = (line: number, around: string) =>
    `--- a/x.yaml\n+++ b/x.yaml\n@@ -${line},2 +${line},2 @@\n ${around}\n-old\n+new\n`;

  test('does not depend on where the lines stand, nor on those around them', () => {
    expect(changeMark(diff(1, 'a'))).toBe(changeMark(diff(70, 'b')));
    expect(changeMark(diff(1, 'a'))).not.toBe(changeMark(diff(1, 'a').replace('+new', '+newer')));
    expect(changeMark(diff(1, 'a'))).not.toBe(
      changeMark(diff(1, 'a').replaceAll('x.yaml', 'y.yaml')),
    );
  });

  test('of a commit stands with the others on lines of their own', () => {
    const marks = { made: 'a'.repeat(64), change: 'b'.repeat(64), contents: 'c'.repeat(64) };
    const message = commitMessage('Title', marks);
    expect(marksOfCommit(message)).toEqual(marks);
    expect(marksOfCommit(message.trimEnd().replaceAll('\n', '\r\n'))).toEqual(marks);
    expect(marksOfCommit(message.replace('Title\n\n', 'Title '))).toBeNull();
    expect(marksOfCommit(message.replace(/Audiencectl-Contents.*/, ''))).toBeNull();
    expect(marksOfCommit('')).toBeNull();
  });
});

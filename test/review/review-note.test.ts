import { describe, expect, test } from '@jest/globals';
import { readReviewNote, writeReviewNote } from '../../src/review/plans/review-note.ts';

const note = { key: './production', head: 'a1b2', checksum: 'c'.repeat(64), run: '17' };

const plan = '<!-- audiencectl:acme/- -->\nA plan';

describe('the note at the end of a comment', () => {
  test.each([note, { ...note, checksum: null }, { ...note, key: 'a b/--> <!-- x/ü' }])(
    '%j is read as it was written',
    (written) => {
      expect(readReviewNote(`${plan}\n\n${writeReviewNote(written)}`)).toEqual(written);
      const edited = `${plan}\n\n${writeReviewNote(written)}\n`.replaceAll('\n', '\r\n');
      expect(readReviewNote(edited)).toEqual(written);
    },
  );

  test.each([
    ['nothing', ''],
    ['text after it', `${plan}\n${writeReviewNote(note)}\nand more`],
    ['a name that looks like it', `${plan}\n\`${writeReviewNote(note)}\``],
    [
      'an abbreviated checksum',
      `${plan}\n${writeReviewNote({ ...note, checksum: 'c'.repeat(8) })}`,
    ],
    ['what does not begin as a plan does', `> ${plan}\n${writeReviewNote(note)}`],
    ['a run that is a path', `${plan}\n${writeReviewNote({ ...note, run: '1/../2' })}`],
    ['two lines in one', `${plan}\n${writeReviewNote({ ...note, run: '1\nkey=x' })}`],
  ])('is not found in %s', (_, body) => {
    expect(readReviewNote(body)).toBeNull();
  });
});

import { describe, expect, test } from '@jest/globals';
import { readReviewNote, writeReviewNote } from '../../src/review/review-note.ts';

const note = { key: './production', head: 'a1b2', checksum: 'c'.repeat(64), run: '17' };

describe('the note at the end of a comment', () => {
  test.each([note, { ...note, checksum: null }, { ...note, key: 'a b/--> <!-- x/ü' }])(
    '%j is read as it was written',
    (written) => {
      expect(readReviewNote(`A plan\n\n${writeReviewNote(written)}`)).toEqual(written);
      expect(readReviewNote(`A plan\r\n\r\n${writeReviewNote(written)}\r\n`)).toEqual(written);
    },
  );

  test.each([
    ['nothing', ''],
    ['text after it', `A plan\n${writeReviewNote(note)}\nand more`],
    ['a name that looks like it', `\`${writeReviewNote(note)}\``],
    ['an abbreviated checksum', `\n${writeReviewNote({ ...note, checksum: 'c'.repeat(8) })}`],
  ])('is not found in %s', (_, body) => {
    expect(readReviewNote(body)).toBeNull();
  });
});

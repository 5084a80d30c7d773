import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { identifierRule } from '../../../src/members/identifiers/identifier-rule.ts';
import { collectMembers } from '../../../src/members/source/collect-members.ts';
import { createSourceReader } from '../../../src/members/source/fields/create-source-reader.ts';
import { fileForm } from '../../../src/members/source/fields/file-form.ts';
import { usualForm } from '../../../src/members/source/member-source.ts';

const rule = await identifierRule('Email', 'sha256', 'hashed');

/** What is collected of pieces of a file of one digest a line. */
function collect(pieces: readonly string[], isAtOnce: boolean) {
  if (rule === null) throw new Error('no rule');
  let digests: string[] = [];
  const collector = collectMembers(rule, ({ count, records }) => {
    for (let each = 0; each < count; each += 1)
      digests.push(records.subarray(each * 32, each * 32 + 32).toString('hex'));
  });
  const takeLines = isAtOnce ? collector.takeLines : null;
  const reader = createSourceReader(
    'f.txt',
    fileForm('f.txt', usualForm, false),
    collector.take,
    takeLines,
  );
  for (const piece of pieces) reader.write(piece);
  reader.end();
  const account = collector.finish();
  digests = digests.sort();
  return { digests, account };
}

const digest = fc
  .array(fc.nat(255), { minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
const line = fc.oneof(
  { weight: 20, arbitrary: digest },
  digest.map((text) => text.toUpperCase()),
  digest.map((text) => `${text}\r`),
  digest.map((text) => text.slice(1)),
  digest.map((text) => `${text.slice(0, 63)}g`),
  digest.map((text) => `${text.slice(0, 30)}\n${text.slice(31)}`),
  fc.constantFrom('', '\r', ' ', 'somebody@example.com'),
);

test('digests taken many at once are those taken line by line, wherever the pieces are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(line, { maxLength: 8 }), { maxLength: 6 }),
      fc.boolean(),
      fc.array(fc.nat(600), { maxLength: 6 }),
      (groups, isEnded, cuts) => {
        const text = groups.flat().join('\n') + (isEnded ? '\n' : '');
        const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)), text.length];
        const sorted = places.sort((a, b) => a - b);
        const pieces = sorted.slice(1).map((end, each) => text.slice(sorted[each], end));
        expect(collect(pieces, true)).toEqual(collect(pieces, false));
      },
    ),
    { numRuns: 500 },
  );
});

test('plain identifiers are looked at one by one', async () => {
  const plain = await identifierRule('Email', 'plain', 'hashed');
  expect(plain && collectMembers(plain, () => {}).takeLines).toBeNull();
});

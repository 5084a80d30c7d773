/** A ledger whose checksums are right, and that nothing of ours has written. */
import { writeFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { encodeFrame, type FrameKind } from '../../src/members/ledger-frame.ts';
import { encodeLedgerHeader } from '../../src/members/ledger-header.ts';
import { couldCount, encodeMoment } from '../../src/members/ledger-moment.ts';
import { ledgerFile } from '../../src/members/ledger-place.ts';
import { readLedger } from '../../src/members/read-ledger.ts';
import { withFolder } from '../support/a-folder.ts';

const moment = encodeMoment({ time: 0, held: 1, invalid: 0 });
const record = Buffer.alloc(32, 1);

test.each<[string, readonly (readonly [FrameKind, Buffer])[]]>([
  ['settles what it has not begun', [['accepted', moment]]],
  [
    'settles twice',
    [
      ['adding', record],
      ['accepted', moment],
      ['accepted', moment],
    ],
  ],
  [
    'settles at no moment',
    [
      ['adding', record],
      ['accepted', Buffer.alloc(0)],
    ],
  ],
  ['tells a moment that is none', [['moment', Buffer.alloc(23)]]],
  ['holds half a record', [['members', Buffer.alloc(33)]]],
  ['adds half a record', [['adding', Buffer.alloc(1)]]],
  ['removes half a record', [['removing', Buffer.alloc(31)]]],
])('one that %s is damaged', async (_, frames) => {
  await withFolder({}, async (folder) => {
    const place = { folder, list: 'retail-media/1', secret: null, oldSecret: null };
    const header = encodeLedgerHeader({
      format: 1,
      generation: 1,
      list: place.list,
      identifierType: 'Email',
      sentForm: 'sha256',
      coverage: 'whole',
      salt: null,
    });
    const all: readonly (readonly [FrameKind, Buffer])[] = [
      ['opening', Buffer.alloc(0)],
      ...frames,
    ];
    const bytes = all.map(([kind, payload], sequence) => encodeFrame({ kind, payload }, sequence));
    await writeFile(ledgerFile(place), Buffer.concat([Buffer.from(header), ...bytes]));
    await expect(readLedger(place)).rejects.toMatchObject({
      diagnostics: [{ code: 'ledger-damaged' }],
    });
  });
});

test('very many moments are compared one by one', () => {
  const moments = Array.from({ length: 300_000 }, () => ({ time: 5, held: 3, invalid: 1 }));
  expect(couldCount(2, moments, 0, 6)).toBe(true);
  expect(couldCount(4, moments, 0, 6)).toBe(false);
});

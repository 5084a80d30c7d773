/** A ledger whose digests are right, and that nothing of ours has written. */
import { expect, test } from '@jest/globals';
import type { Frame } from '../../../src/members/ledger/format/ledger-frame.ts';
import {
  decodeLedgerHeader,
  encodeLedgerHeader,
  hasOneForm,
} from '../../../src/members/ledger/format/ledger-header.ts';
import { couldCount, encodeMoment } from '../../../src/members/ledger/format/ledger-moment.ts';
import { ledgerFile } from '../../../src/members/ledger/ledger-place.ts';
import { readLedger } from '../../../src/members/ledger/read-ledger.ts';
import { forgeLedger } from '../../support/members/forge-ledger.ts';
import { placeOn } from './a-ledger.ts';
import { createMemoryFiles } from './memory-files.ts';

const moment = encodeMoment({ time: 0, held: 1, invalid: 0 });
const record = Buffer.alloc(32, 1);
const none = Buffer.alloc(0);

type Frames = readonly (readonly [Frame['kind'], number, Buffer])[];

const read = (frames: Frames) => {
  const files = createMemoryFiles();
  const place = placeOn(files, null, { identifierType: 'Email' });
  const header = encodeLedgerHeader({
    ...{ generation: 1, list: place.list, identifierType: 'Email', sentForm: 'sha256' },
    ...{ gumCallerId: null, coverage: 'whole', isOneForm: true, begun: [], salt: null },
  });
  const all = frames.map(([kind, members, payload]) => ({ kind, members, payload }));
  files.put(ledgerFile(place), forgeLedger(header, all));
  return readLedger(place);
};

test.each<[string, Frames]>([
  ['settles what it has not begun', [['accepted', 0, moment]]],
  [
    'settles twice',
    [
      ['adding', 1, record],
      ['accepted', 0, moment],
      ['accepted', 0, moment],
    ],
  ],
  [
    'settles at no moment',
    [
      ['adding', 1, record],
      ['accepted', 0, none],
    ],
  ],
  ['tells a moment that is none', [['moment', 0, Buffer.alloc(23)]]],
  ['holds half a record', [['members', 1, Buffer.alloc(33)]]],
  ['adds half a record', [['adding', 0, Buffer.alloc(1)]]],
  ['removes half a record', [['removing', 1, Buffer.alloc(31)]]],
  ['says that it holds more than it does', [['members', 2, record]]],
  ['says that it adds fewer than it does', [['adding', 0, record]]],
])('one that %s is damaged', async (_, frames) => {
  await expect(read(frames)).rejects.toMatchObject({ diagnostics: [{ code: 'ledger-damaged' }] });
});

test('one that makes sense is read', async () => {
  const frames: Frames = [
    ['adding', 1, record],
    ['accepted', 0, moment],
  ];
  expect(await read(frames)).toMatchObject({ moments: [{ held: 1 }], unsure: 0 });
});

test('very many moments are compared one by one', () => {
  const moments = Array.from({ length: 300_000 }, () => ({ time: 5, held: 3, invalid: 1 }));
  const besides = { unsure: 0, others: 0 };
  expect(couldCount(2, moments, besides, 6)).toBe(true);
  expect(couldCount(4, moments, besides, 6)).toBe(false);
});

test.each<[string, string, number | null, boolean]>([
  ['gum of a version that kept no caller', 'gum', null, false],
  ['gum of a caller', 'gum', 7, true],
  ['emails, which have no caller', 'email', null, true],
])('whether a list is known to have one form: %s', (_, identifierType, gumCallerId, isKnown) => {
  const header = encodeLedgerHeader({
    ...{ generation: 1, list: 'marketing-solutions/7', identifierType, sentForm: 'plain' },
    ...{ gumCallerId, coverage: 'whole', isOneForm: true, begun: [], salt: null },
  });
  const older = Buffer.from(header.toString('latin1').replace('"gumCallerId":null,', ''));
  const read = decodeLedgerHeader(older);
  expect(read).toMatchObject({ gumCallerId });
  expect(read !== null && hasOneForm(read, false)).toBe(isKnown);
});

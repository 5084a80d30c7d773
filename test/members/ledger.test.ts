import { chmod, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createMemberTable } from '../../src/members/create-member-table.ts';
import type { LedgerPlace } from '../../src/members/ledger-place.ts';
import { lockLedger } from '../../src/members/lock-ledger.ts';
import { digestTexts } from '../../src/members/member-batch.ts';
import { openJournal } from '../../src/members/open-journal.ts';
import { readLedger } from '../../src/members/read-ledger.ts';
import { type LedgerSubject, writeLedger } from '../../src/members/write-ledger.ts';
import type { AmendOperation } from '../../src/model/members-remote.ts';
import { withFolder } from '../support/a-folder.ts';
import { failureOf } from './a-task.ts';

const batchOf = (texts: readonly string[]) => ({
  count: texts.length,
  records: digestTexts(texts),
  texts,
});

const subject: LedgerSubject = {
  identifierType: 'CustomerId',
  sentForm: 'plain',
  coverage: 'whole',
};

type Step = readonly [AmendOperation, readonly string[], 'accept' | 'refuse' | 'nothing'];

/** A ledger that holds a, b and c, and what was written behind it. */
async function write(place: LedgerPlace, steps: readonly Step[]): Promise<void> {
  const table = createMemberTable('text');
  table.mark(batchOf(['a', 'b', 'c']), 'held');
  const ledger = await writeLedger(place, subject, [table], [{ time: 1, held: 3, invalid: 0 }]);
  const journal = await openJournal(place, ledger);
  for (const [operation, texts, end] of steps) {
    await journal.begin(operation, batchOf(texts));
    if (end === 'accept') await journal.accept({ time: 2, held: 9, invalid: 1 });
    if (end === 'refuse') await journal.refuse();
  }
  await journal.close();
}

async function read(place: LedgerPlace) {
  const ledger = await readLedger(place);
  if (ledger === null) return null;
  const { table, moments, unsure, header } = ledger;
  const names = (which: 'held' | 'unsure') =>
    [...table.identifiers(table.select(which, 0, 99))].sort().join('');
  return {
    held: names('held'),
    unsure: names('unsure'),
    count: unsure,
    moments: moments.length,
    header,
  };
}

const fileOf = ({ folder }: LedgerPlace) => join(folder, 'retail-media-7.ledger');

async function withPlace(
  secret: string | null,
  use: (place: LedgerPlace) => Promise<void>,
): Promise<void> {
  await withFolder({}, (folder) =>
    use({ folder: join(folder, 'tool/ledger'), list: 'retail-media/7', secret, oldSecret: null }),
  );
}

describe.each([
  ['in the clear', null],
  ['encrypted', 'ab'.repeat(32)],
])('%s', (_, secret) => {
  test('what was accepted is held, what was not settled is unsure', () =>
    withPlace(secret, async (place) => {
      await write(place, [
        ['remove', ['a'], 'accept'],
        ['add', ['d', 'e'], 'accept'],
        ['add', ['x'], 'refuse'],
        ['remove', ['b', 'e'], 'nothing'],
        ['add', ['b', 'f'], 'nothing'],
      ]);
      expect(await read(place)).toMatchObject({ held: 'cd', unsure: 'bef', count: 4, moments: 3 });
    }));

  test('cut off at any byte, it says what was sure by then', () =>
    withPlace(secret, async (place) => {
      await write(place, []);
      const start = (await stat(fileOf(place))).size;
      await write(place, [
        ['add', ['d'], 'accept'],
        ['remove', ['a'], 'accept'],
      ]);
      const { size } = await stat(fileOf(place));
      const seen: string[] = [];
      for (let end = size; end >= start; end -= 1) {
        await truncate(fileOf(place), end);
        const ledger = await read(place);
        const state = `${ledger?.held}/${ledger?.unsure}`;
        if (seen.at(-1) !== state) seen.push(state);
      }
      expect(seen).toEqual(['bcd/', 'bcd/a', 'abcd/', 'abc/d', 'abc/']);
    }));

  test('a torn end is cut off before anything is written behind it', () =>
    withPlace(secret, async (place) => {
      await write(place, [
        ['add', ['d'], 'accept'],
        ['add', ['e'], 'accept'],
      ]);
      await truncate(fileOf(place), (await stat(fileOf(place))).size - 1);
      const ledger = await readLedger(place);
      if (ledger === null) throw new Error('no ledger');
      const journal = await openJournal(place, ledger);
      await journal.begin('add', batchOf(['e', 'f']));
      await journal.accept({ time: 3, held: 6, invalid: 0 });
      await journal.close();
      expect(await read(place)).toMatchObject({ held: 'abcdef', unsure: '' });
    }));

  test('zeros behind the end are a torn end', () =>
    withPlace(secret, async (place) => {
      await write(place, [['add', ['d'], 'accept']]);
      await writeFile(fileOf(place), Buffer.alloc(4096), { flag: 'a' });
      expect(await read(place)).toMatchObject({ held: 'abcd' });
    }));

  test('damage before the end is not overlooked', () =>
    withPlace(secret, async (place) => {
      await write(place, [['add', ['d'], 'accept']]);
      const bytes = await readFile(fileOf(place));
      const start = bytes.indexOf('\n') + 1;
      for (const offset of [start, start + 15, start + 60]) {
        const spoilt = Buffer.from(bytes);
        spoilt.writeUInt8(bytes.readUInt8(offset) ^ 1, offset);
        await writeFile(fileOf(place), spoilt);
        expect(await failureOf(readLedger(place))).toMatch('ledger-damaged');
      }
    }));

  test('is for its owner alone, and not for git', () =>
    withPlace(secret, async (place) => {
      await write(place, []);
      expect((await stat(fileOf(place))).mode & 0o777).toBe(0o600);
      expect((await stat(place.folder)).mode & 0o777).toBe(0o700);
      expect(await readFile(join(place.folder, '.gitignore'), 'utf8')).toBe('*\n');
      expect((await readdir(place.folder)).sort()).toEqual(['.gitignore', 'retail-media-7.ledger']);

      await chmod(fileOf(place), 0o644);
      const ledger = await readLedger(place);
      if (ledger) await (await openJournal(place, ledger)).close();
      expect((await stat(fileOf(place))).mode & 0o777).toBe(0o600);
    }));
});

describe('the key', () => {
  test.each([
    ['missing', null, 'ledger-key-missing'],
    ['wrong', 'battery staple', 'ledger-key-wrong'],
  ])('%s', (_, secret, code) =>
    withPlace('correct horse', async (place) => {
      await write(place, []);
      expect(await failureOf(readLedger({ ...place, secret }))).toMatch(code);
    }),
  );

  test('an old one opens what was written with it, beside a new one', () =>
    withPlace('correct horse', async (place) => {
      await write(place, []);
      const changed = { ...place, secret: 'battery staple', oldSecret: 'correct horse' };
      expect(await read(changed)).toMatchObject({ held: 'abc' });
      expect(await readLedger(changed)).toMatchObject({ isOfOldKey: true });
      await write(changed, []);
      expect(await readLedger(changed)).toMatchObject({ isOfOldKey: false });
      expect(await read({ ...changed, oldSecret: null })).toMatchObject({ held: 'abc' });
      const neither = { ...place, secret: 'x', oldSecret: 'y' };
      expect(await failureOf(readLedger(neither))).toMatch('ledger-key-wrong');
    }));

  test('nothing that was written shows', () =>
    withPlace('correct horse', async (place) => {
      await write(place, [['add', ['Customer-0042'], 'accept']]);
      expect((await readFile(fileOf(place))).includes('Customer-')).toBe(false);
    }));
});

describe('another file', () => {
  test('none', () => withPlace(null, async (place) => expect(await readLedger(place)).toBeNull()));

  test('of another list', () =>
    withPlace(null, async (place) => {
      await write(place, []);
      const { size } = await stat(fileOf(place));
      await writeFile(join(place.folder, 'retail-media-8.ledger'), await readFile(fileOf(place)));
      expect(size).toBeGreaterThan(0);
      expect(await failureOf(readLedger({ ...place, list: 'retail-media/8' }))).toMatch(
        'ledger-other-list',
      );
    }));

  test.each(['', 'a@b.c\n', '{"audiencectl":"ledger","format":2}\n'])('%j', (text) =>
    withPlace(null, async (place) => {
      await write(place, []);
      await writeFile(fileOf(place), text);
      expect(await failureOf(readLedger(place))).toMatch('ledger-unknown-format');
    }),
  );
});

test('each time it is written anew the generation grows', () =>
  withPlace(null, async (place) => {
    await write(place, []);
    await write(place, []);
    expect((await read(place))?.header).toEqual({
      ...{ format: 1, generation: 2, list: 'retail-media/7', salt: null },
      ...subject,
    });
  }));

describe('the lock', () => {
  test('of a process that died is no lock', () =>
    withPlace(null, async (place) => {
      const free = await lockLedger(place);
      expect(await failureOf(lockLedger(place))).toMatch('ledger-locked');
      const lock = fileOf(place).replace('.ledger', '.lock');
      const [, host] = (await readFile(lock, 'utf8')).split(' ');
      // No process has a number that high.
      await writeFile(lock, `4194999 ${host}`);
      await (await lockLedger(place))();
      await free();
    }));

  test('of another machine is one', () =>
    withPlace(null, async (place) => {
      await (await lockLedger(place))();
      await writeFile(fileOf(place).replace('.ledger', '.lock'), '12 elsewhere\n');
      expect(await failureOf(lockLedger(place))).toMatch('process 12 on elsewhere');
    }));
});

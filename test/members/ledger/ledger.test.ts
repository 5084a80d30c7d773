import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { nodeFiles } from '../../../src/members/ledger/files/node-files.ts';
import { withLedger } from '../../../src/members/ledger/ledger-error.ts';
import { type LedgerPlace, ledgerFile } from '../../../src/members/ledger/ledger-place.ts';
import { machineLockClock } from '../../../src/members/ledger/lock/lock-clock.ts';
import { withLockedLedger } from '../../../src/members/ledger/lock/with-locked-ledger.ts';
import { openJournal } from '../../../src/members/ledger/open-journal.ts';
import { readLedger } from '../../../src/members/ledger/read-ledger.ts';
import { withFolder } from '../../support/a-folder.ts';
import { stride } from '../../support/stride.ts';
import { failureOf } from '../a-task.ts';
import { append, ownLock, placeOn, readBack, type Step, wholeKey, writeAnew } from './a-ledger.ts';
import { createMemoryFiles, type DiskFault } from './memory-files.ts';

/** A process that dies: nothing that it does after that is done. */
function createDeath(isHit: (path: string, length: number) => number | null): DiskFault {
  let isDead = false;
  return {
    onWrite: (path, length) => {
      if (isDead) return { taken: 0, error: 'EDEAD' };
      const taken = isHit(path, length);
      if (taken === null) return null;
      isDead = true;
      return { taken, error: 'EDEAD' };
    },
    onSync: () => (isDead ? 'EDEAD' : null),
    onRename: () => (isDead ? 'EDEAD' : null),
  };
}

const commitLength = 512;

describe.each([
  ['in the clear', null],
  ['encrypted', wholeKey],
])('%s', (_, secret) => {
  test('what was accepted is held, what was not settled is unsure', async () => {
    const place = placeOn(createMemoryFiles(), secret);
    await writeAnew(place);
    await append(place, [
      ['remove', ['a'], 'accept'],
      ['add', ['d', 'e'], 'accept'],
      ['add', ['x'], 'refuse'],
      ['remove', ['b', 'e'], 'nothing'],
      ['add', ['b', 'f'], 'nothing'],
    ]);
    expect(await readBack(place)).toMatchObject({
      held: 'cd',
      unsure: 'bef',
      count: 4,
      moments: 3,
    });
  });

  test('a commit says how much there is, when it was written, and how often', async () => {
    const place = placeOn(createMemoryFiles(), secret);
    await writeAnew(place);
    expect((await readBack(place))?.commit).toMatchObject({
      ...{ number: 1, frames: 2, written: 3, held: 3, time: 1000 },
    });
    await append(place, [['add', ['d', 'e'], 'accept']]);
    expect((await readBack(place))?.commit).toMatchObject({
      ...{ number: 3, frames: 4, written: 5, held: 5, time: 2000 },
    });
  });

  const steps: readonly Step[] = [
    ['add', ['d'], 'accept'],
    ['remove', ['a'], 'accept'],
  ];

  test('killed at any byte of what it appends, it says what was sure by then, and goes on', async () => {
    const seen: string[] = [];
    const { names } = await countBytes(secret, steps);
    for (let at = 0; at < names.frames + stride(5); at += stride(5)) {
      const survived = Math.min(at, names.frames);
      const { files, place } = await cutOffAfter(secret, steps, survived, 'frames');
      const read = await readBack({ ...place, files });
      const state = `${read?.held}/${read?.unsure}`;
      if (seen.at(-1) !== state) seen.push(state);
      await append({ ...place, files }, [['add', ['z'], 'accept']]);
      expect((await readBack({ ...place, files }))?.held).toMatch(/z$/u);
    }
    expect(seen).toEqual(['abc/', 'abc/d', 'bcd/a', 'bcd/']);
  });

  test('killed before or after any commit, too', async () => {
    const seen: string[] = [];
    for (let commits = 0; commits <= 3; commits += 1) {
      const { files, place } = await cutOffAfter(secret, steps, commits * commitLength, 'commits');
      const read = await readBack({ ...place, files });
      seen.push(`${read?.held}/${read?.unsure}`);
    }
    expect(seen).toEqual(['abc/', 'abc/d', 'bcd/a', 'bcd/']);
  });

  test('whatever stands behind the end counts for nothing, and is overwritten', async () => {
    const files = createMemoryFiles();
    const place = placeOn(files, secret);
    await writeAnew(place);
    const before = files.bytesOf(ledgerFile(place));
    await append(place, [['add', ['d'], 'accept']]);
    const after = files.bytesOf(ledgerFile(place));
    // The frames of the append, whole, with the commit that did not come to be written.
    files.put(ledgerFile(place), Buffer.concat([before, after.subarray(before.length)]));
    expect(await readBack(place)).toMatchObject({ held: 'abc', unsure: '' });
    files.put(ledgerFile(place), Buffer.concat([before, Buffer.alloc(4096)]));
    expect(await readBack(place)).toMatchObject({ held: 'abc', unsure: '' });
    await append(place, [['add', ['e', 'f'], 'accept']]);
    expect(await readBack(place)).toMatchObject({ held: 'abcef', unsure: '' });
  });

  test('killed at any write of a new file, the old one is what it was', async () => {
    for (let survived = 0; ; survived += 1) {
      const disk = createMemoryFiles();
      await writeAnew(placeOn(disk, secret), ['a']);
      let writes = 0;
      const death = createDeath(() => (writes++ === survived ? 7 : null));
      const files = createMemoryFiles(death, disk.contents());
      const end = await writeAnew(placeOn(files, secret), ['b']).then(
        () => 'written',
        () => 'killed',
      );
      const read = await readBack(placeOn(createMemoryFiles({}, files.contents()), secret));
      expect(read?.held).toBe(end === 'written' ? 'b' : 'a');
      if (end === 'written') return;
    }
  });
});

/** How many bytes a run appends. */
async function countBytes(secret: string | null, steps: readonly Step[]) {
  const names = { frames: 0, commits: 0 };
  const files = createMemoryFiles();
  const place = placeOn(files, secret);
  await writeAnew(place);
  const counting = createMemoryFiles(
    {
      onWrite: (_, length) => {
        names[length === commitLength ? 'commits' : 'frames'] += length;
        return null;
      },
    },
    files.contents(),
  );
  await append({ ...place, files: counting }, steps);
  return { names };
}

/** What is on disk when a run dies after so many bytes of frames, or of commits. */
async function cutOffAfter(
  secret: string | null,
  steps: readonly Step[],
  survived: number,
  kind: 'frames' | 'commits',
) {
  const files = createMemoryFiles();
  const place = placeOn(files, secret);
  await writeAnew(place);
  let left = survived;
  const death = createDeath((_, length) => {
    if ((length === commitLength) !== (kind === 'commits')) return null;
    if (left >= length) {
      left -= length;
      return null;
    }
    return left;
  });
  const dying = createMemoryFiles(death, files.contents());
  await append({ ...place, files: dying }, steps).catch(() => {});
  return { place, files: createMemoryFiles({}, dying.contents()) };
}

describe('the key', () => {
  const written = async (secret: string | null) => {
    const files = createMemoryFiles();
    const place = placeOn(files, secret);
    await writeAnew(place);
    return { files, place };
  };

  test.each([
    ['missing', null, null, 'ledger-key-missing'],
    ['wrong', 'battery staple', null, 'ledger-key-wrong'],
    ['wrong, both of them', 'x', 'y', 'ledger-key-wrong'],
    ['wrong, where there was none before', 'x', 'none', 'ledger-key-wrong'],
  ])('%s', async (_, secret, oldSecret, code) => {
    const { place } = await written('correct horse');
    expect(await failureOf(readLedger({ ...place, secret, oldSecret }))).toMatch(code);
  });

  test('an old one opens what was written with it, beside a new one', async () => {
    const { place } = await written('correct horse');
    const changed = { ...place, secret: 'battery staple', oldSecret: 'correct horse' };
    expect(await readBack(changed)).toMatchObject({ held: 'abc' });
    expect(await readLedger(changed)).toMatchObject({ isOfOldKey: true });
    await writeAnew(changed);
    expect(await readLedger(changed)).toMatchObject({ isOfOldKey: false });
    expect(await readBack({ ...changed, oldSecret: null })).toMatchObject({ held: 'abc' });
  });

  test('where there is one, a ledger in the clear is not believed, unless that is asked for', async () => {
    const { place } = await written(null);
    const withKey = { ...place, secret: 'correct horse' };
    for (const oldSecret of [null, 'another']) {
      expect(await failureOf(readLedger({ ...withKey, oldSecret }))).toMatch(
        'ledger-not-encrypted',
      );
    }
    const first = { ...withKey, oldSecret: 'none' };
    expect(await readLedger(first)).toMatchObject({ isOfOldKey: true });
    await writeAnew(first);
    expect(await readBack(withKey)).toMatchObject({ held: 'abc' });
  });

  test('nothing that was written shows, in no file that there ever was', async () => {
    const { files, place } = await written('correct horse');
    await append(place, [['add', ['Customer-0042'], 'accept']]);
    await writeAnew(place, ['Customer-0043']);
    expect(files.everWritten().includes('ustomer-')).toBe(false);
    expect(files.everWritten().length).toBeGreaterThan(5000);
  });

  test('what another run wrote with it cannot be put into this ledger', async () => {
    const { files, place } = await written(wholeKey);
    const own = files.bytesOf(ledgerFile(place));
    await writeAnew(place);
    const other = files.bytesOf(ledgerFile(place));
    for (const at of [1024, 1536]) {
      for (const [head, tail] of [
        [own, other],
        [other, own],
      ] as const) {
        files.put(ledgerFile(place), Buffer.concat([head.subarray(0, at), tail.subarray(at)]));
        expect(await failureOf(readLedger(place))).toMatch('ledger-damaged');
      }
    }
  });

  test('without it nobody can make one, or change what it says of itself', async () => {
    const { files, place } = await written(wholeKey);
    // As whoever can write to the folder would: all digests right, all signatures somebody else's.
    const forger = placeOn(createMemoryFiles(), 'cd'.repeat(32));
    await writeAnew(forger, []);
    files.put(ledgerFile(place), await bytesOf(forger));
    expect(await failureOf(readLedger(place))).toMatch('ledger-key-wrong');
  });
});

async function bytesOf(place: LedgerPlace): Promise<Buffer> {
  const file = await place.files.open(ledgerFile(place), 'read');
  const bytes = Buffer.alloc(await file.size());
  await file.read(bytes, 0);
  return bytes;
}

describe('another file', () => {
  test('none', async () => {
    expect(await readLedger(placeOn(createMemoryFiles(), null))).toBeNull();
  });

  test.each([
    ['list', { list: 'retail-media/8' }],
    ['identifier type', { identifierType: 'gum' }],
  ])('of another %s, with the same key', async (_, changes) => {
    for (const secret of [null, wholeKey]) {
      const files = createMemoryFiles();
      const place = placeOn(files, secret);
      await writeAnew(place);
      const other = placeOn(files, secret, changes);
      expect(ledgerFile(other)).not.toBe(ledgerFile(place));
      files.put(ledgerFile(other), files.bytesOf(ledgerFile(place)));
      expect(await failureOf(readLedger(other))).toMatch('ledger-other-list');
    }
  });

  test.each([
    ['a@b.c\n', 'ledger-unknown-format', 'Upgrade'],
    ['{"audiencectl":"ledger","format":3}\n', 'ledger-unknown-format', 'Upgrade'],
    ['{"audiencectl":"ledger","format":1,"generation":1}\n', 'ledger-unknown-format', 'delete it'],
    ['{"audiencectl":"ledger","format":2,"generation":1}\n', 'ledger-damaged', 'backup'],
  ])('%j', async (text, code, hint) => {
    const files = createMemoryFiles();
    const place = placeOn(files, null);
    files.put(ledgerFile(place), Buffer.from(text));
    await expect(readLedger(place)).rejects.toMatchObject({
      diagnostics: [{ code, hint: expect.stringContaining(hint) }],
    });
  });
});

test('each time one of the files of a list is written anew, the generation grows', async () => {
  const files = createMemoryFiles();
  await writeAnew(placeOn(files, null));
  await writeAnew(placeOn(files, null, { identifierType: 'gum' }));
  await writeAnew(placeOn(files, null, { list: 'retail-media/71' }));
  await writeAnew(placeOn(files, null));
  expect((await readBack(placeOn(files, null)))?.header).toEqual({
    ...{ generation: 3, list: 'retail-media/7', identifierType: 'CustomerId' },
    ...{ sentForm: 'plain', gumCallerId: null, coverage: 'whole', isOneForm: true },
    ...{ begun: [], salt: null },
  });
  const other = placeOn(files, null, { list: 'retail-media/71' });
  expect((await readBack(other))?.header.generation).toBe(1);
});

describe('on the disk of this machine', () => {
  const onDisk = (use: (place: LedgerPlace) => Promise<void>) =>
    withFolder({}, (folder) =>
      use(placeOn(nodeFiles, null, { folder: join(folder, 'tool/ledger') })),
    );

  test('it is for its owner alone, and not for git', () =>
    onDisk(async (place) => {
      await writeAnew(place);
      await append(place, [['add', ['d'], 'accept']]);
      const { folder } = place;
      const mode = async (path: string) => (await stat(path)).mode & 0o777;
      expect([await mode(ledgerFile(place)), await mode(folder)]).toEqual([0o600, 0o700]);
      expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe('*\n');
      const name = 'retail-media-7.customerid.ledger';
      expect((await readdir(folder)).sort()).toEqual(['.gitignore', name]);
      expect(await readBack(place)).toMatchObject({ held: 'abcd' });
    }));

  test('what others can read is closed to them before anything is added', () =>
    onDisk(async (place) => {
      const ledger = await writeAnew(place);
      await chmod(ledgerFile(place), 0o644);
      await (await openJournal(place, ledger, ownLock, () => 0)).close();
      expect((await stat(ledgerFile(place))).mode & 0o777).toBe(0o600);
    }));

  test.each([
    ['a link', async (file: string) => symlink(`${file}.kept`, file)],
    ['a link to nothing', async (file: string) => symlink('nothing', file)],
    ['a folder', async (file: string) => void (await mkdir(file))],
  ])('%s in its place is refused, read or written', (_, put) =>
    onDisk(async (place) => {
      const ledger = await writeAnew(place);
      const file = ledgerFile(place);
      await rename(file, `${file}.kept`);
      await put(file);
      const before = await readFile(`${file}.kept`);
      for (const use of [
        () => readLedger(place),
        () => openJournal(place, ledger, ownLock, () => 0),
      ]) {
        expect(await failureOf(withLedger(place, async () => void (await use())))).toMatch(
          'ledger-not-a-file',
        );
      }
      expect(await readFile(`${file}.kept`)).toEqual(before);
    }),
  );

  test('half-written files of a run before are removed, and nothing that somebody keeps there', () =>
    onDisk(async (place) => {
      await writeAnew(place);
      const kept = [
        'retail-media-7.customerid.ledger',
        'retail-media-7.customerid.ledger.bak',
        'retail-media-7.new',
        'retail-media-71.0123456789ab.new',
      ];
      const left = ['0123456789ab.new', '0123456789ab.parts', 'lock.0123456789abcdef'];
      for (const name of [...kept.slice(1), ...left.map((each) => `retail-media-7.${each}`)]) {
        await writeFile(join(place.folder, name), 'x');
      }
      await withLockedLedger(place, { clock: machineLockClock }, async () => {});
      expect((await readdir(place.folder)).sort()).toEqual(['.gitignore', ...kept].sort());
    }));
});

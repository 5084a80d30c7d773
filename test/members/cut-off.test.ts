/** A run that ends in the middle, and a source that changes under it. */
import { appendFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { nodeFiles } from '../../src/members/ledger/files/node-files.ts';
import { failureOf } from './a-task.ts';
import type { Mishap } from './memory-list.ts';
import { hashed, later, people, withList } from './with-list.ts';

describe('cut off at each request', () => {
  const before = people(0, 40);
  const after = people(7, 62);
  const requests = [0, 1, 2, 3, 4];
  const kinds: readonly Mishap[] = ['lost-before', 'lost-after', 'dies-before', 'dies-after'];

  test.each(kinds.flatMap((kind) => requests.map((number) => [kind, number] as const)))(
    '%s at request %i: resumed, the list equals the source and only that request is repeated',
    (kind, number) =>
      withList(async ({ list, give, sync }) => {
        await give(before);
        await sync();
        const sent = list.received.length;
        await give(after);
        list.plan({ [sent + number]: kind });
        const cut = await sync(later).catch(() => null);
        expect(cut?.outcome ?? 'died').toBe(
          kind.startsWith('lost')
            ? number < 4
              ? 'unknown'
              : 'done'
            : number < 4
              ? 'died'
              : 'done',
        );
        await sync(later);
        expect(list.members).toEqual(hashed(after));
        // One removal and three chunks of additions, and the one that was cut off once more.
        expect(list.received.length - sent).toBe(number < 4 ? 5 : 4);
      }),
  );

  test.each(kinds)('%s, and the source changed before it goes on', (kind) =>
    withList(async ({ list, give, sync }) => {
      await give(before);
      await sync();
      list.plan({ 4: kind, 5: kind });
      await give(after);
      await sync(later).catch(() => null);
      // Those of the lost chunk are wanted no more, and those who were to go are back.
      await give(people(3, 41));
      await sync(later).catch(() => null);
      await sync(later);
      expect(list.members).toEqual(hashed(people(3, 41)));
      expect(await sync(later)).toMatchObject({ outcome: 'done', requests: 0 });
    }),
  );
});

test.each([
  ['grows', (file: string) => appendFileSync(file, '\nperson9999@example.com')],
  [
    'is replaced by one of the same size',
    (file: string) => {
      writeFileSync(file, 'x'.repeat(statSync(file).size));
      utimesSync(file, 1, 1);
    },
  ],
  ['is removed', (file: string) => rmSync(file)],
])('a source that %s while it is read is an error, and nothing is sent', (_, disturb) =>
  withList(async ({ folder, list, give, sync }) => {
    await give(people(0, 5000));
    // Parts are opened as soon as there are too many for memory: in the middle of the source.
    const openTemporary = (path: string) => {
      disturb(join(folder, 'crm.txt'));
      return nodeFiles.openTemporary(path);
    };
    const context = { membersAtOnce: 40, files: { ...nodeFiles, openTemporary } };
    expect(await failureOf(sync({}, {}, context))).toMatch('members-source-changed');
    expect(list.received).toEqual([]);
  }),
);

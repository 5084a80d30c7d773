import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { credentials } from '../../../support/a-project.ts';
import { program } from '../../../support/run-cli.ts';
import { stride } from '../../../support/stride.ts';
import { address, key, lines, phone, withFilled, without } from './with-filled-lists.ts';
import { withRelay } from './with-relay.ts';

/** Every so many of the moments at which a run can be killed. */
const everyMoment = stride(15);

test(
  'killed at each request: the same command finishes it, and no one else is missing',
  () =>
    withFilled(
      async ({ folder, url, write, run, forget, remote, ledgers }) => {
        await write({ 'asked.txt': lines([address(3), `+${phone(3)}`]) });
        const names = ['Hashed', 'Appended', 'Md5', 'Both', 'Phones'] as const;
        let kills = 0;
        for (let point = 1; ; point += everyMoment) {
          let moments = 0;
          let child: ReturnType<typeof spawn> | null = null;
          const signal = await withRelay(
            url,
            () => {
              if (moments === point) child?.kill('SIGKILL');
              moments += 1;
            },
            async (proxy) => {
              const line = 'members forget --source asked.txt --auto-approve';
              child = spawn(process.execPath, [program, ...line.split(' ')], {
                cwd: folder,
                env: {
                  PATH: process.env['PATH'] ?? '',
                  ...credentials,
                  ...key,
                  AUDIENCECTL_API_URL: proxy,
                },
                stdio: 'ignore',
              });
              const [, ended] = await once(child, 'close');
              return ended;
            },
          );
          // The lock of a dead run is believed for half a minute, which need not be waited for.
          for (const name of await readdir(ledgers)) {
            if (name.endsWith('.lock')) await rm(join(ledgers, name));
          }
          const { exitCode } = await forget();
          expect([point, exitCode, names.map(remote)]).toEqual([
            point,
            0,
            names.map((name) => without(name, [3])),
          ]);
          // Ledger and list agree: the sources put them on again, and nobody else is sent.
          const { stdout } = await run('apply --members --auto-approve', key);
          expect(stdout.match(/1 added, 0 removed/gu)).toHaveLength(names.length);
          expect(names.map(remote)).toEqual(names.map((name) => without(name, [])));
          if (signal !== 'SIGKILL') break;
          kills += 1;
        }
        expect(kills).toBeGreaterThanOrEqual(Math.floor(20 / everyMoment));
      },
      ['Hashed', 'Appended', 'Md5', 'Both', 'Phones'],
    ),
  120_000,
);

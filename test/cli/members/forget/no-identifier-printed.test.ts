import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { md5, sha256 } from '../../../support/members/member-lists.ts';
import { address, both, key, lines, withFilled } from './with-filled-lists.ts';
import { withRelay } from './with-relay.ts';

test('no identifier is in anything that is written, whatever the API quotes', () =>
  withFilled(
    async ({ url, folder, write, run, ledgers }) => {
      const asked = [address(3), address(8)];
      const secrets = asked.flatMap((each) => [each, sha256(each), md5(each), both(each)]);
      await write({ 'asked.txt': lines(asked.map((each) => ` ${each.toUpperCase()} `)) });
      /** Everything that it was sent, in every field. */
      const quote = (body: string) => {
        const sent: readonly string[] = JSON.parse(body).data.attributes.identifiers;
        const [one = '', two = one] = sent;
        return JSON.stringify({
          errors: [
            { code: one, traceId: two, traceIdentifier: one, type: two, instance: one, title: two },
            {
              code: sent.join(' '),
              traceId: `x-${one}`,
              detail: sent.join(),
              stackTrace: sent.join(),
            },
          ],
          warnings: [{ code: two, title: one, detail: sent.join(), traceId: sent.join('-') }],
          data: { id: one, type: two, attributes: { sampleInvalidIdentifiers: sent } },
        });
      };
      const printed: string[] = [];
      const reports = (name: string) =>
        ['text', 'json', 'markdown', 'html', 'gitlab']
          .map((format) => `--report ${format}=.audiencectl/${name}.${format}`)
          .join(' ');
      const at = (moment: string, path: string, body: string) =>
        moment === 'before' && path.includes('/add-remove') ? quote(body) : undefined;
      await withRelay(url, at, async (proxy) => {
        for (const format of ['text', 'json']) {
          const left = `--events .audiencectl/events.jsonl ${reports('stopped')}`;
          const line = `members forget --source asked.txt --auto-approve --verbose --format ${format} ${left}`;
          const { exitCode, stdout, stderr } = await run(line, {
            ...key,
            AUDIENCECTL_API_URL: proxy,
          });
          expect(exitCode).toBe(4);
          printed.push(stdout, stderr);
        }
      });
      const { exitCode, stdout, stderr } = await run(
        `members forget --source asked.txt --auto-approve --verbose --events .audiencectl/events.jsonl ${reports('done')}`,
        key,
      );
      expect(exitCode).toBe(0);
      const told = await readFile(join(folder, '.audiencectl/events.jsonl'), 'utf8');
      const outcomes = told.split('\n').flatMap((line) => {
        const { event, outcome, address: of } = line === '' ? { event: '' } : JSON.parse(line);
        return event === 'outcome' ? [`${of} ${outcome}`] : [];
      });
      expect(outcomes.filter((each) => each.endsWith(' failed'))).toHaveLength(8);
      expect(outcomes.slice(-4).sort()).toEqual([
        'segment/Both done',
        'segment/Hashed done',
        'segment/Md5 done',
        'segment/Plain done',
      ]);
      const page = await readFile(join(folder, '.audiencectl/done.html'), 'utf8');
      expect(page).toContain('Members of every list');
      const report = await readFile(join(folder, '.audiencectl/done.json'), 'utf8');
      expect(JSON.parse(report)).toMatchObject({ outcome: 'done' });
      const names = await readdir(ledgers);
      expect(names.filter((name) => !/\.ledger$|^\.gitignore$/u.test(name))).toEqual([]);
      const written = await Promise.all(names.map((name) => readFile(join(ledgers, name))));
      const others = (
        await readdir(join(folder, '.audiencectl'), { recursive: true, withFileTypes: true })
      )
        .filter((each) => each.isFile())
        .map((each) => readFile(join(each.parentPath, each.name)));
      for (const text of [...printed, stdout, stderr, ...written, ...(await Promise.all(others))]) {
        for (const secret of secrets) {
          expect(text.includes(secret) ? text.toString() : '').toBe('');
          const bytes = Buffer.from(secret, 'hex');
          if (bytes.length > 0) expect(Buffer.from(text).includes(bytes)).toBe(false);
        }
        expect(text.toString().toLowerCase()).not.toMatch('shop.example');
      }
    },
    ['Hashed', 'Md5', 'Both', 'Plain'],
  ));

test('a source that is called by an identifier is not named, neither in a result nor in a report', () =>
  withFilled(
    async ({ folder, write, run }) => {
      await write({ 'ana@shop.example.txt': lines([address(3), 'e-mail', 'no address']) });
      const said = await Promise.all(
        ['text', 'json'].map((format) =>
          run(
            `members forget --source ana@shop.example.txt --auto-approve --format ${format} --report text=${format}.txt --report html=${format}.html`,
            key,
          ),
        ),
      );
      const reports = ['text.txt', 'text.html', 'json.txt', 'json.html'];
      const read = await Promise.all(reports.map((name) => readFile(join(folder, name), 'utf8')));
      const texts = [...said.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...read];
      expect(texts.filter((text) => text.includes('lines 2, 3 of [not shown]'))).toHaveLength(5);
      expect(texts.filter((text) => text.includes('ana@'))).toEqual([]);
    },
    ['Hashed'],
  ));

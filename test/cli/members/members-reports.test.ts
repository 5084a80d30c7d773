import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RunEvent } from '../../../src/schema/generated/events.ts';
import { projectFile } from '../../support/a-folder.ts';
import { credentials, type TestProject, withProject } from '../../support/a-project.ts';
import { sha256 } from '../../support/members/member-lists.ts';

const person = (number: number) => `secret${number}@example.com`;
const people = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, each) => person(from + each));

const files = {
  'audiencectl.yaml': projectFile,
  'lists.yaml': `defaults: { retailerId: "1234" }
segments:
  - name: "CRM | \`a\` <b>"
    contactList:
      identifierType: Email
      members: { source: crm.txt }
`,
  'crm.txt': people(0, 30).join('\n'),
};

/** The ID of the list, whose name holds blanks. */
async function listOf(project: TestProject): Promise<string> {
  const applied = await project.run('apply --auto-approve --format json');
  return JSON.parse(applied.stdout).results[0].id;
}

const read = ({ folder }: TestProject, file: string) => readFile(join(folder, file), 'utf8');

async function eventsOf(project: TestProject): Promise<readonly RunEvent[]> {
  const schema = new URL('../../../schemas/events.schema.json', import.meta.url);
  const isEvent = new Ajv2020({ allowUnionTypes: true }).compile(
    JSON.parse(await readFile(schema, 'utf8')),
  );
  const lines = (await read(project, 'events.ndjson')).trimEnd().split('\n');
  return lines.map((line) => {
    const event: RunEvent = JSON.parse(line);
    expect({ event, ok: isEvent(event), errors: isEvent.errors }).toMatchObject({ ok: true });
    return event;
  });
}

/** Neither an address nor what is sent for it. */
function expectNobody(text: string): void {
  expect(text).not.toMatch(/secret\d|example\.com/u);
  for (const each of people(0, 31)) expect(text).not.toContain(sha256(each));
  expect(text).not.toContain(credentials.CRITEO_CLIENT_SECRET);
}

describe('members --events', () => {
  test('tells requests, chunks, the outcome and the end, and names nobody', () =>
    withProject({ files }, async (project) => {
      const id = await listOf(project);
      await project.write({ 'crm.txt': [...people(0, 30), 'secret31@'].join('\n') });
      const before = project.sandbox.requests().length;
      const { exitCode } = await project.run(`members sync ${id} --events events.ndjson`);
      expect(exitCode).toBe(0);
      const events = await eventsOf(project);
      expect(events[0]).toMatchObject({ event: 'start', formatVersion: 1 });
      expect(events.at(-1)).toMatchObject({ event: 'end', exitCode: 0 });
      const sent = events.filter(({ event }) => event === 'request');
      expect(sent).toHaveLength(project.sandbox.requests().length - before);
      expect(sent.at(-1)).toMatchObject({
        path: expect.stringMatching('/contact-list/add-remove'),
        body: null,
      });
      expect(events.slice(-3)).toMatchObject([
        { event: 'members', added: 30, removed: 0, requests: 1 },
        {
          event: 'outcome',
          ...{ id, action: 'update', outcome: 'done' },
          members: { added: 30, removed: 0, requests: 1 },
        },
        { event: 'end' },
      ]);
      expectNobody(JSON.stringify(events));
    }));

  test('tells why it failed, and nothing of an outcome where it was refused', async () => {
    const broken = {
      when: { path: '/add-remove' },
      effect: { kind: 'status', status: 400 },
    } as const;
    await withProject({ files, settings: { faults: [broken] } }, async (project) => {
      const id = await listOf(project);
      const line = `members sync ${id} --events events.ndjson`;
      expect((await project.run(line)).exitCode).toBe(4);
      const failed = await eventsOf(project);
      expect(failed.slice(-2)).toMatchObject([
        { event: 'outcome', outcome: 'failed', error: { code: expect.any(String) } },
        { event: 'end', exitCode: 4 },
      ]);
      await project.write({ 'crm.txt': '' });
      expect((await project.run(line)).exitCode).toBe(3);
      const events = (await eventsOf(project)).slice(failed.length);
      expect(events.map(({ event }) => event)).not.toContain('outcome');
      expect(events.at(-1)).toMatchObject({ event: 'end', exitCode: 3 });
      expectNobody(JSON.stringify(events));
    });
  });

  test('of a clear', () =>
    withProject({ files }, async (project) => {
      const id = await listOf(project);
      await project.run(`members clear ${id} --auto-approve --events events.ndjson`);
      expect((await eventsOf(project)).at(-2)).toMatchObject({
        event: 'outcome',
        members: { cleared: true },
      });
    }));

  test.each(['--events missing/e.ndjson', '--events .git/e', '--report json=.git/config'])(
    'nothing is sent where it cannot be written: %s',
    (option) =>
      withProject({ files }, async (project) => {
        const id = await listOf(project);
        const before = project.sandbox.requests().length;
        const { exitCode } = await project.run(`members sync ${id} ${option}`);
        expect([exitCode, project.sandbox.requests().length]).toEqual([1, before]);
      }),
  );
});

describe('members --report', () => {
  const formats = ['text', 'json', 'markdown', 'html', 'gitlab'] as const;

  test('writes the result in every format, beside that on stdout, and names nobody', () =>
    withProject({ files }, async (project) => {
      const id = await listOf(project);
      const reports = formats.map((format) => `--report ${format}=out.${format}`).join(' ');
      const done = await project.run(`members sync ${id} --format json ${reports}`);
      expect(done.exitCode).toBe(0);
      const all = await Promise.all(formats.map((format) => read(project, `out.${format}`)));
      const [text = '', json = '', markdown = '', html = '', gitlab = ''] = all;
      expect(text).toMatch('Done: 30 added, 0 removed in 1 request.');
      expect(json).toBe(done.stdout);
      expect(markdown).toMatch(/^### Members of ``segment\/CRM \| `a` <b>``\n\n```text\n/u);
      expect(markdown).toMatch('Done: 30 added');
      expect(html).toMatch('Done: 30 added');
      expect(html).not.toMatch('<b>');
      expect(JSON.parse(gitlab)).toEqual({ create: 0, update: 1, delete: 0 });
      expectNobody(all.join());
    }));

  test('also where it was refused', () =>
    withProject({ files }, async (project) => {
      const id = await listOf(project);
      await project.write({ 'crm.txt': 'secret nobody' });
      const line = `members sync ${id} --report text=out.txt --report gitlab=out.json`;
      expect((await project.run(line)).exitCode).toBe(3);
      expect(await read(project, 'out.txt')).toMatch(/refused: .*Nothing was sent\.\n$/su);
      expect(JSON.parse(await read(project, 'out.json'))).toMatchObject({ update: 0 });
      expectNobody(await read(project, 'out.txt'));
    }));

  test('takes no format that there is not', () =>
    withProject({ files }, async (project) => {
      const { exitCode, stderr } = await project.run('members stats CRM --report pdf=out.pdf');
      expect([exitCode, stderr]).toEqual([1, expect.stringMatching('error invalid-option')]);
      expect(project.sandbox.requests()).toEqual([]);
    }));

  test.each(['stats', 'clear --auto-approve'])('of %s', (action) =>
    withProject({ files }, async (project) => {
      const id = await listOf(project);
      const [name, ...rest] = action.split(' ');
      const line = ['members', name, id, ...rest, '--report markdown=out.md'].join(' ');
      expect((await project.run(line)).exitCode).toBe(0);
      expect(await read(project, 'out.md')).toMatch('### Members of ');
    }),
  );
});

/** Ends of a run, each with what it takes to get there; all but those of a command line that is no command. */
const ends: readonly (readonly [line: string, exitCode: number, code: string | null])[] = [
  ['members sync LIST --source none.txt', 1, 'members-source-missing'],
  ['members add LIST --source crm.txt --column email', 1, 'members-source-without-columns'],
  ['members remove NONE --source crm.txt', 1, 'segment-not-found'],
  ['members clear LIST', 3, null],
  ['members clear NONE --auto-approve', 1, 'segment-not-found'],
  ['members forget --source crm.txt', 3, null],
  ['members forget --source none.txt', 1, 'members-source-missing'],
  ['members stats --legacy-audience-id 7', 1, 'statistics-not-available'],
  ['members stats LIST --project none.yaml', 1, 'project-not-found'],
  ['members stats LIST --env none', 1, 'unknown-environment'],
  ['apply --auto-approve --env none', 1, 'unknown-environment'],
  ['apply none.json', 1, 'file-not-readable'],
];

describe('every end of a run has its reports, and an event with its exit code', () => {
  test.each(ends)('%s', (line, exitCode, code) =>
    withProject({ files }, async (project) => {
      const id = await listOf(project);
      await project.run(`members sync ${id}`);
      const formats = ['text', 'json', 'markdown', 'html', 'gitlab'];
      const reports = formats.map((format) => `--report ${format}=out.${format}`).join(' ');
      const ended = await project.run(
        `${line.replace('LIST', id)} ${reports} --events events.ndjson`,
      );
      expect([line, ended.exitCode, ended.stderr]).toEqual([
        line,
        exitCode,
        code === null ? expect.any(String) : expect.stringMatching(`error ${code} `),
      ]);
      const told = await Promise.all(formats.map((format) => read(project, `out.${format}`)));
      const [text = '', json = '', markdown = '', html = '', gitlab = ''] = told;
      for (const each of [text, markdown, html]) expect(each).toMatch(code ?? 'Nothing was sent.');
      expect(JSON.parse(json)).toMatchObject(
        code === null
          ? { formatVersion: 1, outcome: 'refused', diagnostics: [] }
          : { formatVersion: 1, diagnostics: [{ code }] },
      );
      expect(JSON.parse(gitlab)).toEqual({ create: 0, update: 0, delete: 0 });
      expect((await eventsOf(project)).at(-1)).toMatchObject({ event: 'end', exitCode });
      expectNobody(told.join());
    }),
  );

  test('but plan, whose files are taken for a plan', () =>
    withProject({ files }, async (project) => {
      await project.write({ 'more.yaml': 'segments:\n  - { name: X, events: {} }\n' });
      const { exitCode } = await project.run('plan --report markdown=p.md --report gitlab=p.json');
      expect(exitCode).toBe(1);
      await expect(read(project, 'p.md')).rejects.toThrow('ENOENT');
      await expect(read(project, 'p.json')).rejects.toThrow('ENOENT');
    }));

  test('a report that could not be written does not overwrite the others', () =>
    withProject({ files }, async (project) => {
      const id = await listOf(project);
      const { exitCode, stderr } = await project.run(
        `members sync ${id} --report json=/dev/full --report text=out.txt`,
      );
      expect([exitCode, stderr]).toEqual([1, expect.stringMatching('file-not-writable')]);
      expect(await read(project, 'out.txt')).toMatch('Done: 30 added');
    }));
});

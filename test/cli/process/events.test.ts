import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RunEvent } from '../../../src/schema/generated/events.ts';
import { smallProject } from '../../support/a-folder.ts';
import { credentials, type TestProject, withProject } from '../../support/a-project.ts';

const schemaFile = new URL('../../../schemas/events.schema.json', import.meta.url);

async function readEvents(
  { folder }: TestProject,
  file = 'events.ndjson',
): Promise<readonly RunEvent[]> {
  const text = await readFile(join(folder, file), 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  const events: readonly RunEvent[] = text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line));
  const isEvent = new Ajv2020({ allowUnionTypes: true }).compile(
    JSON.parse(await readFile(schemaFile, 'utf8')),
  );
  for (const event of events) {
    expect({ event, ok: isEvent(event), errors: isEvent.errors }).toMatchObject({ ok: true });
  }
  return events;
}

const of = <Name extends RunEvent['event']>(events: readonly RunEvent[], name: Name) =>
  events.filter((event): event is Extract<RunEvent, { event: Name }> => event.event === name);

describe('apply --events', () => {
  test('tells what was sent and what came back, and what became of each change', async () => {
    await withProject({ files: smallProject }, async (project) => {
      const { exitCode } = await project.run('apply --auto-approve --events events.ndjson');
      expect(exitCode).toBe(0);
      const events = await readEvents(project);
      expect(events[0]).toMatchObject({ event: 'start', formatVersion: 1 });
      expect(events.at(-1)).toMatchObject({ event: 'end', exitCode: 0 });
      const requests = of(events, 'request');
      expect(requests).toHaveLength(project.sandbox.requests().length);
      expect(requests.filter(({ verb }) => verb === 'create')).toMatchObject([
        { kind: 'audience', items: [], body: { data: [] } },
        {
          kind: 'segment',
          items: [
            { id: null, name: 'CRM Users 2025' },
            { id: null, name: 'Recent shoe viewers' },
          ],
          body: { data: [{ attributes: { retailerId: '1234' } }, {}] },
        },
        { kind: 'audience', items: [{ id: null, name: 'Recent viewers not in CRM' }] },
      ]);
      const stored = await project.sandbox.document();
      const ids = of(events, 'outcome').map(({ id }) => id);
      expect(ids).toHaveLength(3);
      for (const id of ids) expect(JSON.stringify(stored)).toContain(`"${id}"`);
      for (const { request, attempt } of requests) {
        expect(events).toContainEqual(
          expect.objectContaining({ event: 'answer', request, attempt }),
        );
      }
    });
  });

  test('a second run is added after the first', async () => {
    await withProject({ files: smallProject }, async (project) => {
      await project.run('apply --auto-approve --events events.ndjson');
      await project.run('apply --auto-approve --events events.ndjson');
      const events = await readEvents(project);
      expect(of(events, 'start')).toHaveLength(2);
      expect(of(events, 'end')).toHaveLength(2);
    });
  });

  test('faults, waits, trace IDs and failures are in it, and no secret is', async () => {
    const faults = [
      { when: { on: 'write' }, times: 1, effect: { kind: 'status', status: 429, resetSeconds: 1 } },
      { when: { on: 'read', nth: 2 }, effect: { kind: 'reset' } },
      { when: { on: 'read', nth: 3 }, effect: { kind: 'status', status: 503 } },
    ] as const;
    const settings = { faults, retailers: { '1234': 'not-live' } } as const;
    await withProject({ files: smallProject, settings }, async (project) => {
      const { exitCode } = await project.run('apply --auto-approve --events events.ndjson');
      expect(exitCode).toBe(4);
      const events = await readEvents(project);
      expect(of(events, 'fault')).toMatchObject([{ sent: 'maybe', reason: expect.any(String) }]);
      expect(of(events, 'wait').map(({ reason }) => reason)).toContain('rate-limit');
      const failed = of(events, 'outcome').find(({ outcome }) => outcome === 'failed');
      const traceIds = of(events, 'answer').flatMap((answer) => answer.traceIds);
      expect(traceIds).toContain(failed?.error?.traceId);
      const text = JSON.stringify(events);
      expect(text).not.toContain(credentials.CRITEO_CLIENT_SECRET);
      expect(text).not.toMatch(/bearer|access_token/iu);
    });
  });

  test('a file that cannot be written is an error before anything is sent', async () => {
    await withProject({ files: smallProject }, async (project) => {
      const line = 'apply --auto-approve --events missing/events.ndjson';
      const { exitCode, stderr } = await project.run(line);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: expect.stringMatching(/file-not-writable .*missing\/events\.ndjson.*ENOENT/u),
      });
      expect(project.sandbox.requests()).toEqual([]);
    });
  });

  test('a disk that is full in mid-run is told once, and the run goes on', async () => {
    await withProject({ files: smallProject }, async (project) => {
      const { exitCode, stderr } = await project.run('apply --auto-approve --events /dev/full');
      expect(exitCode).toBe(0);
      expect(stderr.match(/events-not-written/gu)).toHaveLength(1);
      expect(project.writes()).toHaveLength(2);
    });
  });

  test('manifests with errors are refused before anything is sent', async () => {
    const files = { ...smallProject, 'more.yaml': 'segments:\n  - { name: X, events: {} }\n' };
    await withProject({ files }, async (project) => {
      expect((await project.run('apply --auto-approve')).exitCode).toBe(1);
      expect(project.sandbox.requests()).toEqual([]);
    });
  });
});

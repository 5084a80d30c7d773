/** What `npm run bench` measures is only worth measuring while it is a project like any other. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import {
  apply,
  createRemote,
  load,
  plan,
  platformNamed,
  type Snapshot,
  serveSandbox,
  validate,
} from '../../src/index.ts';
import type { SourceFile } from '../../src/model/files/source-file.ts';
import { isSnapshot } from '../../src/schema/generated/is-snapshot.js';
import { remoteOptions } from '../remote/connect.ts';
import { withFolder } from '../support/a-folder.ts';

const script = fileURLToPath(new URL('../../scripts/bench/generate-project.mjs', import.meta.url));

interface Generated {
  readonly projectFile: SourceFile;
  readonly manifests: readonly SourceFile[];
  readonly snapshot: Snapshot;
  /** All of it as one text. */
  readonly bytes: string;
}

async function generate(...args: readonly string[]): Promise<Generated> {
  return withFolder({}, async (folder) => {
    await promisify(execFile)(process.execPath, [script, '--out', folder, ...args]);
    const entries = await readdir(folder, { recursive: true });
    const texts = new Map<string, string>();
    for (const file of entries.filter((each) => /\.\w+$/u.test(each)).sort()) {
      texts.set(file, await readFile(join(folder, file), 'utf8'));
    }
    const snapshot: unknown = JSON.parse(texts.get('snapshot.json') ?? 'null');
    if (!isSnapshotDocument(snapshot)) throw new Error('the snapshot is none');
    const text = texts.get('audiencectl.yaml') ?? '';
    const manifests = [...texts].filter(([file]) => /^(?:segments|audiences)\b/u.test(file));
    return {
      projectFile: { file: 'audiencectl.yaml', text },
      manifests: manifests.map(([file, content]) => ({ file, text: content })),
      snapshot,
      bytes: JSON.stringify([...texts]),
    };
  });
}

function isSnapshotDocument(value: unknown): value is Snapshot {
  return isSnapshot(value);
}

function planOf({ projectFile, manifests, snapshot }: Generated) {
  const { value: loaded, diagnostics } = load(projectFile, manifests);
  if (loaded === null) throw new Error('the project cannot be read');
  const planned = plan(loaded, snapshot).value;
  // Random definitions may prove that an operand is needless.
  const findings = [...diagnostics, ...validate(loaded)].filter(
    ({ code }) => code !== 'operand-without-effect' && code !== 'audiences-equal',
  );
  return { findings, changes: planned?.changes };
}

describe.each(['retail-media', 'marketing-solutions'])('a generated project of %s', (platform) => {
  test.each(['1', '20', '250'])('is valid and as its snapshot, with %s entities', async (count) => {
    const generated = await generate('--platform', platform, '--entities', count);
    const { segments, audiences } = generated.snapshot;
    expect(segments.length + audiences.length).toBe(Number(count));
    expect(planOf(generated)).toEqual({ findings: [], changes: [] });
  });

  test('is accepted by the API', async () => {
    const { projectFile, manifests, snapshot } = await generate(
      ...['--platform', platform, '--entities', '200'],
    );
    const { value: loaded } = load(projectFile, manifests);
    const empty = { ...snapshot, segments: [], audiences: [] };
    const planned = loaded && plan(loaded, empty).value;
    if (!planned) throw new Error('the project cannot be planned');
    const served = await serveSandbox({ port: 0 });
    try {
      const { platform: name, scopeId } = loaded.project;
      const remote = createRemote(
        remoteOptions(served, { platform: platformNamed(name), scopeId, requestsPerMinute: 1000 }),
      );
      const result = await apply(planned, remote);
      expect(result).toMatchObject({ report: { summary: { done: 200, failed: 0 } } });
    } finally {
      await served.close();
    }
  });

  test('is the same for the same arguments, and another for another seed', async () => {
    const args = ['--platform', platform, '--entities', '90'];
    const [one, two, other] = await Promise.all([
      generate(...args),
      generate(...args),
      generate(...args, '--seed', '2'),
    ]);
    expect(two.bytes).toBe(one.bytes);
    expect(other.bytes).not.toBe(one.bytes);
  });

  test('differs from its snapshot as far as it is asked to', async () => {
    const args = ['--platform', platform, '--entities', '200', '--edited', '0.05'];
    const { changes = [] } = planOf(await generate(...args));
    expect(changes).toHaveLength(10);
    expect(new Set(changes.map(({ action }) => action))).toEqual(new Set(['update']));
  });
});

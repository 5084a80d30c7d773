/** Ways to start the program that let something from outside reach its output, and a project full of it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { RemoteRow } from '../../../src/model/remote/snapshot.ts';
import { type FolderFiles, projectFile, smallProject, withFolder } from '../../support/a-folder.ts';
import { type HostileAnswers, serveHostile } from '../../support/a-hostile-api.ts';
import { credentials } from '../../support/a-project.ts';
import { advertiserId, anAudienceRow, aSegmentRow, aSnapshot } from '../../support/a-world.ts';
import { harmsIn, hostileText } from '../../support/hostile-text.ts';
import { type CliRun, runCli } from '../../support/run-cli.ts';

/** A way to start the program that lets something from outside reach its output. */
interface Attack {
  readonly args: readonly string[];
  readonly files?: FolderFiles;
  readonly env?: Readonly<Record<string, string>>;
  /** What the API answers; there is none unless given. */
  readonly api?: HostileAnswers;
  /** Files that the run writes and that people look at. */
  readonly written?: readonly string[];
  /** Whether the text may be refused whole, so that none of it comes out. */
  readonly silent?: true;
}

/** Part of every hostile text, and harmless by itself: what is printed holds it, or the test proves nothing. */
const trace = 'pwned';

async function attack({ args, files = smallProject, env = {}, api }: Attack, written: string[]) {
  const served = api === undefined ? null : await serveHostile(api);
  try {
    return await withFolder(files, async (cwd) => {
      const url = served === null ? {} : { AUDIENCECTL_API_URL: served.url };
      const run = await runCli(args, { cwd, env: { ...credentials, ...url, ...env } });
      const texts = await Promise.all(
        written.map((file) => readFile(join(cwd, file), 'utf8').catch(() => '')),
      );
      return { ...run, texts };
    });
  } finally {
    await served?.close();
  }
}

export async function expectHarmless(it: Attack): Promise<CliRun> {
  const run = await attack(it, [...(it.written ?? [])]);
  const all = [run.stdout, run.stderr, ...run.texts];
  expect(all.flatMap(harmsIn)).toEqual([]);
  if (it.silent !== true) expect(all.join('')).toContain(trace);
  if (it.args.includes('json')) expect(() => JSON.parse(run.stdout)).not.toThrow();
  return run;
}

export const quoted: string = JSON.stringify(hostileText);
export const marketing: string = `version: 1\nplatform: marketing-solutions\nadvertiserId: "${advertiserId}"\n`;
export const formats = ['text', 'json', 'markdown', 'html', 'gitlab'] as const;

/** Rows whose every text that is no ID is hostile. */
export const hostileRows: {
  readonly segments: readonly RemoteRow[];
  readonly audiences: readonly RemoteRow[];
} = {
  segments: [
    aSegmentRow('1', hostileText, { description: hostileText, updatedAt: hostileText }),
    aSegmentRow('2', 'CRM Users 2025', { description: hostileText, channels: [hostileText] }),
    aSegmentRow('3', `${hostileText}3`, { type: hostileText, contactList: undefined }),
    aSegmentRow('5', `${hostileText}5`, {
      events: { shopperActivity: hostileText, lookbackDays: hostileText, categoryIds: ['1'] },
    }),
  ],
  audiences: [
    anAudienceRow('4', hostileText, { audienceSegmentId: '1' }, { description: hostileText }),
    anAudienceRow('6', 'Recent viewers not in CRM', {
      and: [{ audienceSegmentId: '1' }, { not: { audienceSegmentId: '2' } }],
    }),
  ],
};

const snapshotFile = JSON.stringify(aSnapshot(hostileRows.segments, hostileRows.audiences));

/** Names are at most 256 characters long, so that a part of the text at a time is declared. */
export const shortNames: readonly { readonly text: string; readonly index: number }[] = hostileText
  .split('\n')
  .map((text, index) => ({ text: text.replaceAll('\u0000', '').trim(), index }))
  .filter(({ text }) => text !== '');
const manifestOfNames = [
  'segments:',
  ...shortNames.flatMap(({ text, index }) => [
    `  - name: ${JSON.stringify(`${text} ${index}`)}`,
    '    retailerId: "1234"',
    `    description: ${JSON.stringify(text)}`,
    `    meta: { ${JSON.stringify(text)}: ${JSON.stringify(text)} }`,
    '    contactList: { identifierType: Email }',
  ]),
  'audiences:',
  ...shortNames.flatMap(({ text, index }) => [
    `  - name: ${JSON.stringify(`${text} ${index}`)}`,
    '    retailerId: "1234"',
    `    algebra: { and: [${JSON.stringify(`${text} ${index}`)}, CRM Users 2025] }`,
  ]),
  '',
].join('\n');

export const hostileProject: FolderFiles = {
  'audiencectl.yaml': `${projectFile}prune: owned\nowns: { segments: { names: ["*"] }, audiences: { names: ["*"] } }\n`,
  'manifest.yaml': manifestOfNames,
  'snapshot.json': snapshotFile,
};

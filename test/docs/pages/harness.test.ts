import { describe, expect, test } from '@jest/globals';
import { smallProject } from '../../support/a-folder.ts';
import { followPage } from './follow-page.ts';
import { readRuns } from './read-command-lines.ts';
import { readSteps } from './read-steps.ts';

const nowhere = 'http://127.0.0.1:9';
const fence = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\`\n`;

describe('the runs of a script', () => {
  test.each<[string, readonly (readonly string[])[]]>([
    ['audiencectl plan', [['plan']]],
    ['audiencectl plan --out "my plan.json"   # saved', [['plan', '--out', 'my plan.json']]],
    ['A=1 audiencectl plan | jq .summary', [['plan']]],
    [
      "audiencectl graph --focus 'segment/A' > graph.mmd && git add .",
      [['graph', '--focus', 'segment/A']],
    ],
    [
      'audiencectl plan \\\n  --quiet 2>&1\naudiencectl show p.json',
      [
        ['plan', '--quiet'],
        ['show', 'p.json'],
      ],
    ],
    ['audiencectl apply p.json --checksum "$sum"', [['apply', 'p.json', '--checksum', '$sum']]],
    [
      'gzip -dc a.gz | audiencectl members add A --source -',
      [['members', 'add', 'A', '--source', '-']],
    ],
    ['audiencectl completion bash >> ~/.bashrc; echo audiencectl', [['completion', 'bash']]],
  ])('%s', (script, runs) => {
    expect(readRuns(script)).toEqual(runs);
  });
});

describe('the steps of a page', () => {
  test('are its files and shell blocks, with what the comments say', () => {
    const page = [
      `<!-- file: a/b.yaml -->\n${fence('yaml', 'x: 1')}`,
      `<!-- exit 3 -->\n${fence('sh', 'false')}\nprints\n\n${fence('text', 'nothing')}`,
      `<!-- parsed only: needs an account -->\n${fence('sh', 'audiencectl plan')}`,
      fence('console', '$ not run'),
    ].join('\n');
    expect(readSteps(page)).toEqual([
      { does: 'write', file: 'a/b.yaml', text: 'x: 1\n', line: 2 },
      {
        ...{ does: 'run', script: 'false\n', exitCode: 3, hasAccount: false },
        ...{ line: 7, shows: 'nothing\n' },
      },
      { does: 'parse', script: 'audiencectl plan\n', line: 18 },
    ]);
  });

  test('do not pass over a comment that is mistyped', () => {
    expect(() => readSteps(`<!-- exits 3 -->\n${fence('sh', 'false')}`)).toThrow('exits 3');
  });
});

describe('a page', () => {
  const follow = (...parts: readonly string[]) => followPage(readSteps(parts.join('\n')), nowhere);

  test('goes on where its last block ended', async () => {
    const wrong = await follow(
      '<!-- file: sub/a.txt -->',
      fence('text', 'hello'),
      fence('sh', 'cd sub\nexport WORD=hello'),
      fence('sh', 'grep "$WORD" a.txt'),
      fence('text', 'hello'),
      '<!-- exit 1 -->',
      fence('sh', 'grep other a.txt'),
    );
    expect(wrong).toEqual([]);
  });

  test('is wrong where a command fails, and where it shows what was not printed', async () => {
    expect(await follow(fence('sh', 'echo one'), fence('text', 'one\n…\ntwo'))).toEqual([
      'line 1: what it shows is not in the output: two',
    ]);
    const [failure = ''] = await follow('', fence('sh', 'true\nfalse\ntrue'));
    expect(failure).toContain('line 2: ends with 1, not 0');
  });

  test('is agreed to where it applies, and not where it expects a refusal', async () => {
    const wrong = await follow(
      ...Object.entries(smallProject).map(
        ([file, text]) => `<!-- file: ${file} -->\n${fence('yaml', text)}`,
      ),
      '<!-- exit 3 -->',
      fence('sh', 'audiencectl apply --sandbox --quiet'),
      fence('sh', 'audiencectl apply --sandbox --quiet'),
      fence('text', 'Applied: 3 done, 0 failed, 0 skipped, 0 unknown.'),
    );
    expect(wrong).toEqual([]);
  });

  test('is followed in a clean shell, but for blocks that need an account', async () => {
    const show = fence('sh', 'env | awk "/^(CRITEO|AUDIENCECTL)_/" | wc -l');
    expect(await follow(show, fence('text', '0'))).toEqual([]);
    expect(await follow('<!-- with an account -->', show, fence('text', '3'))).toEqual([]);
    // What comes after has them no more.
    expect(
      await follow('<!-- with an account -->', fence('sh', 'true'), show, fence('text', '0')),
    ).toEqual([]);
  });

  test('has the program on its path, and installs nothing', async () => {
    const wrong = await follow(
      fence('sh', 'npm install --global audiencectl\naudiencectl --version'),
    );
    expect(wrong).toEqual([]);
  });
});

import { expect, test } from '@jest/globals';
import { type Engine, tagOfEngine } from '../../../src/cli/compiled/tag-of-engine.ts';

// V8 says the same of these two versions of Node.js, and ends the process on the code of the other.
const engine: Engine = {
  v8: 0x99_53_c4_a6,
  version: 'v20.19.0',
  arch: 'x64',
  path: '/usr/bin/node',
  size: 97_000_000,
  mtimeMs: 1_764_000_000_000,
};
const others: readonly Partial<Engine>[] = [
  { v8: 0x99_53_c4_a7 },
  { version: 'v20.20.2' },
  { arch: 'arm64' },
  { path: '/opt/node/bin/node' },
  { size: 97_000_001 },
  { mtimeMs: 1_764_000_000_001 },
];

test('every engine has a tag of its own, and always the same one', () => {
  const tags = [{}, ...others].map((other) => tagOfEngine({ ...engine, ...other }));
  expect(new Set(tags).size).toBe(tags.length);
  expect(tagOfEngine({ ...engine })).toBe(tags[0]);
  for (const tag of tags) expect(tag).toMatch(/^[\da-f]{16}$/u);
});

/** While a part of the manifests cannot be read, nothing is said of what it may declare or use. */
import { expect, test } from '@jest/globals';
import { withFolder } from '../../support/a-folder.ts';
import { runCli } from '../../support/run-cli.ts';

const files = {
  'audiencectl.yaml': `version: 1
platform: marketing-solutions
advertiserId: "4949"
manifests: ["m/*.yaml"]
vars: { who: Zebra }
`,
  'm/a.yaml': 'segments:\n  - name: Ours\n    contactList:\n',
  'm/b.yaml': 'audiences:\n  - name: X\n    algebra: Zebra\n  - name: Y\n    algebra: Our\n',
};

const validate = (more: Readonly<Record<string, string>>) =>
  withFolder({ ...files, ...more }, async (folder) => {
    const { stdout, stderr } = await runCli(['validate'], { cwd: folder });
    return stdout + stderr;
  });

test('what is read as a whole is judged', async () => {
  const told = await validate({});
  expect(told).toContain('segment "Zebra" is not declared in this project\n');
  expect(told).toContain('unless the segment exists remotely');
  expect(told).toContain('nothing uses the variable "who"');
});

test.each([
  ['an error of syntax', 'segments:\n  - name: "Zebra\n    contactList:\n'],
  ['bytes that are no text', '\uFFFD\u0000'],
  ['a list that is called something else', 'segmnts:\n  - name: Zebra\n    contactList:\n'],
  ['an entity without a name', 'segments:\n  - nme: Zebra\n    contactList:\n'],
  ['a list that is a map', 'segments: { Zebra: { contactList: } }\n'],
])('%s leaves open what is declared', async (_, text) => {
  const told = await validate({ 'm/c.yaml': text });
  expect(told).toContain('Not valid');
  expect(told).toContain('segment "Zebra" is not declared in what could be read of this project');
  expect(told).toContain('What could not be read may declare it.');
  expect(told).not.toContain('exists remotely');
  expect(told).not.toMatch(/unused|nothing uses/u);
});

test('an error within one entity leaves nothing open', async () => {
  const told = await validate({ 'm/c.yaml': 'segments:\n  - name: B\n    contactLst:\n' });
  expect(told).toContain('Not valid');
  expect(told).toContain('unless the segment exists remotely');
});

import { describe, expect, test } from '@jest/globals';
import { exportManifests } from '../../src/export/export-manifests.ts';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import type { SourceFile } from '../../src/model/files/source-file.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { aProject } from '../support/a-world.ts';
import { grownAccount } from './grown-account.ts';

const project = aProject();
const snapshot = grownAccount();

function planWith(files: readonly SourceFile[]) {
  const { value: declarations, diagnostics } = readManifests(files, project);
  const found = planChanges({
    project,
    declarations,
    snapshot,
    version: '1',
    findings: diagnostics,
  });
  return {
    errors: found.diagnostics.filter(({ severity }) => severity === 'error'),
    addresses: found.value?.changes.map(({ address, action }) => `${action} ${address}`),
    patch: found.value?.changes[0]?.patch,
  };
}

describe('adopting 400 segments and 900 audiences that were made by hand', () => {
  test('all of them: the plan is empty', () => {
    const selection = { target: [], exclude: [] };
    const { files, declared, leftOut } = exportManifests({
      snapshot,
      project,
      layout: 'entity',
      ...selection,
    });
    expect(planWith(files)).toMatchObject({ errors: [], addresses: [] });
    expect(declared.length + leftOut.length).toBe(1_300);
    expect(declared.length).toBeGreaterThan(1_100);
  });

  test('one corner: the plan is empty, and after one edit it shows just that', () => {
    const { files } = exportManifests({
      snapshot,
      project,
      layout: 'retailer',
      target: ['*/FR | *'],
      exclude: ['*9'],
    });
    expect(planWith(files)).toMatchObject({ errors: [], addresses: [] });

    const edited = files.map(({ file, text }) => ({
      file,
      text: text.replace('description: Made for campaign 51\n', 'description: Made for autumn\n'),
    }));
    expect(planWith(edited)).toEqual({
      errors: [],
      addresses: ['update segment/FR | Shoes 51'],
      patch: [{ op: 'replace', path: '/description', value: 'Made for autumn' }],
    });
  });
});

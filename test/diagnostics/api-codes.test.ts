import { describe, expect, test } from '@jest/globals';
import { apiCodes } from '../../src/diagnostics/api-codes.ts';
import { hasErrors } from '../../src/diagnostics/diagnostic.ts';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { isSnapshot } from '../../src/schema/generated/is-snapshot.js';
import { validateDeclarations } from '../../src/validation/validate-declarations.ts';
import { testProject, unmark } from '../manifest/marked-manifest.ts';
import { codesOf } from '../sandbox/client.ts';
import { type RefusalCase, refusalCases } from './refusal-cases.ts';
import { aRefusedWorld, type RefusedWorld } from './refused-world.ts';

/** The marked manifest with the account's own IDs. */
function withIds(manifest: string, { ids }: RefusedWorld): string {
  return manifest.replace(/\{\{(\w+)\}\}/gu, (_, word: string) => ids[word] ?? word);
}

function isSnapshotDocument(value: unknown): value is Snapshot {
  return isSnapshot(value);
}

/** Findings of the manifest, of validate alone or of a plan, as `LINE:COLUMN code`; refusals at their entity. */
function findingsOf({ platform, foundBy, manifest }: RefusalCase, world: RefusedWorld) {
  const project = { ...testProject(platform), scopeId: world.scopeId };
  const text = unmark(withIds(manifest, world)).text;
  const { value, diagnostics } = readManifests([{ file: 'm.yaml', text }], project);
  const found = [...diagnostics, ...validateDeclarations(value, project)];
  const describe = (list: typeof found) =>
    list.map(({ source, code }) => `${source?.line}:${source?.column} ${code}`);
  if (foundBy === 'validate') return describe(found);
  // What only a plan can know is no error of the manifests.
  expect(hasErrors(found)).toBe(false);
  const snapshot = world.client.sandbox.document();
  if (!isSnapshotDocument(snapshot)) throw new Error('no snapshot');
  const planned = planChanges({ project, declarations: value, snapshot, version: '0' });
  const refusals = (planned.value?.refusals ?? []).map(({ code, address }) => {
    const source = value.find((each) => each.address === address)?.source;
    return `${source?.line}:${source?.column} ${code}`;
  });
  return [...describe([...planned.diagnostics]), ...refusals];
}

describe('a mistake that the API refuses', () => {
  test.each(refusalCases)('$code is found by $foundBy in $platform', async (row) => {
    const world = await aRefusedWorld(row.platform);
    const { places } = unmark(withIds(row.manifest, world));
    expect(places).toHaveLength(1);
    expect(findingsOf(row, world)).toContain(`${places[0]} ${row.code}`);
    const reply = await world.client.send(...row.request(world));
    expect(codesOf(reply)).toContain(row.code);
  });
});

describe('the codes of the API', () => {
  const demonstrated = new Set(refusalCases.map(({ code }) => code));

  test.each(apiCodes.filter(({ foundBy }) => foundBy !== 'nobody'))(
    '$code has a row that shows it',
    ({ code, foundBy }) => {
      expect(demonstrated).toContain(code);
      expect(refusalCases.some((row) => row.code === code && row.foundBy === foundBy)).toBe(true);
    },
  );

  test('rows are about codes of the list', () => {
    const known = apiCodes.map(({ code }) => code);
    expect([...demonstrated].filter((code) => !known.includes(code))).toEqual([]);
  });
});

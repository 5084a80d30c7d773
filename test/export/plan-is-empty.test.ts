import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exportManifests } from '../../src/export/export-manifests.ts';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import type { SourceFile } from '../../src/model/files/source-file.ts';
import type { Snapshot } from '../../src/model/remote/snapshot.ts';
import { planChanges } from '../../src/plan/plan-changes.ts';
import { validateDeclarations } from '../../src/validation/validate-declarations.ts';
import { aProject } from '../support/a-world.ts';
import { stride } from '../support/stride.ts';
import { dirtyStates, tidyStates } from './remote-states.ts';

/** As if written to disk and read again. */
function planWith(files: readonly SourceFile[], snapshot: Snapshot) {
  const project = aProject({ platform: snapshot.platform });
  const written = files.map(({ file, text }) => ({ file, text: Buffer.from(text).toString() }));
  const { value: declarations, diagnostics } = readManifests(written, project);
  const findings = [...diagnostics, ...validateDeclarations(declarations, project)];
  const plan = planChanges({ project, declarations, snapshot, version: '1', findings });
  return {
    declared: declarations.length,
    errors: plan.diagnostics.filter(({ severity }) => severity === 'error'),
    warnings: findings.filter(({ code }) => code === 'empty-manifest'),
    changes: plan.value?.changes,
    refusals: plan.value?.refusals,
  };
}

const nothing = { errors: [], warnings: [], changes: [], refusals: [] };
const selections = fc.constantFrom(
  { target: [], exclude: [] },
  { target: ['segment/*'], exclude: [] },
  { target: ['audience/*', 'segment/CRM*'], exclude: ['*9'] },
);
const layouts = ['retailer', 'entity'] as const;
const choices = { selection: selections, layout: fc.constantFrom(...layouts) };

describe('a plan with what was exported is empty', () => {
  test.each([
    ['dirty', dirtyStates],
    ['tidy', tidyStates],
  ])('in every %s account, in whatever part and layout', (_, states) => {
    fc.assert(
      fc.property(states, fc.record(choices), (snapshot, { selection, layout }) => {
        const project = aProject({ platform: snapshot.platform });
        const exported = exportManifests({ snapshot, project, layout, ...selection });
        expect(planWith(exported.files, snapshot)).toEqual({
          ...nothing,
          declared: exported.declared.length,
        });
        const stream = exported.files.map(({ file, text }) => `# ${file}\n${text}`).join('---\n');
        if (stream !== '') {
          expect(planWith([{ file: 'all.yaml', text: stream }], snapshot)).toMatchObject({
            ...nothing,
            declared: exported.declared.length,
          });
        }
      }),
      { numRuns: 100 / stride(2) },
    );
  });

  test('and nothing is left out of a tidy account', () => {
    fc.assert(
      fc.property(tidyStates, fc.constantFrom(...layouts), (snapshot, layout) => {
        const project = aProject({ platform: snapshot.platform });
        const { leftOut, declared } = exportManifests({
          snapshot,
          project,
          layout,
          target: [],
          exclude: [],
        });
        expect(leftOut.map(({ reason }) => reason)).toEqual([]);
        expect(declared).toHaveLength(snapshot.segments.length + snapshot.audiences.length);
      }),
    );
  });
});

/** Manifests for tests in which a mark stands where each finding is expected. */
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../../src/diagnostics/diagnostic.ts';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import type { PlatformName } from '../../src/model/entity.ts';
import type { Project } from '../../src/model/project.ts';
import { validateDeclarations } from '../../src/validation/validate-declarations.ts';
import { aProject } from '../support/a-world.ts';

/** What it is about, the marked manifest, and the codes expected at its marks. */
export type FindingCase = readonly [about: string, marked: string, ...codes: string[]];

const mark = '▶';

export function testProject(platform: PlatformName, defaults: Project['defaults'] = {}): Project {
  return aProject({
    name: 'test',
    platform,
    scopeId: '77',
    defaults: platform === 'retail-media' ? { retailerId: '1234', ...defaults } : defaults,
  });
}

/** The text without its marks, and `LINE:COLUMN` of each. */
export function unmark(marked: string): {
  readonly text: string;
  readonly places: readonly string[];
} {
  const places: string[] = [];
  const lines = marked.split('\n').map((line, index) => {
    const [first = '', ...rest] = line.split(mark);
    let text = first;
    for (const part of rest) {
      places.push(`${index + 1}:${text.length + 1}`);
      text += part;
    }
    return text;
  });
  return { text: lines.join('\n'), places };
}

/**
 * The findings of one manifest, in the order of the text. What uses its segments is beside the point
 * of most of them, so that `segment-unused` is left out.
 */
export function findIn(text: string, project: Project): readonly Diagnostic[] {
  const { value, diagnostics } = readManifests([{ file: 'm.yaml', text }], project);
  const findings = validateDeclarations(value, project);
  return sortDiagnostics([
    ...diagnostics,
    ...findings.filter(({ code }) => code !== 'segment-unused'),
  ]);
}

/** Findings as `LINE:COLUMN code`. */
export function describeFindings(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ source, code }) => `${source?.line}:${source?.column} ${code}`);
}

/** What a marked manifest leads one to expect: its codes, in the order of its marks. */
export function expectedFindings(marked: string, codes: readonly string[]): readonly string[] {
  const { places } = unmark(marked);
  return codes.map((code, index) => `${places[index] ?? places.at(-1)} ${code}`);
}

import { describe, expect, test } from '@jest/globals';
import { readManifests } from '../../src/manifest/read-manifests.ts';
import { aProject } from '../support/a-world.ts';

const projectFile = `# Lists of the German team
name: acme-de
version: 1
platform: retail-media
accountId: \${var.account}
`;

function findings(file: string, text: string) {
  const { diagnostics, value, usedVariables } = readManifests([{ file, text }], aProject());
  expect(usedVariables.size).toBe(0);
  return {
    found: diagnostics.map(
      ({ source, severity, code }) => `${source?.line}:${source?.column} ${severity} ${code}`,
    ),
    declared: value.length,
  };
}

describe('the project file of another project among the manifests', () => {
  test.each(['de/audiencectl.yaml', 'audiencectl.yaml', '../de/audiencectl.yaml'])(
    'is said once, at its first key: %s',
    (file) => {
      expect(findings(file, projectFile).found).toEqual(['2:1 error manifest-is-a-project']);
    },
  );

  test('is told by its content, too', () => {
    const manifest =
      'segments:\n  - name: CRM\n    retailerId: 1\n    contactList: { identifierType: Email }\n';
    expect(findings('de/audiencectl.yaml', manifest)).toEqual({ found: [], declared: 1 });
  });

  test('is told by its name: elsewhere an unknown key is one', () => {
    const { found } = findings('de/project.yaml', 'version: 1\nplatform: retail-media\n');
    expect(found).toEqual(['1:1 error unknown-key', '2:1 error unknown-key']);
  });
});

/** The files of a new, empty project. */

import type { PlatformName } from '../../../model/entity.ts';
import { projectFileName } from '../../../model/files/project-file-name.ts';
import { guardText } from '../../../model/text/guard-text.ts';
import { platformNamed } from '../../../platforms/platform-named.ts';
import type { Retailer } from '../../../remote/look-ups/look-up-retailers.ts';

export interface NewFile {
  /** Relative to the project folder, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
}

/** What a project is bound to. */
export interface ProjectTarget {
  readonly platform: PlatformName;
  readonly scopeId: string;
}

/** @param retailers of the account, where they are known: their names, and the default where there is only one. */
export function projectTemplate(
  { platform, scopeId }: ProjectTarget,
  retailers: readonly Retailer[],
): readonly NewFile[] {
  const { scope, firstManifests } = platformNamed(platform);
  const manifests = (['segments', 'audiences'] as const).flatMap((list) => {
    const text = firstManifests[list];
    return text === null ? [] : [{ path: `${list}/${list}.yaml`, text, glob: `${list}/**/*.yaml` }];
  });
  const rules = { path: 'rules.yaml', text: firstRules(firstManifests.audiences !== null) };
  const globs = [...manifests.map(({ glob }) => glob), rules.path];
  const project = `version: 1
platform: ${platform}
${scope.attribute}: "${scopeId}"
manifests: [${globs.map((glob) => `"${glob}"`).join(', ')}]
${retailerLines(retailers).join('')}`;
  return [
    { path: projectFileName, text: project },
    ...manifests.map(({ path, text }) => ({ path, text })),
    rules,
  ];
}

/** House rules, as comments; those about people need audiences. */
function firstRules(hasAudiences: boolean): string {
  const ofPeople = `#  - name: Opted-out people are never reached
#    excludes: Opted out
#
#  - name: VIP offers stay among customers
#    audiences: "VIP *"
#    within: Customers
#
#  - name: New and loyal do not overlap
#    disjoint: ["New *", "Loyal *"]
#
`;
  const people = `
# People, and the audiences that must reach them or must not.
people:
#  - name: A customer who opted out
#    in: [Customers, Opted out]
#    notReachedBy: "*"
`;
  return `# What must always hold of this project. validate, plan and apply check it.
rules:
${hasAudiences ? ofPeople : ''}#  - name: Every segment has an owner
#    segments: "*"
#    schema: { required: [meta], properties: { meta: { required: [owner] } } }
#    level: warning
${hasAudiences ? people : ''}`;
}

/** As long as the schema of the project file allows. */
const maxName = 256;

function retailerLines(retailers: readonly Retailer[]): readonly string[] {
  const [only, second] = retailers;
  const named = retailers.flatMap(({ id, name }) =>
    name === null || name.trim() === '' || name.length > maxName
      ? []
      : [`    "${id}": ${writeText(name)}\n`],
  );
  return [
    ...(only && !second ? [`defaults: { retailerId: "${only.id}" }\n`] : []),
    ...(named.length === 0 ? [] : ['labels:\n  retailerIds:\n', ...named]),
  ];
}

/** In double quotes, and read as it is, without variables. */
function writeText(text: string): string {
  const literal = text.replace(/\$\{(?=var\.)|(?<=\$)\$\{/gu, '$$$${');
  return guardText(JSON.stringify(literal), 'yaml');
}

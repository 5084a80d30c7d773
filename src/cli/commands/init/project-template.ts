/** The files of a new, empty project. */

import type { PlatformName } from '../../../model/entity.ts';
import { projectFileName } from '../../../model/project-file-name.ts';
import { platformNamed } from '../../../platforms/platform-named.ts';

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

export function projectTemplate({ platform, scopeId }: ProjectTarget): readonly NewFile[] {
  const { scope, firstManifests } = platformNamed(platform);
  const manifests = (['segments', 'audiences'] as const).flatMap((list) => {
    const text = firstManifests[list];
    return text === null ? [] : [{ path: `${list}/${list}.yaml`, text, glob: `${list}/**/*.yaml` }];
  });
  const project = `version: 1
platform: ${platform}
${scope.attribute}: "${scopeId}"
manifests: [${manifests.map(({ glob }) => `"${glob}"`).join(', ')}]
`;
  return [
    { path: projectFileName, text: project },
    ...manifests.map(({ path, text }) => ({ path, text })),
  ];
}

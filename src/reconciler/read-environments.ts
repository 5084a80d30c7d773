/** What other environments of a project declare, read when it is asked for. */
import type { SourceFile } from '../model/files/source-file.ts';
import { readProject } from '../project/read-project.ts';
import type { OtherEnvironment } from '../pull/other-environment.ts';
import { type Loaded, loadManifests } from './load.ts';

interface EnvironmentTexts {
  readonly projectFile: SourceFile | null;
  /** All that is known; those of an environment are among them. */
  readonly manifests: readonly SourceFile[];
  readonly environmentFiles: ReadonlyMap<string, readonly string[]>;
}

export function createEnvironmentNamed(
  { project }: Pick<Loaded, 'project'>,
  { projectFile, manifests, environmentFiles }: EnvironmentTexts,
): (name: string) => OtherEnvironment {
  const known = new Map<string, OtherEnvironment>();
  const given = [...project.variables].filter(([, { changedBy }]) => changedBy === 'option');
  const vars = Object.fromEntries(given.map(([name, variable]) => [name, variable.text]));
  const read = (environment: string): OtherEnvironment => {
    const options = { folderName: project.name, environment, vars };
    const other = projectFile && readProject(projectFile, options).value;
    // Nothing is known of it.
    if (!other) return { name: environment, isSameAccount: false, declaresSegment: () => false };
    const own = manifests.filter(({ file }) => environmentFiles.get(file)?.includes(environment));
    const { declarations } = loadManifests(other, own, []);
    const segments = declarations.filter(
      ({ kind, state }) => kind === 'segment' && state !== 'absent',
    );
    const names = new Set(segments.map(({ name }) => name));
    return {
      name: environment,
      isSameAccount: other.platform === project.platform && other.scopeId === project.scopeId,
      declaresSegment: (name) => names.has(name),
    };
  };
  return (name) => {
    const found = known.get(name) ?? read(name);
    known.set(name, found);
    return found;
  };
}

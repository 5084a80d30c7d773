/** Other projects of the repository that declare entities of the same account or advertiser. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import type { SisterProject } from '../model/sister-project.ts';
import type { SourceFile } from '../model/source-file.ts';
import { readProject } from '../project/read-project.ts';
import { readManifests } from './read-manifests.ts';

/** A project as text; its files are named relative to the folder of the project that asks. */
export interface ProjectTexts {
  readonly projectFile: SourceFile;
  readonly manifests: readonly SourceFile[];
}

/** Each environment of a project that is bound to what this project is bound to. */
export function readSister(
  { projectFile, manifests }: ProjectTexts,
  project: Project,
): readonly SisterProject[] {
  const { file } = projectFile;
  const { environments } = readProject(projectFile);
  const names = environments.length > 0 ? environments.map(({ name }) => name) : [null];
  return names.flatMap((environment) => {
    const { value: other, diagnostics } = readProject(projectFile, { environment });
    if (other === null)
      return mentions(projectFile, project) ? [unreadable(file, diagnostics)] : [];
    return isOfSameAccount(other, project)
      ? [toSister({ file, project: other, manifests, diagnostics })]
      : [];
  });
}

export function isOfSameAccount(other: Project, { platform, scopeId }: Project): boolean {
  return other.platform === platform && other.scopeId === scopeId;
}

/** Whose a project is that cannot be read is guessed: what does not even name the account is not of it. */
export function mentions({ text }: SourceFile, { scopeId }: Project): boolean {
  return text.includes(scopeId);
}

/** One of which nobody can tell what it declares. */
export function unreadable(file: string, diagnostics: readonly Diagnostic[]): SisterProject {
  return { file, environment: null, declarations: [], problem: hiding(diagnostics) };
}

export interface SisterTexts {
  /** The project file, relative to the folder of the project that asks. */
  readonly file: string;
  readonly project: Project;
  readonly manifests: readonly SourceFile[];
  /** What was found while they were read. */
  readonly diagnostics: readonly Diagnostic[];
}

export function toSister({ file, project, manifests, diagnostics }: SisterTexts): SisterProject {
  const read = readManifests(manifests, project);
  const problem = hiding([...diagnostics, ...read.diagnostics]);
  return { file, environment: project.environment, declarations: read.value, problem };
}

/** The first finding that may hide a declaration. One that is about an entity hides none: it has a name. */
function hiding(diagnostics: readonly Diagnostic[]): Diagnostic | null {
  const found = diagnostics.find(
    ({ severity, address }) => severity === 'error' && address === undefined,
  );
  return found ?? null;
}

/** Other projects of the repository that declare entities of the same account or advertiser. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import { joinHouseRules, noHouseRules } from '../model/house-rule.ts';
import type { Project } from '../model/project.ts';
import type { SisterProject } from '../model/sister-project.ts';
import { readProject } from '../project/read-project.ts';
import { hasVariables } from '../yaml-source/insert-variables.ts';

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
  return bindSisters(projectFile, project).map((bound) =>
    'problem' in bound ? bound : toSister({ file: projectFile.file, ...bound, manifests }),
  );
}

/** An environment of another project that is bound to the account of this one. Its manifests are still to be read. */
export interface BoundSister {
  readonly project: Project;
  /** What binds it to the account. */
  readonly vars: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The environments of a project file that are bound to the account of this project, or may be. */
export function bindSisters(
  projectFile: SourceFile,
  project: Project,
): readonly (BoundSister | SisterProject)[] {
  const { environments } = readProject(projectFile);
  const names = environments.length > 0 ? environments.map(({ name }) => name) : [null];
  return names.flatMap((environment) => bind(projectFile, project, environment) ?? []);
}

/** What a project file is bound to, over all of its environments. */
export interface Bindings {
  /** The name that the project file gives; null where that is left to its folder. */
  readonly name: string | null;
  readonly targets: readonly Pick<Project, 'platform' | 'scopeId'>[];
  /** Whether that is all: an environment that cannot be read, or that lacks a value, may be bound to any account. */
  readonly isWhole: boolean;
}

/** To know which project files `bindSisters` would find, without asking each of them for every project. */
export function listBindings(
  projectFile: SourceFile,
  vars: Readonly<Record<string, string>> = {},
): Bindings {
  const { environments } = readProject(projectFile, { vars });
  const names = environments.length > 0 ? environments.map(({ name }) => name) : [null];
  const read = names.map(
    (environment) => readProject(projectFile, { environment, vars, folderName: '' }).value,
  );
  const targets = read.flatMap((project) =>
    project === null || hasVariables(project.scopeId) ? [] : [project],
  );
  return {
    name: read[0]?.name || null,
    targets: targets.map(({ platform, scopeId }) => ({ platform, scopeId })),
    isWhole: targets.length === read.length,
  };
}

/** @returns null where it is bound to another account; `vars` is what it has to be given to be bound to this one. */
function bind(
  projectFile: SourceFile,
  project: Project,
  environment: string | null,
  vars: Readonly<Record<string, string>> = {},
): BoundSister | SisterProject | null {
  const { value: other, diagnostics } = readProject(projectFile, { environment, vars });
  const unclear = () => unreadableSister(projectFile.file, diagnostics);
  if (other === null) return mayBeOf(projectFile, project) ? unclear() : null;
  if (other.platform !== project.platform) return null;
  const { scopeId } = project;
  if (other.scopeId === scopeId) return { project: other, vars, diagnostics };
  // What has no value stays as it was written.
  if (!hasVariables(other.scopeId)) return null;
  const name = /^\$\{var\.([^{}]+)\}$/u.exec(other.scopeId)?.[1];
  return name === undefined || Object.hasOwn(vars, name)
    ? unclear()
    : bind(projectFile, project, environment, { ...vars, [name]: scopeId });
}

/** Whose a project is that cannot be read is guessed: what neither names the account nor can be given it is not of it. */
function mayBeOf({ text }: SourceFile, { scopeId }: Project): boolean {
  return text.includes(scopeId) || hasVariables(text);
}

/** A project whose declarations are unknown. */
export function unreadableSister(file: string, diagnostics: readonly Diagnostic[]): SisterProject {
  return {
    file,
    environment: null,
    declarations: [],
    houseRules: noHouseRules,
    problem: hiding(diagnostics),
  };
}

interface SisterTexts {
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
  const houseRules = joinHouseRules([project.houseRules ?? noHouseRules, read.houseRules]);
  return { file, environment: project.environment, declarations: read.value, houseRules, problem };
}

/** The first finding that may hide a declaration. One that is about an entity hides none: it has a name. */
function hiding(diagnostics: readonly Diagnostic[]): Diagnostic | null {
  const found = diagnostics.find(
    ({ severity, address }) => severity === 'error' && address === undefined,
  );
  return found ?? null;
}

/** The text of a project file to a project. */
import {
  type Diagnostic,
  type Found,
  type Source,
  sortDiagnostics,
} from '../diagnostics/diagnostic.ts';
import { kinds } from '../model/entity.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import { type HouseRules, joinHouseRules } from '../model/house-rule.ts';
import {
  labelLists,
  type Project,
  type VersionKey,
  type VersionSources,
  versionKeys,
} from '../model/project.ts';
import { canonicalJson, isJsonObject, type JsonValue } from '../model/text/json.ts';
import { findPlatform, kindsOf } from '../platforms/platform-named.ts';
import { findMisshapen } from '../rules/find-misshapen.ts';
import { findRuleVariables } from '../rules/find-rule-variables.ts';
import { type RulesText, readHouseRules } from '../rules/read-house-rules.ts';
import { isProject } from '../schema/generated/is-project.js';
import { dropConsequences } from '../yaml-source/findings/drop-consequences.ts';
import { dropDoubts } from '../yaml-source/findings/drop-doubts.ts';
import { readYamlWhole } from '../yaml-source/read-yaml.ts';
import type { YamlDocument } from '../yaml-source/yaml-document.ts';
import { checkProject } from './check-project.ts';
import { checkChoice, listEnvironments, type NamedEnvironment } from './choose-environment.ts';
import { expandProject } from './expand-project.ts';
import { findOtherDocument } from './find-other-document.ts';
import { mergeEnvironment } from './merge-environment.ts';
import type { ProjectOptions } from './project-options.ts';
import { findNestedVariables } from './read-variables.ts';
import { readSharedManifests } from './shared-manifests.ts';
import { toProject } from './to-project.ts';

export interface ReadProject extends Found<Project | null> {
  /** All environments of the file, not only the chosen one. */
  readonly environments: readonly NamedEnvironment[];
}

/**
 * Reads a project file for one environment, or for none where it has none.
 *
 * @returns null where nothing sensible can go on: syntax errors, no platform, no account, or
 *   environments of which none that exists is chosen.
 */
export function readProject(file: SourceFile, options: ProjectOptions = {}): ReadProject {
  const yaml = readYamlWhole(file);
  const [document, second] = yaml.documents.filter(({ value }) => value !== null);
  if (document === undefined || document.broken) {
    const diagnostics = yaml.diagnostics.length === 0 ? [emptyProject(file)] : yaml.diagnostics;
    return { value: null, diagnostics, environments: [] };
  }
  const other = findOtherDocument(document);
  if (other !== null) return { value: null, diagnostics: [other], environments: [] };
  const before = [...yaml.diagnostics, ...(second === undefined ? [] : [secondDocument(second)])];
  const environments = listEnvironments(document);
  if (environments.length > maxEnvironments) {
    const diagnostics = [...before, tooManyEnvironments(document, environments.length)];
    return { value: null, diagnostics, environments: [] };
  }
  const { environment = null } = options;
  const wrongChoice = checkChoice(environment, environments, document);
  if (wrongChoice !== null && environments.length > 0) {
    return { value: null, diagnostics: sortDiagnostics([...before, wrongChoice]), environments };
  }
  const { value, diagnostics } = readChosen(document, file, options);
  const all = [...before, ...(wrongChoice === null ? [] : [wrongChoice]), ...diagnostics];
  return { value, diagnostics: sortDiagnostics(dropConsequences(dropDoubts(all))), environments };
}

function readChosen(
  document: YamlDocument,
  { file }: SourceFile,
  { folderName = 'project', environment = null, vars = {} }: ProjectOptions,
): Found<Project | null> {
  const { value, variables, diagnostics } = expandProject(document, environment, vars);
  const merged = isJsonObject(value) ? mergeEnvironment(value, environment) : value;
  const shape = checkProject({ ...document, value }, variables);
  const versionSources = locateVersions(document);
  const houseRules = readLayers(value, environment, document, variables);
  const sharedManifests = readSharedManifests(document);
  const wrongVersions = versionKeys.filter(
    (key) => isOfAnEnvironment(key, value) || isFoundAt(shape, versionSources[key]),
  );
  const project = toProject(merged, {
    ...{ environment, file, folderName, variables, versionSources },
    labelSources: locateLabels(document),
    houseRules: joinHouseRules(houseRules.map((each) => each.value)),
    ...(wrongVersions.length === 0 ? {} : { wrongVersions }),
  });
  const isDifferent =
    sharedManifests !== undefined &&
    canonicalJson(project?.manifests ?? null) !== canonicalJson(sharedManifests);
  return {
    value: project && isDifferent ? { ...project, sharedManifests } : project,
    diagnostics: [
      ...diagnostics,
      ...findNestedVariables(document),
      ...shape,
      ...houseRules.flatMap((each) => each.diagnostics),
    ],
  };
}

/** Those of the file, and those that the environment adds. */
function readLayers(
  value: JsonValue,
  environment: string | null,
  { value: written, locate }: YamlDocument,
  variables: Project['variables'],
): readonly Found<HouseRules>[] {
  const platform = isJsonObject(value) ? findPlatform(value['platform']) : null;
  const kindsHere = platform === null ? kinds : kindsOf(platform);
  const isMisshapen = findMisshapen(isProject, value);
  const read = (
    text: RulesText,
    unread: JsonValue | undefined,
    above: readonly string[] = [],
  ): Found<HouseRules> => {
    const found = readHouseRules(text, kindsHere, (path) => isMisshapen([...above, ...path]));
    const inRules = findRuleVariables({ ...text, value: unread }, variables, above.length > 0);
    return { ...found, diagnostics: [...found.diagnostics, ...inRules] };
  };
  const own = read({ value, locate }, written);
  if (environment === null) return [own];
  const overlayOf = (whole: JsonValue) => {
    const environments = isJsonObject(whole) ? whole['environments'] : undefined;
    return isJsonObject(environments) ? environments[environment] : undefined;
  };
  const path = ['environments', environment];
  const locateInside: typeof locate = (inner, part) => locate([...path, ...inner], part);
  return [own, read({ value: overlayOf(value), locate: locateInside }, overlayOf(written), path)];
}

/** None may set one. */
function isOfAnEnvironment(key: VersionKey, value: JsonValue): boolean {
  const environments = isJsonObject(value) ? value['environments'] : undefined;
  if (!isJsonObject(environments)) return false;
  return Object.values(environments).some((each) => isJsonObject(each) && Object.hasOwn(each, key));
}

function isFoundAt(findings: readonly Diagnostic[], place: Source | undefined): boolean {
  if (place === undefined) return false;
  const { line, column } = place;
  return findings.some(
    ({ severity, source }) =>
      severity === 'error' && source?.line === line && source.column === column,
  );
}

/** No environment sets one. */
function locateVersions(document: YamlDocument): VersionSources {
  const { value } = document;
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(
    versionKeys.flatMap((key) =>
      Object.hasOwn(value, key) ? [[key, document.locate([key])]] : [],
    ),
  );
}

function locateLabels(document: YamlDocument): NonNullable<Project['labelSources']> {
  const labels = isJsonObject(document.value) ? document.value['labels'] : undefined;
  if (!isJsonObject(labels)) return {};
  return Object.fromEntries(
    labelLists.flatMap((list) =>
      Object.hasOwn(labels, list) ? [[list, document.locate(['labels', list], 'key')]] : [],
    ),
  );
}

function emptyProject({ file }: SourceFile): Diagnostic {
  return {
    severity: 'error',
    code: 'missing-key',
    message: 'the project file is empty',
    source: { file, line: 1, column: 1 },
    hint: 'Add version, platform and the ID that the platform needs, such as accountId, or run audiencectl init to write one.',
  };
}

/** As in the schema: each of them is read with all that they share, and `validate` reads them all. */
const maxEnvironments = 64;

function tooManyEnvironments(document: YamlDocument, count: number): Diagnostic {
  return {
    severity: 'error',
    code: 'too-many-items',
    message: `there are ${count} environments; at most ${maxEnvironments} are allowed`,
    source: document.locate(['environments'], 'key'),
    hint: 'Split the project.',
  };
}

function secondDocument(document: YamlDocument): Diagnostic {
  return {
    severity: 'error',
    code: 'yaml-syntax',
    message: 'a project file can contain only one document',
    source: document.locate([]),
    hint: 'Remove everything after the second ---.',
  };
}

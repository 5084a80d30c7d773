/** Manifest texts to declarations: shapes checked, defaults filled in, every place known. */
import { type Diagnostic, type Found, sortDiagnostics } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { addressOf, type PlatformName } from '../model/entity.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { Project } from '../model/project.ts';
import type { SourceFile } from '../model/source-file.ts';
import { isMarketingSolutionsManifest } from '../schema/generated/is-marketing-solutions-manifest.js';
import { isRetailMediaManifest } from '../schema/generated/is-retail-media-manifest.js';
import { dropConsequences } from '../yaml-source/drop-consequences.ts';
import { explainViolations } from '../yaml-source/explain-violations.ts';
import { createVariableLookup, type VariableLookup } from '../yaml-source/insert-variables.ts';
import { readYaml } from '../yaml-source/read-yaml.ts';
import type { Path } from '../yaml-source/schema-finding.ts';
import type { YamlDocument } from '../yaml-source/yaml-document.ts';
import { apiCodeFor } from './api-code-for.ts';
import { findOtherProject } from './find-other-project.ts';
import { hintFor } from './hint-for.ts';
import { checkDefaults, readDefaults } from './read-defaults.ts';
import { readEntity } from './read-entity.ts';

/** The lists of a manifest, and the kind of what is in them. */
const entityLists = { segments: 'segment', audiences: 'audience' } as const;

export interface ReadManifests extends Found<readonly Declaration[]> {
  /** The names behind every `${var.NAME}`. */
  readonly usedVariables: ReadonlySet<string>;
}

/**
 * Reads every manifest of a project. Whatever has a name becomes a declaration, even if something
 * is wrong with it, so that what refers to it is judged rightly; the findings say what is wrong.
 */
export function readManifests(files: readonly SourceFile[], project: Project): ReadManifests {
  const variables = createVariableLookup(project.variables);
  const found = files.map((file) => readManifest(file, project, variables));
  const diagnostics = found.flatMap((each) => each.diagnostics);
  return {
    value: found.flatMap(({ value }) => value),
    diagnostics: sortDiagnostics(dropConsequences(diagnostics)),
    usedVariables: variables.used,
  };
}

function readManifest(
  file: SourceFile,
  project: Project,
  variables: VariableLookup,
): Found<readonly Declaration[]> {
  const otherProject = findOtherProject(file);
  if (otherProject !== null) return { value: [], diagnostics: [otherProject] };
  const yaml = readYaml(file, variables);
  const documents = yaml.documents.filter(({ value }) => value !== null);
  const isEmpty = documents.length === 0 && yaml.diagnostics.length === 0;
  const ofProject = project.defaults;
  const ofFile = Object.assign({}, ...documents.map(({ value }) => readDefaults(value)));
  const found = documents.map((document) => {
    const defaults = { ...ofProject, ...ofFile, ...readDefaults(document.value) };
    const read = readDocument(document, project, defaults);
    // Places inside are asked for only where something is wrong, which can wait for a second look.
    document.release();
    return read;
  });
  return {
    value: found.flatMap(({ value }) => value),
    diagnostics: [
      ...yaml.diagnostics,
      ...(isEmpty ? [emptyManifest(file)] : []),
      ...found.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}

function readDocument(
  document: YamlDocument,
  project: Project,
  defaults: JsonObject,
): Found<readonly Declaration[]> {
  const entities = readEntities(document, project, defaults);
  const declarations = entities.flatMap(({ value }) => value ?? []);
  if (document.broken) return { value: declarations.map(keepName), diagnostics: [] };
  return {
    value: declarations,
    diagnostics: [
      ...checkShape(document, project.platform),
      ...checkDefaults(document, project),
      ...entities.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}

function keepName(declaration: Declaration): Declaration {
  return { ...declaration, state: 'present', attributes: {}, incomplete: true };
}

function readEntities(
  document: YamlDocument,
  project: Project,
  defaults: JsonObject,
): readonly Found<Declaration | null>[] {
  return (['segments', 'audiences'] as const).flatMap((list) => {
    const entities = isJsonObject(document.value) ? document.value[list] : undefined;
    if (!Array.isArray(entities)) return [];
    return entities.map((_, index) => readEntity(document, [list, index], { project, defaults }));
  });
}

function checkShape(document: YamlDocument, platform: PlatformName): readonly Diagnostic[] {
  const validate =
    platform === 'retail-media' ? isRetailMediaManifest : isMarketingSolutionsManifest;
  if (validate(document.value)) return [];
  return explainViolations(document, validate.errors ?? [], {
    codeFor: (finding) => apiCodeFor(finding, platform),
    hintFor: (finding) => hintFor(finding, document.value, platform),
    addressOf: (path) => addressAt(document, path),
  });
}

function addressAt(document: YamlDocument, [list, index]: Path): string | null {
  if ((list !== 'segments' && list !== 'audiences') || typeof index !== 'number') return null;
  const entities = isJsonObject(document.value) ? document.value[list] : undefined;
  const entity = Array.isArray(entities) ? entities[index] : undefined;
  const name = isJsonObject(entity) ? entity['name'] : undefined;
  return typeof name === 'string' ? addressOf(entityLists[list], name) : null;
}

function emptyManifest({ file }: SourceFile): Diagnostic {
  return {
    severity: 'warning',
    code: 'empty-manifest',
    message: 'the file declares nothing',
    source: { file, line: 1, column: 1 },
    hint: 'Remove it, or declare segments or audiences in it.',
  };
}

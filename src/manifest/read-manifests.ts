/** Manifest texts to declarations: shapes checked, defaults filled in, every place known. */
import { type Diagnostic, type Found, sortDiagnostics } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import type { SourceFile } from '../model/files/source-file.ts';
import { type HouseRules, joinHouseRules, noHouseRules } from '../model/house-rule.ts';
import type { Project } from '../model/project.ts';
import { listOf } from '../model/text/count-of.ts';
import { isJsonObject, type JsonObject } from '../model/text/json.ts';
import { manifestValidatorOf } from '../platforms/manifest-validator-of.ts';
import { kindsOf, platformNamed } from '../platforms/platform-named.ts';
import { findMisshapen } from '../rules/find-misshapen.ts';
import { findRuleVariables } from '../rules/find-rule-variables.ts';
import { readHouseRules } from '../rules/read-house-rules.ts';
import { dropConsequences } from '../yaml-source/findings/drop-consequences.ts';
import { dropDoubts } from '../yaml-source/findings/drop-doubts.ts';
import { createVariableLookup } from '../yaml-source/insert-variables.ts';
import type { FindAhead } from '../yaml-source/read-ahead.ts';
import { readYaml } from '../yaml-source/read-yaml.ts';
import type { YamlDocument, YamlText } from '../yaml-source/yaml-document.ts';
import { checkShape } from './check-shape.ts';
import { findOtherProject } from './find-other-project.ts';
import { checkDefaults, readDefaults } from './read-defaults.ts';
import { readEntity } from './read-entity.ts';

export interface ReadManifests extends Found<readonly Declaration[]> {
  readonly houseRules: HouseRules;
  /** The names behind every `${var.NAME}`. */
  readonly usedVariables: ReadonlySet<string>;
}

/**
 * Reads every manifest of a project. An entry with a name becomes a declaration even if it has errors,
 * so that references to it are judged correctly; the findings report the errors.
 *
 * @param findAhead texts that are read already.
 */
export function readManifests(
  files: readonly SourceFile[],
  project: Project,
  findAhead?: FindAhead,
): ReadManifests {
  const variables = createVariableLookup(project.variables, (name) =>
    files.some(({ text }) => text.includes(`\${var.${name}}`)),
  );
  const found = files.map((file) => {
    const otherProject = findOtherProject(file, project);
    if (otherProject === null)
      return readManifest(file, readYaml(file, variables, findAhead), project);
    return { value: [], houseRules: noHouseRules, diagnostics: [otherProject] };
  });
  const diagnostics = found.flatMap((each) => each.diagnostics);
  return {
    value: found.flatMap(({ value }) => value),
    houseRules: joinHouseRules(found.map(({ houseRules }) => houseRules)),
    diagnostics: sortDiagnostics(dropConsequences(dropDoubts(diagnostics))),
    usedVariables: variables.used,
  };
}

type ReadManifest = Pick<ReadManifests, 'value' | 'diagnostics' | 'houseRules'>;

function readManifest(file: SourceFile, yaml: YamlText, project: Project): ReadManifest {
  const documents = yaml.documents.filter(({ value }) => value !== null);
  const isEmpty = documents.length === 0 && yaml.diagnostics.length === 0;
  const ofProject = project.defaults;
  const ofFile = Object.assign({}, ...documents.map(({ value }) => readDefaults(value)));
  const found = documents.map((document) => {
    const defaults = { ...ofProject, ...ofFile, ...readDefaults(document.value) };
    const read = readDocument(document, project, defaults);
    // Frees the syntax tree. A place that is asked for later is found by parsing the text again.
    document.release();
    return read;
  });
  return {
    value: found.flatMap(({ value }) => value),
    houseRules: joinHouseRules(found.map(({ houseRules }) => houseRules)),
    diagnostics: [
      ...yaml.diagnostics,
      ...(isEmpty ? [emptyManifest(file, project)] : []),
      ...found.flatMap(({ diagnostics }) => diagnostics),
      ...(documents.some(hasRules) ? findVariables(file, project) : []),
    ],
  };
}

function hasRules({ value }: YamlDocument): boolean {
  return isJsonObject(value) && (Object.hasOwn(value, 'rules') || Object.hasOwn(value, 'people'));
}

/** Variables in rules, from the text without variables put in; escapes could hide them. */
function findVariables(file: SourceFile, { variables }: Project): readonly Diagnostic[] {
  if (!/var\.|\\/u.test(file.text)) return [];
  return readYaml(file).documents.flatMap((document) => {
    const found = findRuleVariables(document, variables);
    document.release();
    return found;
  });
}

function readDocument(
  document: YamlDocument,
  project: Project,
  defaults: JsonObject,
): ReadManifest {
  const entities = readEntities(document, project, defaults);
  const declarations = entities.flatMap(({ value }) => value ?? []);
  if (document.broken) {
    return { value: declarations.map(keepName), houseRules: noHouseRules, diagnostics: [] };
  }
  const { value: houseRules, ...ofRules } = readHouseRules(
    document,
    kindsOf(platformNamed(project.platform)),
    findMisshapen(manifestValidatorOf(project.platform), document.value),
  );
  return {
    value: declarations,
    houseRules,
    diagnostics: [
      ...checkShape(document, project),
      ...checkDefaults(document, project),
      ...ofRules.diagnostics,
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

function emptyManifest({ file }: SourceFile, { platform }: Project): Diagnostic {
  const lists = kindsOf(platformNamed(platform)).map((kind) => `${kind}s`);
  return {
    severity: 'warning',
    code: 'empty-manifest',
    message: 'the file declares nothing',
    source: { file, line: 1, column: 1 },
    hint: `Remove it, or declare ${listOf(lists, 'or')} in it.`,
  };
}

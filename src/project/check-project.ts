/** What is wrong with the contents of a project file, variables put in. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Kind, kinds } from '../model/entity.ts';
import { listOf } from '../model/text/count-of.ts';
import { isJsonObject, type JsonObject } from '../model/text/json.ts';
import type { Platform } from '../platforms/platform.ts';
import { findPlatform, kindsOf, platforms } from '../platforms/platform-named.ts';
import { hintForRuleValue } from '../rules/hint-for-rule.ts';
import { keysOfAudienceRules } from '../rules/read-house-rules.ts';
import { isProject } from '../schema/generated/is-project.js';
import { explainViolations } from '../yaml-source/findings/explain-violations.ts';
import type { SchemaFinding } from '../yaml-source/findings/schema-finding.ts';
import type { YamlDocument } from '../yaml-source/yaml-document.ts';
import type { ExpandedProject } from './expand-project.ts';

/** A part of a project file that has a say: the file itself, or one environment. */
interface Layer {
  readonly path: readonly string[];
  readonly value: JsonObject;
}

/** @param document with the value to be checked. */
export function checkProject(
  document: YamlDocument,
  variables: ExpandedProject['variables'],
): readonly Diagnostic[] {
  const { value } = document;
  const platform = isJsonObject(value) ? findPlatform(value['platform']) : null;
  const shape = isProject(value)
    ? []
    : explainViolations(document, isProject.errors ?? [], {
        validate: isProject,
        hintFor: (finding) => hintFor(finding, platform),
        knows: (key) => platform === null || knows(platform, key),
        variables,
      });
  if (!isJsonObject(value)) return shape;
  const environments = environmentsOf(value);
  return [
    ...shape,
    ...checkScopes(document, value, environments),
    ...[{ path: [], value }, ...environments].flatMap((layer) => [
      ...checkOwner(document, layer, value),
      ...checkProtect(document, layer, platform === null ? kinds : kindsOf(platform)),
    ]),
  ];
}

function hintFor(finding: SchemaFinding, platform: Platform | null): string | null {
  if (finding.kind === 'value') {
    return finding.path.at(-1) === 'credentials'
      ? hintForCredentials(finding.violation.data)
      : hintForRuleValue(finding.path, finding.violation);
  }
  if (finding.kind !== 'unknown-key') return null;
  if (finding.path[0] === 'labels' && finding.path.length === 2) {
    return 'Write an ID of digits and its name, such as "5101": Trainers.';
  }
  if (finding.key === 'retailerIds') return 'Remove it. Only Retail Media has retailers.';
  if (platform !== null && isOfAudiences(finding.key) && !knows(platform, finding.key)) {
    return `Remove it. ${platform.label} has no audiences.`;
  }
  const isScope = finding.path.length === 0 || finding.path[0] === 'environments';
  if (!isScope) return null;
  const isOther = platforms.some(({ scope }) => scope.attribute === finding.key);
  if (platform === null || !isOther) return null;
  const { attribute } = platform.scope;
  const { label } = platform.scope;
  return `Write ${attribute}. A ${platform.name} project has ${/^[aeiou]/u.test(label) ? 'an' : 'a'} ${label}.`;
}

function hintForCredentials(data: unknown): string {
  const word =
    typeof data === 'string'
      ? data
          .trim()
          .toUpperCase()
          .replace(/^CRITEO_(?:CLIENT_ID|CLIENT_SECRET|ACCESS_TOKEN)_?/u, '')
          .replaceAll(/[^A-Z0-9]+/gu, '_')
      : '';
  return /^[A-Z][A-Z0-9_]{0,30}$/u.test(word)
    ? `Write ${word}.`
    : 'Write a word such as ACME, and set CRITEO_CLIENT_ID_ACME and CRITEO_CLIENT_SECRET_ACME. Keep the secrets out of this file.';
}

/** The schema is of all platforms; a project has the keys of its own. */
function knows(platform: Platform, key: string): boolean {
  if (isOfAudiences(key)) return kindsOf(platform).includes('audience');
  // The attribute of an owner, or `retailerIds` of several.
  const attribute = key.replace(/s$/u, '');
  const own = attributesOf(platform);
  return own.includes(attribute) || !platforms.flatMap(attributesOf).includes(attribute);
}

const keysOfAudiences = ['audiences', 'audienceApiVersion', ...keysOfAudienceRules];

function isOfAudiences(key: string): boolean {
  return keysOfAudiences.includes(key);
}

function attributesOf({ scope, ownerAttribute }: Platform): readonly string[] {
  return [scope.attribute, ownerAttribute];
}

function environmentsOf({ environments }: JsonObject): readonly Layer[] {
  if (!isJsonObject(environments)) return [];
  return Object.entries(environments).map(([name, overlay]) => ({
    path: ['environments', name],
    value: isJsonObject(overlay) ? overlay : {},
  }));
}

/** Where the project has no account or advertiser of its own, every environment needs one. */
function checkScopes(
  document: YamlDocument,
  project: JsonObject,
  environments: readonly Layer[],
): readonly Diagnostic[] {
  const key = findPlatform(project['platform'])?.scope.attribute;
  if (key === undefined || Object.hasOwn(project, key)) return [];
  return environments
    .filter(({ value }) => !Object.hasOwn(value, key))
    .map(({ path }) => ({
      severity: 'error',
      code: 'missing-key',
      message: `${key} is missing from ${path.at(-1)}`,
      source: document.locate(path, 'key'),
      hint: `Add it to this environment, or to the project.`,
    }));
}

/** A default may only repeat the owner that the project, or this environment, is bound to. */
function checkOwner(
  document: YamlDocument,
  { path, value }: Layer,
  project: JsonObject,
): readonly Diagnostic[] {
  const scope = findPlatform(project['platform'])?.scope;
  if (!scope?.otherOwnerCode) return [];
  const { attribute, label, otherOwnerCode: code } = scope;
  const own = value[attribute] ?? project[attribute];
  const { defaults } = value;
  const other = isJsonObject(defaults) ? defaults[attribute] : undefined;
  if (typeof own !== 'string' || typeof other !== 'string' || own === other) return [];
  return [
    {
      severity: 'error',
      code,
      message: `${label} ${other} is not the project's, which is ${own}`,
      source: document.locate([...path, 'defaults', attribute]),
      hint: `Remove it. The project's ${label} is the default.`,
    },
  ];
}

/** A glob that no address can match would protect nothing, unnoticed. */
function checkProtect(
  document: YamlDocument,
  { path, value }: Layer,
  kindsHere: readonly Kind[],
): readonly Diagnostic[] {
  const { protect } = value;
  const beginnings = kindsHere.map((kind) => `${kind}/`);
  if (!Array.isArray(protect)) return [];
  return protect.flatMap((glob, index): readonly Diagnostic[] => {
    if (typeof glob !== 'string' || glob === '') return [];
    if (['*', ...beginnings].some((beginning) => glob.startsWith(beginning))) return [];
    return [
      {
        severity: 'error',
        code: 'not-an-address',
        message: `"${glob}" matches no address`,
        source: document.locate([...path, 'protect', index]),
        hint: `Begin the address with ${listOf(beginnings, 'or')}, such as "segment/${glob}".`,
      },
    ];
  });
}

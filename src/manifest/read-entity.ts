/** One item of `segments` or `audiences` as a declaration. */
import type { Diagnostic, Found, Source } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { type Address, addressOf, type Kind } from '../model/entity.ts';
import { maxDescriptionLength, maxNameLength } from '../model/name.ts';
import type { Project } from '../model/project.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/text/json.ts';
import { isOwnedByScope, platformNamed } from '../platforms/platform-named.ts';
import type { YamlDocument } from '../yaml-source/yaml-document.ts';
import { foreignOwner } from './foreign-owner.ts';
import { type Binding, ownKeys, readBinding } from './read-binding.ts';

interface EntityContext {
  readonly project: Project;
  /** Defaults of project, file and document; the nearest one wins. */
  readonly defaults: JsonObject;
}

/**
 * The value is null for an item without a usable name; to delete or release an entity, its ID is enough. The shape is
 * checked elsewhere, and may be wrong here.
 */
export function readEntity(
  document: YamlDocument,
  path: readonly ['segments' | 'audiences', number],
  { project, defaults }: EntityContext,
): Found<Declaration | null> {
  const [list, index] = path;
  const entities = isJsonObject(document.value) ? document.value[list] : undefined;
  const entity = Array.isArray(entities) ? entities[index] : undefined;
  if (!isJsonObject(entity)) return { value: null, diagnostics: [] };
  const source = document.locateItem(list, index) ?? document.locate(path);
  const kind: Kind = list === 'segments' ? 'segment' : 'audience';
  const attributes = readAttributes(entity, project, defaults);
  const binding = readBinding(entity);
  const name = readName(entity, binding);
  const address = readAddress(kind, name, binding);
  const locate: Declaration['locate'] = (inner, part) =>
    inner[0] !== undefined && Object.hasOwn(entity, inner[0])
      ? document.locate([...path, ...inner], part)
      : source;
  const diagnostics = [
    ...checkName(entity, locate),
    ...checkDescription(entity, attributes, { kind, project, locate }),
    ...foreignOwner(entity, project, (key) => locate([key])),
    ...checkOwner(entity, attributes, project, source),
  ].map((diagnostic) => (address === null ? diagnostic : { ...diagnostic, address }));
  if (name === null || address === null) return { value: null, diagnostics };
  const state = readState(entity);
  return {
    value: {
      ...{ address, kind, name, state, attributes, source, locate },
      ...binding,
      ...readMembers(entity),
    },
    diagnostics,
  };
}

function readState({ state }: JsonObject): Declaration['state'] {
  return state === 'absent' || state === 'released' ? state : 'present';
}

/** A deleted or released entity may be given by its ID alone; then its name is empty. */
function readName(entity: JsonObject, { id }: Binding): string | null {
  const { name } = entity;
  if (name === undefined && readState(entity) !== 'present' && id !== undefined) return '';
  return typeof name === 'string' && name.trim() !== '' ? name : null;
}

function readAddress(kind: Kind, name: string | null, { id }: Binding): Address | null {
  if (name === null) return null;
  return addressOf(kind, name === '' ? `#${id ?? ''}` : name);
}

function readAttributes(entity: JsonObject, project: Project, defaults: JsonObject): JsonObject {
  const attributes: { [key: string]: JsonValue } = {};
  const platform = platformNamed(project.platform);
  if (isOwnedByScope(platform)) attributes[platform.ownerAttribute] = project.scopeId;
  for (const [key, value] of [...Object.entries(defaults), ...Object.entries(entity)]) {
    if (ownKeys.has(key) || value === undefined) continue;
    if (key === 'contactList') attributes[key] = readContactList(value);
    // Nothing, written out, takes a default away.
    else if (value === null || (key === 'description' && value === '')) delete attributes[key];
    else attributes[key] = value;
  }
  return attributes;
}

/** A contact list may have nothing to set; how it is filled is no attribute of the segment. */
function readContactList(value: JsonValue): JsonValue {
  if (value === null) return {};
  if (!isJsonObject(value)) return value;
  const { members: _, ...attributes } = value;
  return attributes;
}

/** The schema counts code points; the API's limits are held in UTF-16 units too, which are never fewer. */
function isOnlyTooLongInUnits(text: JsonValue | undefined, most: number): boolean {
  return typeof text === 'string' && text.length > most && [...text].length <= most;
}

function checkName(entity: JsonObject, locate: Declaration['locate']): readonly Diagnostic[] {
  if (!isOnlyTooLongInUnits(entity['name'], maxNameLength)) return [];
  return [
    {
      severity: 'error',
      code: 'name-must-not-be-too-long',
      message: `name is longer than ${maxNameLength} characters`,
      source: locate(['name']),
      hint: 'Shorten it. Emoji and rare letters count twice.',
    },
  ];
}

/** It may come from defaults. The guides state a limit for some kinds only. */
function checkDescription(
  entity: JsonObject,
  { description }: JsonObject,
  { kind, project, locate }: Pick<Declaration, 'kind' | 'locate'> & Pick<EntityContext, 'project'>,
): readonly Diagnostic[] {
  if (typeof description !== 'string' || description.length <= maxDescriptionLength) return [];
  const isStated = platformNamed(project.platform).statesDescriptionLimit.includes(kind);
  const isOwn = Object.hasOwn(entity, 'description');
  // The schema says so itself.
  if (isStated && isOwn && !isOnlyTooLongInUnits(description, maxDescriptionLength)) return [];
  const message = `description is longer than ${maxDescriptionLength} characters`;
  const doubt = isStated
    ? ''
    : ' The API documents this limit only for audiences of Retail Media, but may refuse a longer text here, too.';
  return [
    {
      severity: isStated ? 'error' : 'warning',
      code: 'description-must-not-be-too-long',
      message,
      source: locate(['description']),
      hint: `Shorten it. Emoji and rare letters count twice.${doubt}`,
    },
  ];
}

function readMembers(entity: JsonObject): Pick<Declaration, 'members'> {
  const list = entity['contactList'];
  const members = isJsonObject(list) ? list['members'] : undefined;
  return isJsonObject(members) ? { members } : {};
}

/** The owner may come from defaults, so that only here can it be known to be missing. */
function checkOwner(
  entity: JsonObject,
  attributes: JsonObject,
  project: Project,
  source: Source,
): readonly Diagnostic[] {
  const { ownerAttribute } = platformNamed(project.platform);
  const isMissing = attributes[ownerAttribute] === undefined && entity[ownerAttribute] !== null;
  if (!isMissing || readState(entity) !== 'present') return [];
  return [
    {
      severity: 'error',
      code: 'missing-key',
      message: `${ownerAttribute} is missing`,
      source,
      hint: `Give it here, or for all entities in defaults: { ${ownerAttribute}: "…" }.`,
    },
  ];
}

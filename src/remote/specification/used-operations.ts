/**
 * All that can be sent to the API, and what is read of its answers. The requests are made by the code that
 * sends them, from samples of all that manifests may hold, so that this list cannot say anything else.
 */

import type { Kind, Verb } from '../../model/entity.ts';
import type { JsonObject, JsonValue } from '../../model/text/json.ts';
import { withValueAt } from '../../model/text/json.ts';
import type { AttributeRule } from '../../platforms/attribute-rule.ts';
import { encodeCreate, encodeDelete, encodeUpdate } from '../../platforms/encode-item.ts';
import type { Platform } from '../../platforms/platform.ts';
import { attributeRules, kindsOf } from '../../platforms/platform-named.ts';
import type { ApiCall } from '../calls/api-call.ts';
import { clearCall, describeAmendment } from '../contact-lists/create-members-remote.ts';
import { statisticsCall } from '../contact-lists/read-statistics.ts';
import { filtersOf, idFilter } from '../create-remote-reader.ts';
import { retailersCall } from '../look-ups/look-up-retailers.ts';
import { scopesCall } from '../look-ups/look-up-scopes.ts';
import { applicationCall } from '../look-ups/read-application.ts';
import { behavioralFilter, catalogueCall } from '../look-ups/read-catalogue.ts';
import { computeCall, estimateCall } from '../look-ups/read-sizes.ts';
import type { TargetSettings } from '../remote-options.ts';
import { searchCall } from '../search/search-rows.ts';
import { writeCall } from '../write-items.ts';
import { writeVersion } from '../write-version.ts';
import type { ReadField } from './read-fields.ts';
import * as fields from './read-fields.ts';
import { anyText, sampleValues } from './sample-values.ts';

export interface UsedOperation extends Pick<ApiCall, 'method' | 'path' | 'versionKey'> {
  readonly query: Readonly<Record<string, string>>;
  /** They hold together all that is sent. */
  readonly bodies: readonly JsonValue[];
  readonly reads: readonly ReadField[];
  /** What comes of its loss: a `look-up` serves `doctor`, `init` and `catalog retailers` alone. */
  readonly use: 'write' | 'read' | 'look-up';
}

interface Target extends TargetSettings {
  /** `schemas/manifest.schema.json`. */
  readonly manifestSchema: JsonObject;
}

type Sent = Omit<ApiCall, 'effect'>;

/** What a project can come to send, in the versions that it has for each. The older contact lists are in no specification. */
export function usedOperations(target: Target): readonly UsedOperation[] {
  const { platform } = target;
  const { scopeLookUp } = platform;
  return [
    ...kindsOf(platform).flatMap((kind) => [
      ...writesOf(target, kind),
      operation('read', searchesOf(target, kind), fields.searched(target, kind)),
      ...sizesOf(target, kind),
    ]),
    ...proofOf(target),
    operation('write', amendmentsOf(target), fields.amended),
    operation('write', [clearCall(target, { kind: 'segment', id: anyText })], []),
    operation('read', [statisticsCall(target, anyText)], fields.statistics),
    ...[['interests', fields.interests] as const, ['brands', fields.brands] as const]
      .filter(([name]) => platform.catalogues.includes(name))
      .map(([name, reads]) => operation('read', [catalogueCall(target, name, anyText)], reads)),
    ...(platform.namesApplication
      ? [operation('look-up', [applicationCall(target)], fields.application)]
      : []),
    ...(scopeLookUp === null
      ? []
      : [
          operation(
            'look-up',
            [scopesCall(target, scopeLookUp, anyText)],
            fields.scopes(scopeLookUp),
          ),
        ]),
    ...(platform.catalogues.includes('retailers')
      ? [operation('look-up', [retailersCall(target, [anyText])], fields.retailers)]
      : []),
  ];
}

function operation(
  use: UsedOperation['use'],
  calls: readonly Sent[],
  reads: readonly ReadField[],
): UsedOperation {
  const { method = 'GET', path = '', versionKey } = calls[0] ?? {};
  const query = Object.assign({}, ...calls.map((call) => call.query ?? {}));
  const bodies = calls.map(({ body }) => body).filter((body) => body !== undefined);
  const key = versionKey === undefined ? {} : { versionKey };
  return { use, method, path, ...key, query, bodies, reads };
}

function writesOf(target: Target, kind: Kind): readonly UsedOperation[] {
  const write = (verb: Verb, items: readonly JsonObject[]) =>
    operation(
      'write',
      items.map((item) => writeCall(target, { kind, verb, items: [item] })),
      verb === 'delete' ? fields.named.slice(0, 1) : fields.named,
    );
  return [
    write('create', createsOf(target, kind)),
    write('update', updatesOf(target, kind)),
    write('delete', [encodeDelete(target.platform, kind, anyText)]),
  ];
}

function createsOf(target: Target, kind: Kind): readonly JsonObject[] {
  const { platform } = target;
  return typesOf(platform, kind).flatMap((type) => [
    encodeCreate(platform, kind, { name: anyText, attributes: {}, type }, [], resolve),
    ...attributeRules(platform, kind, type).flatMap((rule) =>
      attributesOf(target, kind, rule).map((attributes) =>
        encodeCreate(platform, kind, { name: anyText, attributes, type }, [rule], resolve),
      ),
    ),
  ]);
}

function updatesOf(target: Target, kind: Kind): readonly JsonObject[] {
  const { platform } = target;
  const rules = typesOf(platform, kind)
    .flatMap((type) => attributeRules(platform, kind, type))
    .filter(({ immutable }) => !immutable);
  return rules.flatMap((rule) => {
    const cleared: readonly JsonObject[] = rule.wrapped ? [{}] : [];
    return [...attributesOf(target, kind, rule), ...cleared].map((attributes) =>
      encodeUpdate(
        platform,
        kind,
        { id: anyText, name: anyText, attributes, paths: [rule.path] },
        [rule],
        resolve,
      ),
    );
  });
}

const resolve = () => anyText;

function typesOf({ segmentTypes }: Platform, kind: Kind): readonly (string | null)[] {
  if (kind === 'audience') return [null];
  return segmentTypes.filter(({ declarable }) => declarable).map(({ name }) => name);
}

function attributesOf(
  { platform, manifestSchema }: Target,
  kind: Kind,
  { path, form }: AttributeRule,
): readonly JsonObject[] {
  const values = form === 'algebra' ? algebras : sampleValues(manifestSchema, platform, kind, path);
  return values.map((value) => withValueAt({}, path, value));
}

const leaf = { segmentId: anyText };
const algebras: readonly JsonValue[] = [
  leaf,
  { and: [leaf, leaf] },
  { or: [leaf, leaf] },
  { not: leaf },
];

function searchesOf(target: Target, kind: Kind): readonly Sent[] {
  const { platform } = target;
  const hasBehavioral = kind === 'segment' && platform.catalogues.includes('behavioral');
  const filters = [
    ...filtersOf(target, kind),
    idFilter(kind, [anyText]),
    ...(hasBehavioral ? [behavioralFilter] : []),
  ];
  return filters.map((filter) => searchCall(target, kind, filter, 0));
}

/** Whether the version of writes is served at all is found out by a search there. */
function proofOf(target: Target): readonly UsedOperation[] {
  return kindsOf(target.platform).flatMap((kind) => {
    const { version, key: versionKey } = writeVersion(target, kind);
    if (version === target.apiVersion) return [];
    const searches = searchesOf({ ...target, apiVersion: version }, kind);
    return [
      operation(
        'read',
        searches.map((call) => ({ ...call, versionKey })),
        [],
      ),
    ];
  });
}

function sizesOf(target: Target, kind: Kind): readonly UsedOperation[] {
  const { platform } = target;
  if (platform.sizes === null) return [];
  const channels = platform.channels.length > 0 ? platform.channels : (['Onsite'] as const);
  const computed = channels.map((channel) => computeCall(target, kind, [anyText], channel));
  const estimable = typesOf(platform, kind).filter(
    (type) =>
      type === null || platform.segmentTypes.some((each) => each.name === type && each.estimable),
  );
  const estimated = channels.flatMap((channel) =>
    createsOf(target, kind).flatMap((item) => {
      const sent = estimatedOf(platform, item, estimable);
      if (sent === null) return [];
      const own = platform.channels.length > 0 ? { channel } : {};
      return [estimateCall(target, kind, { ...own, ...sent })];
    }),
  );
  return [
    operation('read', computed, fields.computedSizes(platform)),
    operation('read', estimated, fields.estimatedSize(platform)),
  ];
}

/** The attributes of an estimate are those of a create, as far as they say who is in it. */
function estimatedOf(
  { ownerAttribute }: Platform,
  { attributes }: JsonObject,
  types: readonly (string | null)[],
): JsonObject | null {
  const given = Object.entries(attributes ?? {});
  const type = given.find(([key]) => types.includes(key === 'algebra' ? null : key));
  return type === undefined ? null : { [ownerAttribute]: anyText, [type[0]]: type[1] };
}

/** Members name the type of their identifiers, or the list does. */
function amendmentsOf(target: Target): readonly Sent[] {
  const { platform, manifestSchema } = target;
  const isOfList = attributeRules(platform, 'segment', 'contactList').some(
    ({ path }) => path === 'contactList.identifierType',
  );
  const path = isOfList ? 'contactList.identifierType' : 'contactList.members.identifierType';
  return sampleValues(manifestSchema, platform, 'segment', path).flatMap((type) =>
    (['add', 'remove'] as const).map((operation) => {
      const request = {
        ...({ target: { kind: 'segment', id: anyText }, operation } as const),
        ...{ identifierType: String(type), gumCallerId: type === 'gum' ? 1 : null },
      };
      const { row, body } = describeAmendment(target, request, [anyText]);
      return { ...row, body };
    }),
  );
}

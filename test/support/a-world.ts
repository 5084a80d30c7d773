/** Builders that start valid: a test names only what differs. */
import type { Declaration } from '../../src/model/declaration.ts';
import { addressOf, type Kind, type PlatformName } from '../../src/model/entity.ts';
import { defaultLimits, type Project } from '../../src/model/project.ts';
import type { RemoteRow, Snapshot } from '../../src/model/remote/snapshot.ts';
import type { JsonObject } from '../../src/model/text/json.ts';

export const accountId = '625702934721171442';
export const advertiserId = '78462';
const dataProviderId = '7301';

const scopeIds: Readonly<Record<PlatformName, string>> = {
  'retail-media': accountId,
  'marketing-solutions': advertiserId,
  'commerce-grid': dataProviderId,
};

export function aProject(differs: Partial<Project> = {}): Project {
  return {
    name: 'acme-fr',
    environment: null,
    platform: 'retail-media',
    scopeId: scopeIds[differs.platform ?? 'retail-media'],
    apiVersion: '2026-07',
    audienceApiVersion: 'experimental',
    manifests: null,
    labels: {},
    defaults: {},
    ignore: [],
    file: 'audiencectl.yaml',
    owns: null,
    prune: 'off',
    protect: [],
    limits: defaultLimits,
    variables: new Map(),
    ...differs,
  };
}

export function aDeclaration(
  kind: Kind,
  name: string,
  attributes: JsonObject,
  differs: Partial<Declaration> = {},
): Declaration {
  const source = { file: `${kind}s.yaml`, line: 1, column: 1 };
  return {
    address: addressOf(kind, name),
    kind,
    name,
    state: 'present',
    attributes,
    source,
    locate: () => source,
    ...differs,
  };
}

/** A retail-media contact list, unless attributes say otherwise. */
export function aSegment(name: string, attributes: JsonObject = {}): Declaration {
  const type = 'events' in attributes ? {} : { contactList: { identifierType: 'Email' } };
  return aDeclaration('segment', name, { retailerId: '1234', ...type, ...attributes });
}

/** A retail-media audience. */
export function anAudience(
  name: string,
  algebra: JsonObject | string,
  attributes: JsonObject = {},
): Declaration {
  return aDeclaration('audience', name, { retailerId: '1234', algebra, ...attributes });
}

export function absent(kind: Kind, name: string): Declaration {
  return aDeclaration(kind, name, {}, { state: 'absent' });
}

export function aSegmentRow(id: string, name: string, attributes: JsonObject = {}): RemoteRow {
  const type =
    'events' in attributes
      ? { type: 'Events' }
      : { type: 'ContactList', contactList: { identifierType: 'Email', isReadOnly: false } };
  return {
    id,
    type: 'AudienceSegment',
    attributes: { accountId, retailerId: '1234', name, ...type, ...attributes },
  };
}

export function anAudienceRow(
  id: string,
  name: string,
  algebra: JsonObject,
  attributes: JsonObject = {},
): RemoteRow {
  return {
    id,
    type: 'RetailMediaAudience',
    attributes: { accountId, retailerId: '1234', name, algebra, ...attributes },
  };
}

export function aSnapshot(
  segments: readonly RemoteRow[] = [],
  audiences: readonly RemoteRow[] = [],
  platform: Snapshot['platform'] = 'retail-media',
): Snapshot {
  return {
    formatVersion: 1,
    platform,
    ...(platform === 'retail-media' ? { accountId } : { advertiserId }),
    segments: [...segments],
    audiences: [...audiences],
  };
}

/** A small account of each platform in the sandbox, which manifests and requests of tests are about. */
import type { PlatformName } from '../../src/model/entity.ts';
import {
  accountId,
  bulk,
  type Client,
  connect,
  createAll,
  marketingSolutions,
  retailMedia,
  retailMediaPreview,
} from '../sandbox/client.ts';

const advertiserId = '77';

/** What the API is asked, and the account it is asked about. */
export interface RefusedWorld {
  readonly client: Client;
  readonly scopeId: string;
  /** IDs by the word that stands for them in manifests: `{{list}}`. */
  readonly ids: Readonly<Record<string, string>>;
  readonly segments: string;
  readonly audiences: string;
  /** What every new entity has. */
  readonly owner: Readonly<Record<string, string>>;
}

export type Request = readonly [method: string, path: string, body: unknown];

export async function aRefusedWorld(platform: PlatformName): Promise<RefusedWorld> {
  const client = await connect({ behavioralSegments: 1 });
  return platform === 'retail-media' ? aRetailer(client) : anAdvertiser(client);
}

async function aRetailer(client: Client): Promise<RefusedWorld> {
  const segments = `${retailMedia}/audience-segments`;
  const audiences = `${retailMediaPreview}/audiences`;
  const owner = { retailerId: '1234' };
  const list = (name: string, identifierType: string, retailerId = '1234') => ({
    name,
    retailerId,
    contactList: { identifierType },
  });
  const [mails = '', cards = '', other = ''] = await createAll(
    client,
    segments,
    list('Mails', 'Email'),
    list('Cards', 'CustomerId'),
    list('Of another retailer', 'Email', '5678'),
  );
  const [audience = ''] = await createAll(client, audiences, {
    name: 'Known',
    ...owner,
    algebra: leaf(mails),
  });
  const ids = { mails, cards, other, audience };
  return { client, scopeId: accountId, ids, segments, audiences, owner };
}

async function anAdvertiser(client: Client): Promise<RefusedWorld> {
  const segments = `${marketingSolutions}/audience-segments`;
  const audiences = `${marketingSolutions}/audiences`;
  const owner = { advertiserId };
  const visitors = { visitorsType: 'All', daysSinceLastVisitMin: 0, daysSinceLastVisitMax: 30 };
  const [list = '', buyers = '', place = ''] = await createAll(
    client,
    segments,
    { name: 'List', ...owner, contactList: {} },
    { name: 'Buyers', ...owner, retargeting: visitors },
    {
      name: 'Shop',
      ...owner,
      location: { pointsOfInterest: [{ latitude: 48.85, longitude: 2.35 }], radiusInKm: 5 },
    },
  );
  const ids = { list, buyers, place };
  return { client, scopeId: advertiserId, ids, segments, audiences, owner };
}

export const leaf = (id: string | undefined): object => ({ audienceSegmentId: id ?? '' });

type Attributes = object | ((ids: Readonly<Record<string, string>>) => object);
type Act = (world: RefusedWorld) => Request;

export function createOf(kind: 'segments' | 'audiences', ...entities: readonly Attributes[]): Act {
  return (world) => [
    'POST',
    `${world[kind]}/create`,
    bulk(
      ...entities.map((entity) => ({
        attributes: {
          name: 'New',
          ...world.owner,
          ...(typeof entity === 'function' ? entity(world.ids) : entity),
        },
      })),
    ),
  ];
}

export function updateOf(
  kind: 'segments' | 'audiences',
  ...items: readonly ((ids: Readonly<Record<string, string>>) => object)[]
): Act {
  return (world) => ['PATCH', world[kind], bulk(...items.map((item) => item(world.ids)))];
}

export function deleteOf(
  kind: 'segments' | 'audiences',
  idOf: (ids: Readonly<Record<string, string>>) => string | undefined,
): Act {
  return (world) => ['POST', `${world[kind]}/delete`, bulk({ id: idOf(world.ids) ?? '' })];
}

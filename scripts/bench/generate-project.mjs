#!/usr/bin/env node
// Writes a project of any size with the snapshot that matches it. The same arguments give the same bytes.
//   node scripts/bench/generate-project.mjs --out DIR [--entities 1000] [--platform retail-media]
//        [--seed 1] [--edited 0]
// --edited is the share of entities of which somebody edited the description remotely.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createRandom } from './create-random.mjs';
import { marketingSolutionsSegment } from './marketing-solutions-segment.mjs';
import { retailMediaSegment } from './retail-media-segment.mjs';
import { writeManifest } from './write-manifest.mjs';

export const accountId = '625702934721171442';
export const advertiserId = '78462';
/** Entities in two files that belong together: of one retailer, or of one team. */
const usualGroupSize = 60;
const firstId = 738_406_688_413_000_000n;
const words = ['Spring', 'Summer', 'Autumn', 'Winter', 'Weekly', 'Always on', 'Pilot', 'Tender'];

/**
 * A third are audiences, and every segment is used by one of them.
 * @param {{ entities: number, platform: string, seed?: number, edited?: number, groupSize?: number }} options
 * @returns `files`, path to text, and the snapshot of an account that looks like them
 */
export function generateProject({
  entities,
  platform,
  seed = 1,
  edited = 0,
  groupSize = usualGroupSize,
}) {
  const random = createRandom(seed);
  const isRetailMedia = platform === 'retail-media';
  const scope = isRetailMedia ? { accountId } : { advertiserId };
  const state = { random, isRetailMedia, edited, made: 0, segments: [], audiences: [] };
  const files = new Map([['audiencectl.yaml', writeProject(platform, scope)]]);
  for (let left = entities, group = 0; left > 0; left -= groupSize, group += 1) {
    addGroup(files, group, Math.min(left, groupSize), state);
  }
  const { segments, audiences } = state;
  return { files, snapshot: { formatVersion: 1, platform, ...scope, segments, audiences } };
}

function writeProject(platform, scope) {
  const [[key, id]] = Object.entries(scope);
  return `version: 1
name: generated
platform: ${platform}
${key}: "${id}"
manifests: ["segments/**/*.yaml", "audiences/**/*.yaml"]
`;
}

function addGroup(files, group, size, state) {
  const number = String(group).padStart(4, '0');
  const retailerId = String(8100 + group);
  const owner = state.isRetailMedia ? { retailerId } : { advertiserId };
  const segments = [];
  const audiences = [];
  const audienceCount = Math.floor(size / 3);
  for (let each = 0; each < size - audienceCount; each += 1) {
    segments.push(addSegment(`G${number}`, owner, segments, state));
  }
  for (const own of shareOut(segments, audienceCount)) {
    audiences.push(addAudience(`G${number}`, owner, own, segments, state));
  }
  const defaults = state.isRetailMedia ? { retailerId } : null;
  const write = (list, entities) =>
    files.set(
      `${list}/${number}.yaml`,
      writeManifest(
        list,
        entities.map(({ declared }) => declared),
        { comment: `Team ${number}`, defaults },
      ),
    );
  write('segments', segments);
  if (audiences.length > 0) write('audiences', audiences);
}

function addSegment(prefix, owner, siblings, state) {
  const lists = siblings.filter(({ type }) => type === 'ContactList');
  const made = state.isRetailMedia
    ? retailMediaSegment(state.random)
    : marketingSolutionsSegment(state.random, lists);
  const { title, type, key, block, remote } = made;
  const common = describe(`${prefix} | ${title}`, state);
  const attributes = { ...owner, ...common.remote, type, [key]: remote };
  state.segments.push({ id: common.id, type: 'AudienceSegment', attributes });
  const { id, name } = common;
  return { id, name, type, declared: { ...common.declared, [key]: block } };
}

/** Which audience uses what first: a retargeting segment may only stand alone, the others share. */
function shareOut(segments, count) {
  const alone = segments.filter(isRetargeting).slice(0, Math.floor(count / 2));
  const others = segments.filter((segment) => !isRetargeting(segment));
  const shared = count - alone.length;
  const start = (turn) => Math.floor((turn * others.length) / shared);
  const shares = Array.from({ length: shared }, (_, turn) =>
    others.slice(start(turn), start(turn + 1)),
  );
  return [...alone.map((segment) => [segment]), ...shares];
}

function isRetargeting({ type }) {
  return type === 'Retargeting';
}

/** Any of its own segments, and none of up to three others of the group. */
function addAudience(prefix, owner, own, segments, state) {
  const { random, isRetailMedia } = state;
  const others = own.some(isRetargeting)
    ? []
    : random
        .pickSome(segments, random.between(0, 3))
        .filter((other) => !own.includes(other) && !isRetargeting(other));
  const writeAlgebra = (refer) => {
    const any = own.length === 1 ? refer(own[0]) : { or: own.map(refer) };
    if (others.length === 0) return any;
    return { and: [any, ...others.map((other) => ({ not: refer(other) }))] };
  };
  const common = describe(`${prefix} | Audience | ${random.pick(words)}`, state);
  const attributes = {
    ...owner,
    ...common.remote,
    algebra: writeAlgebra(({ id }) => ({ audienceSegmentId: id })),
  };
  const type = isRetailMedia ? 'RetailMediaAudience' : 'Audience';
  state.audiences.push({ id: common.id, type, attributes });
  return { declared: { ...common.declared, algebra: writeAlgebra(({ name }) => name) } };
}

/** What every entity has: an ID, a name of its own, often a description, sometimes notes for people. */
function describe(title, state) {
  state.made += 1;
  const { made, random, edited } = state;
  const name = `${title} ${made}`;
  const description = random.chance(0.5) ? `Agreed with the ${random.pick(words)} team` : undefined;
  const meta = random.chance(0.1) ? { owner: 'crm-team', ticket: `CRM-${made}` } : undefined;
  const isEdited = Math.floor(made * edited) > Math.floor((made - 1) * edited);
  return {
    id: String(firstId + BigInt(made)),
    name,
    declared: { name, description, meta },
    remote: { name, description: isEdited ? 'Edited by hand' : (description ?? '') },
  };
}

/** Writes what `generateProject` gives: the project, and `snapshot.json` beside it. */
export async function writeProjectTo(folder, options) {
  const { files, snapshot } = generateProject(options);
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await writeFile(join(folder, 'snapshot.json'), JSON.stringify(snapshot));
  return { files, snapshot };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      entities: { type: 'string', default: '1000' },
      platform: { type: 'string', default: 'retail-media' },
      seed: { type: 'string', default: '1' },
      edited: { type: 'string', default: '0' },
    },
  });
  if (values.out === undefined) throw new Error('say where to, with --out DIR');
  await writeProjectTo(values.out, {
    platform: values.platform,
    entities: Number(values.entities),
    seed: Number(values.seed),
    edited: Number(values.edited),
  });
}

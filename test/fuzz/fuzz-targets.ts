/** What is changed, and which commands are then given it. */
import { parse, stringify } from 'yaml';
import { headerBytes } from '../../src/members/ledger/format/ledger-header.ts';
import { planChecksum } from '../../src/plan/document/plan-checksum.ts';
import { isPlan } from '../../src/schema/generated/is-plan.js';
import { forgeLedger, frameKinds } from '../support/members/forge-ledger.ts';
import type { Dice } from './create-dice.ts';
import type { FuzzWorld } from './fuzz-worlds.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { type Json, mutateValue } from './mutate-value.ts';

export interface FuzzTarget {
  readonly name: string;
  /** The files that may be changed; none where it is the API's answers that are. */
  readonly files: RegExp | null;
  readonly lines: readonly string[];
}

const sandbox = '--sandbox --data data.json';
const formats = ['text', 'markdown', 'html', 'json'];

export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'plan file',
    files: /^plan\.json$/u,
    lines: [
      ...formats.map((format) => `show plan.json --format ${format}`),
      `apply plan.json --auto-approve ${sandbox}`,
      `apply plan.json --auto-approve --format json ${sandbox}`,
    ],
  },
  {
    name: 'ledger',
    files: /\.ledger$/u,
    lines: [
      `plan --members ${sandbox}`,
      `members sync Customers ${sandbox}`,
      `members sync CRM ${sandbox}`,
    ],
  },
  {
    name: 'manifest',
    files: /^(?:segments|audiences|manifest)\b.*\.ya?ml$/u,
    lines: [
      'validate',
      'validate --format json',
      'graph',
      'who --in Customers',
      ...formats.map((format) => `plan --snapshot snapshot.json --format ${format}`),
    ],
  },
  {
    name: 'project file',
    files: /^audiencectl\.yaml$/u,
    lines: [
      'validate',
      'validate --format json',
      'plan --snapshot snapshot.json',
      `plan ${sandbox}`,
    ],
  },
  {
    name: 'snapshot',
    files: /^snapshot\.json$/u,
    lines: [
      ...formats.map((format) => `plan --snapshot snapshot.json --format ${format}`),
      'graph --snapshot snapshot.json',
      'export --snapshot snapshot.json --out out',
    ],
  },
  {
    name: 'sandbox data',
    files: /^data\.json(?:\.members)?$/u,
    lines: [
      `plan ${sandbox}`,
      `apply --auto-approve --allow-replace ${sandbox}`,
      `members stats CRM ${sandbox}`,
    ],
  },
  {
    name: 'source of members',
    files: /^people\./u,
    lines: [
      `plan --members ${sandbox}`,
      `members sync CRM ${sandbox}`,
      `members remove Customers ${sandbox}`,
    ],
  },
  {
    name: 'API answers',
    files: null,
    lines: [
      'plan',
      'plan --format json',
      'plan --members --sizes',
      'apply --auto-approve --allow-replace',
      'apply --auto-approve --allow-replace --members',
      'apply plan.json --auto-approve',
      'snapshot --out out.json',
      'export --out out',
      'doctor',
      'sizes',
      'catalog interests --country FR',
      'catalog behavioral',
      'members stats CRM',
      'members sync CRM',
    ],
  },
];

/** What a run may leave behind. */
export const expectedFiles: RegExp =
  /^(?:\.audiencectl\/|out\/|out\.json$|data\.json|schemas\/manifest\.schema\.json$)(?!.*\.(?:tmp|new|lock)$)/u;

/** One file of a world, changed as bytes or as what it means. */
function mutateFile(path: string, bytes: Buffer, dice: Dice): Buffer {
  if (dice.chance(0.4)) return mutateBytes(bytes, dice);
  if (path.endsWith('.json')) return mutateJson(path, bytes, dice);
  if (/\.ya?ml$/u.test(path)) return mutateYaml(bytes, dice);
  if (path.endsWith('.ledger')) return mutateLedger(bytes, dice);
  return mutateBytes(bytes, dice);
}

function mutateJson(path: string, bytes: Buffer, dice: Dice): Buffer {
  const value: Json = JSON.parse(bytes.toString());
  const mutated = mutateValue(value, dice);
  const isSigned = path === 'plan.json' && dice.chance(0.7);
  return Buffer.from(
    JSON.stringify(isSigned ? withChecksum(mutated) : mutated, null, dice.below(3)),
  );
}

/** A forger computes another checksum, where there is still a plan to compute it of. */
function withChecksum(plan: Json): Json {
  if (typeof plan !== 'object' || plan === null || Array.isArray(plan) || !isPlan(plan))
    return plan;
  return { ...plan, checksum: planChecksum(JSON.parse(JSON.stringify(plan))) };
}

/** The first document, written anew: with other marks, and as deep as it may be. */
function mutateYaml(bytes: Buffer, dice: Dice): Buffer {
  const [first = '', ...rest] = bytes.toString().split('\n---\n');
  const value: Json = parse(first, { merge: true });
  const options = { aliasDuplicateObjects: dice.chance(0.5), lineWidth: dice.chance(0.3) ? 20 : 0 };
  const text = stringify(mutateValue(value, dice), {
    ...options,
    ...(dice.chance(0.3) ? { collectionStyle: 'flow' as const } : {}),
  });
  return Buffer.from([text, ...rest].join('\n---\n'));
}

/** Frames whose digests are right, and whose content is anything. */
function mutateLedger(bytes: Buffer, dice: Dice): Buffer {
  const header = bytes.subarray(0, headerBytes);
  const frames = Array.from({ length: dice.below(6) }, () => {
    const payload = Buffer.from(Array.from({ length: dice.below(80) }, () => dice.below(256)));
    return { kind: dice.pick(frameKinds), members: dice.below(3), payload };
  });
  const start = dice.chance(0.5) ? header : mutateBytes(header, dice);
  return forgeLedger(start, frames, dice.below(3));
}

/** A world with some of its files changed, as a target has them changed. */
export function mutateWorld(
  { files }: FuzzWorld,
  target: FuzzTarget,
  dice: Dice,
): { readonly files: FuzzWorld['files']; readonly changed: readonly string[] } {
  const paths = [...files.keys()].filter((path) => target.files?.test(path));
  if (paths.length === 0) return { files, changed: [] };
  const first = dice.pick(paths);
  const changed = paths.filter((path) => path === first || dice.chance(0.2));
  const mutated = new Map(files);
  for (const path of changed) {
    mutated.set(path, mutateFile(path, files.get(path) ?? Buffer.alloc(0), dice));
  }
  return { files: mutated, changed };
}

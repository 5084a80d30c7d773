/** A file with something in it that nobody meant. */
import type { Dice } from './create-dice.ts';

/** What breaks parsers, terminals and counters, in the bytes of a text. */
const tokens: readonly (string | Uint8Array)[] = [
  ...[
    '\u0000',
    '\u0007',
    '\u001b[2J',
    '\u001b]0;x\u0007',
    '\u009b1m',
    '\u202e',
    '\u2028',
    '\ufeff',
    '\t',
    '\r',
  ],
  ...[
    '::error::x',
    '##vso[task.setvariable]',
    '<script>',
    '`',
    '\\',
    '"',
    "'",
    '%',
    '\n',
    '\r\n',
    ' ',
  ],
  ...[
    '&a ',
    '*a',
    '<<: *a',
    '<<: ',
    '!t ',
    '!!binary ',
    '? ',
    '- ',
    ': ',
    '#',
    '|',
    '>',
    '---\n',
    '...\n',
    '%YAML 9\n',
  ],
  ...['{', '}', '[', ']', ',', ':', '{a: '.repeat(300), '['.repeat(300), '- '.repeat(300)],
  ...[
    '${var.x}',
    '${',
    '$${',
    '${var.${var.x}}',
    '__proto__: 1',
    'constructor: 1',
    'null',
    'true',
    '~',
    '.inf',
  ],
  ...[
    '-1',
    '1e400',
    '9'.repeat(40),
    '0x10',
    '0'.repeat(20),
    '1.5',
    '*'.repeat(40),
    '*a'.repeat(30),
    '../../..',
  ],
  Uint8Array.from([0xff]),
  Uint8Array.from([0xc3]),
  Uint8Array.from([0xed, 0xa0, 0x80]),
];

type Mutation = (bytes: Buffer, dice: Dice) => Buffer;

const splice = (bytes: Buffer, at: number, gone: number, put: Uint8Array | string): Buffer =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(put), bytes.subarray(at + gone)]);

/** A part of it, somewhere: where, and how long. */
function somewhere(bytes: Buffer, dice: Dice): readonly [number, number] {
  const at = dice.below(bytes.length + 1);
  return [at, dice.below(Math.min(200, bytes.length - at) + 1)];
}

const mutations: readonly Mutation[] = [
  (bytes, dice) => {
    const [at] = somewhere(bytes, dice);
    return splice(bytes, at, 0, dice.pick(tokens));
  },
  (bytes, dice) => {
    const [at, length] = somewhere(bytes, dice);
    return splice(bytes, at, length, dice.pick(tokens));
  },
  (bytes, dice) => {
    const [at] = somewhere(bytes, dice);
    return splice(bytes, at, 1, Uint8Array.from([dice.below(256)]));
  },
  (bytes, dice) => {
    const [at, length] = somewhere(bytes, dice);
    return splice(bytes, at, length, '');
  },
  (bytes, dice) => {
    const [at, length] = somewhere(bytes, dice);
    return splice(bytes, at, 0, bytes.subarray(at, at + length));
  },
  (bytes, dice) => {
    const [at, length] = somewhere(bytes, dice);
    const again = 1 + dice.below(Math.max(1, Math.floor(100_000 / (length + 1))));
    return splice(
      bytes,
      at,
      0,
      bytes
        .subarray(at, at + length)
        .toString('latin1')
        .repeat(again),
    );
  },
  (bytes, dice) => bytes.subarray(0, dice.below(bytes.length + 1)),
  (bytes, dice) => {
    const [from, length] = somewhere(bytes, dice);
    const [to] = somewhere(bytes, dice);
    return splice(bytes, to, 0, bytes.subarray(from, from + length));
  },
];

/** One of them or some; now and then a file of nothing, or of noise. */
export function mutateBytes(bytes: Buffer, dice: Dice): Buffer {
  if (dice.chance(0.02)) return Buffer.alloc(0);
  if (dice.chance(0.02)) return Buffer.from(Array.from({ length: 200 }, () => dice.below(256)));
  let mutated = bytes;
  for (let left = dice.chance(0.6) ? 1 : 1 + dice.below(5); left > 0; left -= 1) {
    mutated = dice.pick(mutations)(mutated, dice);
  }
  return mutated;
}

/** What colours stand for; a painter without colour leaves every text as it is. */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
} as const;

/** Every sequence that a painter writes, and no other one. */
export const paintPattern: RegExp = new RegExp(
  `(\\u001B\\[(?:${[...new Set(Object.values(codes).flat())].join('|')})m)`,
  'u',
);

export type Paint = keyof typeof codes;
export type Painter = (paint: Paint, text: string) => string;

export function createPainter(color: boolean): Painter {
  if (!color) return (_, text) => text;
  return (paint, text) => {
    const [on, off] = codes[paint];
    return text === '' ? '' : `\u001B[${on}m${text}\u001B[${off}m`;
  };
}

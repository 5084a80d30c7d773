const person = (number: number): string => `secret${number}@example.com`;
export const people = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from }, (_, each) => person(from + each));
export const text = (lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${lines.join('\n')}\n`;

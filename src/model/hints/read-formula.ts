/** A formula that stands where a name has to: `Buyers and not (Customers or Leads)`. */
import type { Algebra } from '../algebra.ts';

export type Formula = Algebra<string>;

export interface ReadFormula {
  /** Several where it depends on what belongs together: `A and B or C`. */
  readonly readings: readonly Formula[];
  /** Whether its operators are hardly ever parts of names. */
  readonly isCertain: boolean;
}

type Operator = 'and' | 'or' | 'andNot';

interface Token {
  /** `same`: a comma, which repeats the operator that the formula has. */
  readonly kind: Operator | 'not' | 'same' | '(' | ')' | 'text';
  readonly start: number;
  readonly end: number;
}

/** More operands than an audience can have. */
const mostTokens = 40;

const word = (words: string) => `(?<![^\\s()])(?:${words})(?=[\\s(])`;
const operators: readonly (readonly [Token['kind'], string])[] = [
  ['andNot', word('(?:and|but)\\s+not|without|except|excluding|minus')],
  ['andNot', '&&?\\s*not(?=[\\s(])'],
  ['and', word('and|but')],
  ['or', word('or')],
  ['not', word('not')],
  ['and', '&&?'],
  ['or', '\\|\\|?'],
  ['not', '(?<![^\\s(&|])!(?=[^=])'],
  ['same', ','],
  ['(', '\\('],
  [')', '\\)'],
];
const anyOperator = new RegExp(
  operators.map(([, pattern], index) => `(?<o${index}>${pattern})`).join('|'),
  'giu',
);

/**
 * @param isName whether a text is a name. A name may hold anything, so it is looked for before an operator is.
 * @returns null for what is no formula of two segments or more.
 */
export function readFormula(text: string, isName: (text: string) => boolean): ReadFormula | null {
  const tokens = tokensOf(text);
  if (tokens.length < 3 || tokens.length > mostTokens) return null;
  const input: Input = { text, tokens, isName, at: 0 };
  const readings = readExpression(input);
  const isCertain =
    tokens.some(({ kind }) => kind === 'andNot') || /&&|\|\||\b(?:AND|OR)\b/u.test(text);
  return readings.length === 0 || input.at < tokens.length ? null : { readings, isCertain };
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const addText = (from: number, to: number) => {
    const part = text.slice(from, to);
    const start = from + part.length - part.trimStart().length;
    if (part.trim() !== '') tokens.push({ kind: 'text', start, end: from + part.trimEnd().length });
  };
  let at = 0;
  for (const match of text.matchAll(anyOperator)) {
    const found = operators.findIndex((_, index) => match.groups?.[`o${index}`] !== undefined);
    addText(at, match.index);
    at = match.index + match[0].length;
    tokens.push({ kind: operators[found]?.[0] ?? 'text', start: match.index, end: at });
  }
  addText(at, text.length);
  return tokens;
}

/** What is read, and how far it was. */
interface Input {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly isName: (text: string) => boolean;
  at: number;
}

/** Every way to read what follows, up to a bracket that closes; none for what is no formula. */
function readExpression(input: Input): readonly Formula[] {
  const first = readOperand(input);
  if (first === null) return [];
  const operands = [first];
  const given: (Operator | 'same')[] = [];
  for (;;) {
    const kind = input.tokens[input.at]?.kind;
    if (kind === undefined || kind === ')') return combine(operands, given);
    if (kind === '(' || kind === 'text' || kind === 'not') return [];
    input.at += 1;
    given.push(kind === 'same' ? readBehindComma(input) : kind);
    const operand = readOperand(input);
    if (operand === null) return [];
    operands.push(operand);
  }
}

/** `A, B, and C` */
function readBehindComma(input: Input): Operator | 'same' {
  const next = input.tokens[input.at]?.kind;
  if (next !== 'and' && next !== 'or' && next !== 'andNot') return 'same';
  input.at += 1;
  return next;
}

function readOperand(input: Input): Formula | null {
  const { text, tokens, isName, at } = input;
  const first = tokens[at];
  if (first === undefined) return null;
  const ends = tokens.slice(at).toReversed();
  const last = ends.findIndex(({ end }) => isName(text.slice(first.start, end)));
  if (last !== -1) {
    input.at = tokens.length - last;
    return { segment: text.slice(first.start, ends[last]?.end) };
  }
  input.at += 1;
  if (first.kind === 'text') return { segment: text.slice(first.start, first.end) };
  if (first.kind === 'not') {
    const not = readOperand(input);
    return not && { not };
  }
  return first.kind === '(' ? readBrackets(input) : null;
}

function readBrackets(input: Input): Formula | null {
  const [only, ...others] = readExpression(input);
  const isClosed = input.tokens[input.at]?.kind === ')';
  input.at += 1;
  return only === undefined || others.length > 0 || !isClosed ? null : only;
}

/** The readings of operands and of what stands between them. */
function combine(
  operands: readonly Formula[],
  given: readonly (Operator | 'same')[],
): readonly Formula[] {
  const own = given.filter((each) => each !== 'same');
  const hasOr = own.includes('or');
  const hasAnd = own.length > own.filter((each) => each === 'or').length;
  if (operands.length === 1) return operands;
  // Commas alone leave open what they mean, and beside both operators, too.
  if (own.length === 0 || (hasOr && hasAnd && own.length < given.length)) return [];
  const between = given.map((each) => (each === 'same' ? (hasOr ? 'or' : 'and') : each));
  if (!hasOr || !hasAnd) return [join(operands, between), ...negatedAsWhole(operands, between)];
  const [first] = operands;
  if (first && 'not' in first) return [];
  return [joinAround('or', operands, between), joinAround('and', operands, between)];
}

function join(operands: readonly Formula[], between: readonly Operator[]): Formula {
  const nodes = operands.map((operand, index) =>
    between[index - 1] === 'andNot' ? { not: operand } : operand,
  );
  const [only, ...others] = nodes;
  if (only && others.length === 0) return only;
  return between.includes('or') ? { or: nodes } : { and: nodes };
}

/** `not A or B`: `not` may be meant for all of it. */
function negatedAsWhole(
  [first, ...others]: readonly Formula[],
  between: readonly Operator[],
): readonly Formula[] {
  if (!first || !('not' in first) || between.includes('andNot')) return [];
  if (others.some((operand) => 'not' in operand)) return [];
  return [{ not: join([first.not, ...others], between) }];
}

/** The same where the other operator binds more tightly than this one. */
function joinAround(
  outer: 'and' | 'or',
  operands: readonly Formula[],
  between: readonly Operator[],
): Formula {
  const isOuter = (operator: Operator | undefined) => (operator === 'or') === (outer === 'or');
  const groups: Formula[] = [];
  const outside: Operator[] = [];
  let from = 0;
  operands.forEach((_, index) => {
    const next = between[index];
    if (next !== undefined && !isOuter(next)) return;
    groups.push(join(operands.slice(from, index + 1), between.slice(from, index)));
    if (next !== undefined) outside.push(next);
    from = index + 1;
  });
  return join(groups, outside);
}

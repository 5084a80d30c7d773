/** Hints for names in an algebra that lead nowhere. None of them may turn an exclusion into an inclusion. */
import { algebraLeaves, foldAlgebra } from '../algebra.ts';
import { caseNote } from '../name.ts';
import { isJsonObject, type JsonValue } from '../text/json.ts';
import { type Formula, type ReadFormula, readFormula } from './read-formula.ts';

type Path = readonly (string | number)[];

const negated =
  /^(?:(?:not|no|non|without|except|exclude|excluding|minus|w\/o)(?=[\s:])|[-–—−!~¬])[\s:]*(?=\S)/iu;
/** Not `Notebook`. */
const glued = /^[Nn]ot(?=\p{Lu})/u;
const joined = /^(and|or)[\s:]+(?=\S)/iu;

/**
 * What a name that nothing has may have meant: an operator without its colon, several names, or another name.
 *
 * @param near the known names nearest to a word, best first.
 * @returns null where there is nothing to suggest.
 */
export function hintForName(
  name: string,
  path: Path,
  near: (word: string) => readonly string[],
): string | null {
  if (/[^\S ]/u.test(name)) return hintForSpaces(name, path, near);
  if (path[0] !== 'algebra') return didYouMean(name, near(name));
  const operator = joined.exec(name);
  const [operand] = operator ? near(name.slice(operator[0].length)) : [];
  if (operator && operand !== undefined) {
    const key = operator[1]?.toLowerCase() ?? '';
    return `Write only ${yamlText(operand)} if it is an item of the list "${key}". Otherwise write ${key}: [${yamlText(operand)}, OTHER].`;
  }
  const lost = /^(and|or|not) - /u.exec(name)?.[1];
  if (lost !== undefined)
    return `Write a colon after ${lost}, so that the lines below it are its list.`;
  const dashed = namesIn(name, /\s+[-–—−•‣*]\s*/u, near);
  if (dashed.length > 1) return hintForDashed(name, dashed, path);
  const several = [',', '+'].map((separator) => namesIn(name, separator, near));
  const names = several.find(({ length }) => length > 1);
  if (names) return isExcluded(path) ? hintForExcluded(names) : hintForSeveral(names);
  const formula = readFormula(name, (text) => near(text)[0] === text);
  return (
    hintForKnownFormula(formula, path, near) ??
    didYouMean(name, near(name)) ??
    hintForMixed(name, path, near) ??
    hintForFormula(formula, path, near) ??
    hintForNegated(name, path, near) ??
    hintForId(name, path)
  );
}

/** A name with spaces that only look like usual blanks. */
function hintForSpaces(name: string, path: Path, near: Near): string | null {
  const usual = name.replace(/\s/gu, ' ').trim();
  if (near(usual)[0] === usual) {
    return `Write ${JSON.stringify(usual)} with usual blanks. The name has another kind of space in it.`;
  }
  const hint = hintForName(usual, path, near);
  return hint && `${hint} Use usual blanks. There is another kind of space in it.`;
}

/** The name without an operator that became a part of it because its colon is missing. */
export function withoutOperator(name: string): string {
  const lead = joined.exec(name) ?? leadOf(name);
  return lead ? name.slice(lead[0].length) : name;
}

/** Digits in place of a name. */
export function hintForId(text: string, path: Path): string | null {
  if (!/^\d+$/u.test(text)) return null;
  const key = `segmentId: "${text}"`;
  const node = path.at(-1) === 'segment' ? `${key} instead of segment` : `{ ${key} }`;
  return `If ${text} is an ID, write ${node}.`;
}

/** Dashes are those of a list, or mean "without". */
function hintForDashed(name: string, names: readonly string[], path: Path): string {
  const items =
    'Write each name as an item of its own: in a line of its own, with its dash and a blank below the dash above, or inside brackets with a comma.';
  const isItem = typeof path.at(-1) === 'number';
  // Another not below a not would be read in two ways.
  if (path.includes('not')) return isExcluded(path) ? hintForExcluded(names) : items;
  const [first = '', ...others] = names.map(yamlText);
  const node = `{ and: [${[first, ...others.map((each) => `{ not: ${each} }`)].join(', ')}] }`;
  const key = path.at(-1);
  const inKey = key === 'segment' ? `${node.slice(2, -2)} instead of segment` : `${key}: ${node}`;
  const at = isItem ? node : inKey;
  const ofMinus = `people of ${first} who are not in ${others.join(' or ')}`;
  if (!isItem) return [`For ${ofMinus}, write ${at}.`, hintForSeveral(names)].join(' ');
  // What is taken from itself leaves nobody.
  const isMinus = / - /u.test(name) && new Set(names).size === names.length;
  return isMinus ? [items, `For ${ofMinus}, write ${at} instead.`].join(' ') : items;
}

/** For a list where one segment or one node has to stand. */
export function hintForSeveral(names: readonly string[]): string {
  const list = names.map(yamlText).join(', ');
  return `For people who are in all of them, write { and: [${list}] }. For people who are in any of them, write { or: [${list}] }.`;
}

/** The same behind `not`. */
export function hintForExcluded(names: readonly string[]): string {
  const list = names.map(yamlText).join(', ');
  return `To exclude people who are in any of them, write not: { or: [${list}] }. To exclude only people who are in all of them, write not: { and: [${list}] }.`;
}

/** Whether a value is all that a `not` excludes. */
export function isExcluded(path: Path): boolean {
  return (path.at(-1) === 'segment' ? path.at(-2) : path.at(-1)) === 'not';
}

/**
 * How an exclusion is written: as an item of a list, or where only a value fits.
 *
 * @returns null deeper inside a `not`, where another one would include the people again.
 */
export function hintForExclusion(name: string, path: Path): string | null {
  const node = `not: ${yamlText(name)}`;
  if (isExcluded(path)) return `Write ${node}.`;
  if (path.includes('not')) return null;
  const lead = `To exclude the segment "${name}", write`;
  return typeof path.at(-1) === 'number'
    ? `${lead} - ${node}. Inside brackets, write { ${node} }.`
    : `${lead} { ${node} }.`;
}

/** A name as text of YAML, in quotes where it would be read as something else. */
export function yamlText(name: string): string {
  const isPlain =
    /^\p{L}(?:[\p{L}\p{N} ._|/()+-]*[\p{L}\p{N}.)])?$/u.test(name) &&
    !/^(?:true|false|null|yes|no|on|off)$/iu.test(name);
  return isPlain ? name : JSON.stringify(name);
}

/** A node of an algebra on one line. */
export function yamlFlow(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${value.map(yamlFlow).join(', ')}]`;
  if (!isJsonObject(value)) return yamlText(String(value));
  const entries = Object.entries(value).map(([key, each]) => `${key}: ${yamlFlow(each)}`);
  return `{ ${entries.join(', ')} }`;
}

type Near = (word: string) => readonly string[];

/** The same for a formula of names that all exist: it is no slip of another name. */
function hintForKnownFormula(formula: ReadFormula | null, path: Path, near: Near): string | null {
  const names = formula?.readings[0] ? algebraLeaves(formula.readings[0]) : [];
  const areKnown = names.length > 1 && names.every((name) => near(name)[0] === name);
  return areKnown ? hintForFormula(formula, path, near) : null;
}

/** Several segments and their operators, written as one name. */
function hintForFormula(formula: ReadFormula | null, path: Path, near: Near): string | null {
  const [first] = formula?.readings ?? [];
  if (formula === null || first === undefined) return null;
  const names = algebraLeaves(first);
  if (names.length < 2) return null;
  const unknown = names.filter((name) => near(name).length === 0);
  if (unknown.length === names.length && !formula.isCertain) return null;
  const isBelowNot = path.includes('not');
  // Another not below a not would be read in two ways, and one of them includes people.
  if (isBelowNot && formula.readings.some(hasNot)) return nameOne;
  const readings = formula.readings.map((reading) => correct(reading, near));
  const [only, ...others] = readings;
  if (only === undefined) return null;
  const written =
    others.length === 0
      ? writeAt(only, path)
      : readings.map((each) => `for ${inWords(each)}, write ${flowAt(each, path)}`).join('. ');
  const quoted = unknown.map((name) => `"${name}"`).join(' and ');
  const lead =
    unknown.length === 0
      ? ''
      : `If ${quoted} ${unknown.length === 1 ? 'is a segment' : 'are segments'}, `;
  const sentence = others.length === 0 ? `write ${written}` : written;
  return `${lead}${sentence}.`.replace(/(?:^|\. )[a-z]/gu, (begin) => begin.toUpperCase());
}

const nameOne = 'Name one segment, or write and: [SEGMENT, OTHER] or or: [SEGMENT, OTHER].';

function hasNot(formula: Formula): boolean {
  return foldAlgebra(formula, {
    segment: () => false,
    and: (nodes) => nodes.includes(true),
    or: (nodes) => nodes.includes(true),
    not: () => true,
  });
}

/** With the names that may have been meant. */
function correct(formula: Formula, near: Near): Formula {
  return foldAlgebra<string, Formula>(formula, {
    segment: (name) => ({ segment: near(name)[0] ?? name }),
    and: (and) => ({ and }),
    or: (or) => ({ or }),
    not: (not) => ({ not }),
  });
}

/** What to write at a place: as items of its list, if they belong there, or as one node. */
function writeAt(formula: Formula, path: Path): string {
  const list = typeof path.at(-1) === 'number' ? path.at(-2) : null;
  const items =
    'and' in formula && list === 'and'
      ? formula.and
      : 'or' in formula && list === 'or'
        ? formula.or
        : null;
  if (items === null) return flowAt(formula, path);
  return `each segment as an item of its own: ${items.map(flowOf).join(', ')}`;
}

function flowAt(formula: Formula, path: Path): string {
  const flow = flowOf(formula);
  const key = path.at(-1);
  if (key === 'algebra' || key === 'not') return `${key}: ${flow}`;
  return key === 'segment' ? `${flow.slice(2, -2)} instead of segment` : flow;
}

function flowOf(formula: Formula): string {
  return foldAlgebra(formula, {
    segment: yamlText,
    and: (nodes) => `{ and: [${nodes.join(', ')}] }`,
    or: (nodes) => `{ or: [${nodes.join(', ')}] }`,
    not: (node) => `{ not: ${node} }`,
  });
}

/** As a formula, with the brackets that show what belongs together. */
function inWords(formula: Formula): string {
  const inBrackets = (words: string, node: Formula) =>
    'segment' in node || 'not' in node ? words : `(${words})`;
  if ('segment' in formula) return `"${formula.segment}"`;
  if ('not' in formula) return `not ${inBrackets(inWords(formula.not), formula.not)}`;
  const [operator, nodes] = 'and' in formula ? ['and', formula.and] : ['or', formula.or];
  return nodes.map((node) => inBrackets(inWords(node), node)).join(` ${operator} `);
}

function leadOf(name: string): RegExpExecArray | null {
  return negated.exec(name) ?? glued.exec(name);
}

function hintForNegated(
  name: string,
  path: Path,
  near: (word: string) => readonly string[],
): string | null {
  const lead = leadOf(name)?.[0];
  if (lead === undefined) return null;
  const rest = name.slice(lead.length);
  const [operand] = near(rest);
  // Only the operator itself is sure to be no part of a name.
  if (operand === undefined && (!/^not[\s:]/iu.test(lead) || /[&|()]|\b(?:and|or)\b/iu.test(rest)))
    return null;
  return hintForExclusion(operand ?? rest, path);
}

/** `not Customers, Viewers`: it stays open whether all of them are to be excluded. */
function hintForMixed(
  name: string,
  path: Path,
  near: (word: string) => readonly string[],
): string | null {
  const parts = name.split(',').map((part) => part.trim());
  const leads = parts.map((part) => (near(part)[0] === part ? '' : (leadOf(part)?.[0] ?? '')));
  const names = parts.map((part, index) => part.slice(leads[index]?.length));
  const areKnown = names.every((each) => each !== '' && near(each)[0] === each);
  if (names.length < 2 || !areKnown) return null;
  if (path.includes('not')) return isExcluded(path) ? hintForExcluded(names) : null;
  const nodes = names.map((each, index) =>
    leads[index] === '' ? yamlText(each) : `{ not: ${yamlText(each)} }`,
  );
  const apart = `Write each segment as an item of its own: ${nodes.join(', ')}.`;
  return leads[0] !== '' && leads.slice(1).every((lead) => lead === '')
    ? `${apart} ${hintForExcluded(names)}`
    : apart;
}

function didYouMean(name: string, near: readonly string[]): string | null {
  if (near.length === 0) return null;
  return `Did you mean ${near.map((each) => `"${each}"`).join(' or ')}?${caseNote(name, near)}`;
}

/** The parts of a text, where all of them are known names. */
function namesIn(
  text: string,
  separator: string | RegExp,
  near: (word: string) => readonly string[],
): readonly string[] {
  const parts = text.split(separator).map((part) => part.trim());
  return parts.every((part) => part !== '' && near(part)[0] === part) ? parts : [];
}

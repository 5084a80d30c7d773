/** Hints for names in an algebra that lead nowhere. None of them may turn an exclusion into an inclusion. */

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
  if (path[0] !== 'algebra') return didYouMean(near(name));
  const operator = joined.exec(name);
  const [operand] = operator ? near(name.slice(operator[0].length)) : [];
  if (operator && operand !== undefined) {
    const key = operator[1]?.toLowerCase() ?? '';
    return `Write only ${yamlText(operand)} if it is an item of the list "${key}". Otherwise write ${key}: [${yamlText(operand)}, OTHER].`;
  }
  const lost = /^(and|or|not) - /u.exec(name)?.[1];
  if (lost !== undefined)
    return `Write a colon after ${lost}, so that the lines below it are its list.`;
  if (namesIn(name, ' - ', near).length > 1) {
    return 'Begin each name in a line of its own, with its dash below the dash above.';
  }
  const several = namesIn(name, ',', near);
  if (several.length > 1)
    return isExcluded(path) ? hintForExcluded(several) : hintForSeveral(several);
  return (
    didYouMean(near(name)) ?? hintForMixed(name, path, near) ?? hintForNegated(name, path, near)
  );
}

/** The name without an operator that became a part of it because its colon is missing. */
export function withoutOperator(name: string): string {
  const lead = joined.exec(name) ?? leadOf(name);
  return lead ? name.slice(lead[0].length) : name;
}

/** For a list where one segment or one node has to stand. */
export function hintForSeveral(names: readonly string[]): string {
  const list = names.map(yamlText).join(', ');
  return `For people who are in all of them, write and: [${list}]. For people who are in any of them, write or: [${list}].`;
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
  if (operand === undefined && !/^not[\s:]/iu.test(lead)) return null;
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

function didYouMean(near: readonly string[]): string | null {
  return near.length === 0 ? null : `Did you mean ${near.map((each) => `"${each}"`).join(' or ')}?`;
}

/** The parts of a text, where all of them are known names. */
function namesIn(
  text: string,
  separator: string,
  near: (word: string) => readonly string[],
): readonly string[] {
  const parts = text.split(separator).map((part) => part.trim());
  return parts.every((part) => part !== '' && near(part)[0] === part) ? parts : [];
}

/**
 * Keeps typed words out of messages about them. Files of members hold identifiers of people. Such an
 * identifier is easily pasted as an argument, and an error would carry it into a log.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import { reportFormats } from '../../report/report-format.ts';
import { asSentence } from '../../report/text/as-sentence.ts';
import type { Environment } from '../process/command-context.ts';
import type { Command } from './command.ts';
import { globalOptions } from './global-options.ts';
import { isOptionName, type OptionName, optionNamed, variableOf } from './options.ts';
import type { Words } from './split-words.ts';

/** Findings without typed words, and a text that is in no finding. */
export interface HideGiven {
  /** @param read the files that findings may name. */
  readonly inText: (text: string) => string;
  /** Several, which say once why something is not shown. */
  readonly inFindings: (
    findings: readonly Diagnostic[],
    read?: readonly SourceFile[],
  ) => readonly Diagnostic[];
}

/** Something that was typed. */
interface Given {
  readonly text: string;
  /** A name that manifests and the API may have as well, and in part: it is replaced where it is quoted. */
  readonly isName: boolean;
}

const placeholder = '[not shown]';

/** Shorter ones are looked for in quotes alone, since they are parts of ordinary sentences. */
const shortestBare = 4;

export const hideNothing: HideGiven = {
  inFindings: (findings) => findings,
  inText: (text) => text,
};

export function createHideGiven(
  command: Command,
  { options, positionals }: Words,
  environment: Environment,
): HideGiven {
  const given = [
    ...givenOperands(command, positionals.slice(1)),
    ...options.flatMap((option) => givenOption(command, option)),
    ...givenVariables(command, environment),
  ]
    .filter(({ text }) => text !== '')
    // What holds another one is replaced before it.
    .sort((a, b) => b.text.length - a.text.length);
  const shown = shownFiles(options, environment).filter((file) =>
    given.every(({ text }) => text !== file),
  );
  const hide = (some: readonly Given[]) => (text: string) =>
    betweenFiles(text, shown, (part) => some.reduce(replaceGiven, part));
  const [inPlace, anywhere] = [hide(given.filter(({ isName }) => !isName)), hide(given)];
  const inFinding = (finding: Diagnostic, read: readonly SourceFile[]): Diagnostic => {
    const inWords = finding.source ? inPlace : anywhere;
    return {
      ...withoutPlace(finding, given, read),
      message: inWords(finding.message),
      ...(finding.hint === undefined ? {} : { hint: inWords(finding.hint) }),
    };
  };
  return {
    inText: anywhere,
    inFindings: (findings, read = []) =>
      explainOnce(
        findings.map((finding) => inFinding(finding, read)),
        command,
      ),
  };
}

function explainOnce(findings: readonly Diagnostic[], { name }: Command): readonly Diagnostic[] {
  const first = findings.findIndex(({ message, hint = '' }) =>
    (message + hint).includes(placeholder),
  );
  const why = `${name} never repeats values: they may be identifiers.`;
  return findings.map((finding, index) => {
    if (index !== first) return finding;
    const hint = finding.hint === undefined ? why : `${asSentence(finding.hint)} ${why}`;
    return { ...finding, hint };
  });
}

/** An existing file was named by other people; a file that does not exist has no place. */
function withoutPlace(
  finding: Diagnostic,
  given: readonly Given[],
  read: readonly SourceFile[],
): Diagnostic {
  const { source, ...rest } = finding;
  const isTyped = given.some(({ text }) => source?.file.includes(text));
  return isTyped && !read.some(({ file }) => file === source?.file) ? rest : finding;
}

/** The files that a run writes: users read their names. */
function shownFiles(options: Words['options'], environment: Environment): readonly string[] {
  const typed = (wanted: OptionName) =>
    options.flatMap(({ name, value }) => (name === wanted && value !== undefined ? [value] : []));
  const reports = [...typed('report'), ...(environment[variableOf('report')] ?? '').split('\n')];
  const events = [...typed('events'), environment[variableOf('events')] ?? ''];
  return [...events, ...reports.flatMap((value) => reportFile(value) ?? [])].filter(
    (file) => file !== '',
  );
}

/** @returns null for what is not FORMAT=FILE, and so may be anything. */
function reportFile(value: string): string | null {
  const [format, ...rest] = value.split('=');
  return reportFormats.some((each) => each === format) ? rest.join('=') : null;
}

/** Replaces what stands before, between and behind the names of files. */
function betweenFiles(
  text: string,
  files: readonly string[],
  replace: (part: string) => string,
): string {
  const [file, ...rest] = files;
  if (file === undefined) return replace(text);
  return text
    .split(`"${file}"`)
    .map((part) => betweenFiles(part, rest, replace))
    .join(`"${file}"`);
}

function givenOperands(command: Command, words: readonly string[]): readonly Given[] {
  const { operand, secondOperand } = command;
  return words.flatMap((text, index) => {
    const taken = index === 0 ? operand : index === 1 ? secondOperand : undefined;
    if (taken?.choices && isWord(text)) return [];
    return [{ text, isName: taken !== undefined && taken === secondOperand }];
  });
}

function givenOption(
  command: Command,
  { name, raw, value }: Words['options'][number],
): readonly Given[] {
  // A word that is no option may be anything, and its spelling is the user's.
  if (!isOptionName(name)) return [{ text: raw, isName: false }, ...valuesOf(value)];
  if (isOrdinary(command, name, value)) return [];
  return isFileToWrite(name, value) ? [] : valuesOf(value, namesNobody(name));
}

function isFileToWrite(name: string, value: string | undefined): boolean {
  if (name === 'events') return true;
  return name === 'report' && reportFile(value ?? '') !== null;
}

function givenVariables(command: Command, environment: Environment): readonly Given[] {
  return [...command.options, ...globalOptions].flatMap(({ name }) => {
    const value = environment[variableOf(name)];
    const isShown = isOrdinary(command, name, value) || isFileToWrite(name, value);
    return isShown ? [] : valuesOf(value, namesNobody(name));
  });
}

/** Flags have no value, and one of our few fixed values identifies no person. */
function isOrdinary(command: Command, name: string, value: string | undefined): boolean {
  if (isOptionName(name) && optionNamed(name).kind === 'flag') return true;
  const use = [...command.options, ...globalOptions].find((each) => each.name === name);
  if (value === undefined) return false;
  if (isOptionName(name) && optionNamed(name).kind === 'duration') return isSpan(value);
  return use?.choices !== undefined && isWord(value);
}

/** One of a few words, perhaps mistyped: too short for a digest, and no address or number. */
function isWord(text: string): boolean {
  return /^[a-z][a-z\d-]{0,11}$/iu.test(text);
}

/** A time, perhaps mistyped: too short for a phone number. */
function isSpan(text: string): boolean {
  return /^\d{1,5} ?[a-z]{0,8}$/iu.test(text);
}

/**
 * What is shown of options that hold no identifiers: what looks as their values do. Hidden, a version, a number or
 * a word would be taken out of sentences that are about something else.
 */
function namesNobody(name: OptionName): (text: string) => boolean {
  switch (name) {
    case 'api-url':
      return isAddress;
    case 'project':
      return (text) => /^[\w./-]+\.ya?ml$/iu.test(text);
    case 'env':
    case 'gum-caller-id':
    case 'phone-country':
    case 'rate-limit':
    case 'set':
    case 'timeout':
    case 'var':
      return isHarmless;
    case 'identifier-type':
      // One of Commerce Grid's ends in a number: IpAddressV4.
      return (text) => isHarmless(text.replace(/v\d$/iu, ''));
    default:
      return () => false;
  }
}

/** Without a name and a password. */
function isAddress(text: string): boolean {
  return /^https?:\/\/[\w.-]+(?::\d{1,5})?\/?$/iu.test(text);
}

/** A number that is too short for a phone; words without digits and versions, also with commas between them. */
function isHarmless(text: string): boolean {
  const isOne = (part: string) => /^(?:[a-z][a-z-]{0,23}|\d{4}-\d{2})?$/iu.test(part);
  return isSpan(text) || text.split(',').every(isOne);
}

/** `KEY=VALUE` is used in its parts. */
function valuesOf(
  value: string | undefined,
  isShown: (text: string) => boolean = () => false,
): readonly Given[] {
  if (value === undefined) return [];
  const parts = value.split(/[=\n]/u).filter((part) => !isShown(part));
  if (parts.length === 0) return [];
  return [...new Set([value, ...parts])].map((text) => ({ text, isName: false }));
}

function replaceGiven(text: string, { text: given, isName }: Given): string {
  const unquoted = text.replaceAll(`"${given}"`, placeholder);
  if (isName || given.length < shortestBare || !unquoted.includes(given)) return unquoted;
  const literal = given.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  const word = new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'gu');
  return unquoted.replace(word, placeholder);
}

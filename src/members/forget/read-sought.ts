/** Edge: people who are looked for, in each form that a list may know them by. */
import type { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { emailSpellings, mostSpellings } from '../identifiers/email-spellings.ts';
import { encodingOf, type IdentifierRule, ruleInto } from '../identifiers/identifier-rule.ts';
import { formatsOf } from '../identifiers/identifier-types.ts';
import { collectMembers, type MemberCollector } from '../source/collect-members.ts';
import { type FieldTaker, sourceError } from '../source/fields/field-reader.ts';
import type { Waiting } from '../source/files/open-pipe.ts';
import type { SourceFiles } from '../source/member-source.ts';
import { readSource } from '../source/read-source.ts';
import type { FileAccount } from '../source/source-account.ts';
import type { SourceFormat } from '../source/source-format.ts';
import { joinBatches, type MemberBatch } from '../table/member-batch.ts';

export interface SoughtPeople {
  readonly account: FileAccount;
  /** What may identify them, in lower case. */
  readonly types: readonly string[];
  /**
   * All of them as a list holds them whose identifiers of a type were sent in a form.
   * @returns null where what is given cannot be brought to it.
   */
  readonly as: (identifierType: string, sentForm: SourceFormat) => MemberBatch | null;
}

export interface SoughtSource {
  readonly source: SourceFiles;
  readonly format: SourceFormat;
  /** Of phone numbers without a country code, by its ISO 3166 code; null where each has one. */
  readonly country: string | null;
  /** Null for e-mail addresses and phone numbers, which are recognised by their form. */
  readonly identifierType: string | null;
}

const forms = ['sha256', 'md5', 'sha256-md5', 'plain'] as const;
const peopleTypes: readonly string[] = ['email', 'phonenumber'];

/** @throws DiagnosticError when the source cannot be read to its end, never with any of its content. */
export async function readSought(
  { source, format, country, identifierType }: SoughtSource,
  stdin: AsyncIterable<Buffer>,
  waiting: Waiting = {},
): Promise<SoughtPeople> {
  const given = identifierType === null ? peopleTypes : [identifierType.toLowerCase()];
  const types = given.filter((type) => formatsOf(type).includes(format));
  if (types.length === 0) throw unknownFormat(format);
  const groups = await Promise.all(
    types.map((type) => createGroup({ type, format, country, nulls: source.form.nulls })),
  );
  const taker = format === 'plain' ? takeByLook(groups) : takeByAll(groups);
  await readSource(source, stdin, taker, waiting);
  const accounts = groups.map(({ finish }) => finish());
  return {
    // Where each group took all, each has the same account.
    account: joinAccounts(format === 'plain' ? accounts : accounts.slice(0, 1)),
    types,
    as: (type, sentForm) =>
      groups.find((group) => group.type === type.toLowerCase())?.as(sentForm) ?? null,
  };
}

/** The collectors of one type, for each form. */
interface Group {
  readonly type: string;
  readonly collectors: readonly MemberCollector[];
  /** The same for their other spellings. */
  readonly spelt: readonly MemberCollector[];
  readonly finish: () => FileAccount;
  readonly as: (sentForm: SourceFormat) => MemberBatch | null;
}

async function createGroup(given: {
  readonly type: string;
  readonly format: SourceFormat;
  readonly country: string | null;
  readonly nulls: readonly string[];
}): Promise<Group> {
  const { type, format, country, nulls } = given;
  const batches = new Map<SourceFormat, MemberBatch[]>();
  const collectors: MemberCollector[] = [];
  /** Of the same people: what is none of these is no address, or has but one spelling. */
  const spelt: MemberCollector[] = [];
  for (const form of forms) {
    const rule = await ruleInto(type, format, form, country);
    if (rule === null) continue;
    const own: MemberBatch[] = [];
    batches.set(form, own);
    collectors.push(collectMembers(rule, (batch) => own.push(batch), nulls));
    for (const spelling of rule.expected === 'email' ? otherSpellings(rule) : []) {
      spelt.push(collectMembers(spelling, (batch) => own.push(batch), nulls));
    }
  }
  return {
    type,
    collectors,
    spelt,
    // What is an identifier does not depend on what is made of it.
    finish: () => {
      for (const { finish } of spelt) finish();
      return joinAccounts(collectors.map(({ finish }) => finish()).slice(0, 1));
    },
    as: (form) => {
      const own = batches.get(form);
      if (own === undefined) return null;
      return own.length === 0 ? nobodyOf(form) : joinBatches(own);
    },
  };
}

/** Digests of other spellings are in lists whose digests were made elsewhere. */
function otherSpellings(rule: IdentifierRule): readonly IdentifierRule[] {
  return Array.from({ length: mostSpellings }, (_, which) => ({
    ...rule,
    normaliseAscii: null,
    normalise: (text) => emailSpellings(text)[which] ?? null,
  }));
}

function nobodyOf(form: SourceFormat): MemberBatch {
  const texts = encodingOf(form) === 'text' ? [] : null;
  return { count: 0, records: Buffer.alloc(0), texts };
}

/** No phone number has an at sign, and every address has one. */
function takeByLook(groups: readonly Group[]): FieldTaker {
  const spelt = groups.flatMap((group) => group.spelt);
  const all = [...groups.flatMap(({ collectors }) => collectors), ...spelt];
  const [first = [], second = first] = groups.map(({ collectors }) => collectors);
  return {
    begin: (file) => all.forEach((each) => void each.begin(file)),
    take: (field, line, look) => {
      const own = field === null || field.includes('@') ? first : second;
      for (const each of own) each.take(field, line, look);
      if (field === null || !mayBeSpelt.test(field)) return;
      for (const each of spelt) each.take(field, line, look);
    },
    takeLines: null,
  };
}

/** In byte text: a byte of another letter, or a domain in Punycode. */
const mayBeSpelt = /[\u0080-\u00ff]|xn--/iu;

/** A digest does not show what it was made from. */
function takeByAll(groups: readonly Group[]): FieldTaker {
  const all = groups.flatMap(({ collectors }) => collectors);
  return {
    begin: (file) => all.forEach((each) => void each.begin(file)),
    take: (field, line, look) => {
      for (const each of all) each.take(field, line, look);
    },
    takeLines: null,
  };
}

const shownLines = 10;

function joinAccounts(accounts: readonly FileAccount[]): FileAccount {
  const sum = (of: (account: FileAccount) => number) =>
    accounts.reduce((total, account) => total + of(account), 0);
  return {
    files: Math.max(...accounts.map(({ files }) => files)),
    filled: sum(({ filled }) => filled),
    invalid: sum(({ invalid }) => invalid),
    invalidLines: accounts.flatMap(({ invalidLines }) => invalidLines).slice(0, shownLines),
    title: accounts.find(({ title }) => title !== null)?.title ?? null,
    invalidLook: accounts.find(({ invalidLook }) => invalidLook !== null)?.invalidLook ?? null,
    zeroed: sum(({ zeroed }) => zeroed),
    empty: sum(({ empty }) => empty),
  };
}

function unknownFormat(format: SourceFormat): DiagnosticError {
  return sourceError(
    'members-format-unknown',
    `This identifier type does not exist, or cannot have the format ${format}`,
    'Give the --identifier-type of the lists, such as Email, or leave it out.',
  );
}

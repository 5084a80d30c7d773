/** The questions of `init`. */
import type { PlatformName } from '../../../model/entity.ts';
import { platformNamed, platforms } from '../../../platforms/platform-named.ts';
import type { VisibleScope } from '../../../remote/look-ups/look-up-scopes.ts';
import { printable } from '../../../report/text/printable.ts';
import type { Terminal } from '../../process/terminal.ts';
import type { ProjectTarget } from './project-template.ts';

/** How often an answer that makes no sense is asked for again. */
const maxTries = 3;

type Asker = Pick<Terminal, 'ask' | 'writeWarning'>;

/**
 * @param given the platform, where an option gives it.
 * @param offer the accounts or advertisers to choose from; none where they can't be looked up.
 * @returns null where the user ends it, or gives no usable answer.
 */
export async function askForTarget(
  given: PlatformName | null,
  terminal: Asker,
  offer: (platform: PlatformName) => Promise<readonly VisibleScope[]>,
): Promise<ProjectTarget | null> {
  const labels = platforms.map(({ label }) => label);
  const names = platforms.map(({ name }) => name);
  const platform = given ?? (await choose('Which platform?', labels, names, terminal));
  if (platform === null) return null;
  const scopes = await offer(platform);
  const { label } = platformNamed(platform).scope;
  if (scopes.length === 0)
    return targetOf(platform, await askId(`Which ${label}? Its ID: `, terminal));
  const titles = scopes.map(({ id, name }) => (name === null ? id : `${printable(name)} (${id})`));
  const ids = scopes.map(({ id }) => id);
  const chosen = await choose(
    `Which ${label}? You can also type another ID.`,
    titles,
    ids,
    terminal,
    readId,
  );
  return targetOf(platform, chosen);
}

function targetOf(platform: PlatformName, scopeId: string | null): ProjectTarget | null {
  return scopeId === null ? null : { platform, scopeId };
}

/** By number or by value; `readOther` reads any other answer. */
async function choose<Value extends string>(
  question: string,
  titles: readonly string[],
  values: readonly Value[],
  terminal: Asker,
  readOther: (answer: string) => Value | null = () => null,
): Promise<Value | null> {
  terminal.writeWarning(
    [question, ...titles.map((title, index) => `  ${index + 1}  ${title}`)].join('\n'),
  );
  return askUntil(`1 to ${titles.length}: `, terminal, (answer) => {
    const byNumber = /^\d{1,3}$/u.test(answer) ? values[Number(answer) - 1] : undefined;
    return byNumber ?? values.find((value) => value === answer) ?? readOther(answer);
  });
}

function askId(question: string, terminal: Asker): Promise<string | null> {
  return askUntil(question, terminal, readId);
}

function readId(answer: string): string | null {
  return /^\d+$/u.test(answer) ? answer : null;
}

/** An empty line is an answer that makes no sense, and asked for again like any other. */
async function askUntil<Value>(
  question: string,
  terminal: Asker,
  read: (answer: string) => Value | null,
): Promise<Value | null> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const answer = await terminal.ask(question);
    if (answer === null) return null;
    const value = read(answer.trim());
    if (value !== null) return value;
  }
  return null;
}

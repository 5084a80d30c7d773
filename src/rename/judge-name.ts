/** Whether a text can be the name of an entity, and is free. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { foldName, lookAlikeKey, maxNameLength } from '../model/name.ts';
import type { SisterProject } from '../model/sister-project.ts';
import { quote } from '../model/text/quote.ts';
import { revealTexts } from '../model/text/reveal-text.ts';
import { variablesIn } from '../model/variable.ts';
import { ownerIn } from '../platforms/platform-named.ts';
import { entryPlace } from './find-targets.ts';

/** Null where it can be a name. */
export function objectToName(name: string): Diagnostic | null {
  const problem = (code: string, message: string, hint: string): Diagnostic => ({
    ...{ severity: 'error', code, message, hint },
  });
  if (name.trim() === '') {
    return problem('name-must-not-be-empty', 'the new name is empty', 'Give a name.');
  }
  if (name !== name.trim()) {
    return problem(
      'name-must-be-trimmed',
      `the new name ${quote(name)} begins or ends with a blank`,
      'Remove the blank.',
    );
  }
  if (name.length > maxNameLength) {
    return problem(
      'name-must-not-be-too-long',
      `the new name is longer than ${maxNameLength} characters`,
      'Shorten it. Emoji and rare letters count twice.',
    );
  }
  if (/[\p{Cs}\p{Cc}]/u.test(name)) {
    return problem(
      'text-not-unicode',
      'the new name contains a control character or half of a character',
      'Write a name of whole characters in one line.',
    );
  }
  return null;
}

/** Whether a name is an address by mistake. */
export function objectToKind(name: string, { kind, name: old }: Declaration): Diagnostic | null {
  const start = `${kind}/`;
  const rest = name.slice(start.length).trim();
  if (!name.startsWith(start) || old.startsWith(start) || rest === '') return null;
  return {
    ...{ severity: 'error', code: 'rename-refused' },
    message: `the new name begins with ${quote(start)}`,
    hint: `Give the name without the kind: ${quote(rest)}.`,
  };
}

/** `rename-name-literal` */
export function warnOfVariable(name: string): readonly Diagnostic[] {
  const [variable] = variablesIn(name);
  if (variable === undefined) return [];
  return [
    {
      ...{ severity: 'warning', code: 'rename-name-literal' },
      message: `the new name holds the text of the variable ${quote(variable)}, and not its value`,
      hint: 'Write the variable into the manifest by hand if you want its value.',
    },
  ];
}

interface Bearers {
  readonly declarations: readonly Declaration[];
  readonly sisters: readonly SisterProject[];
}

/** `rename-name-taken`: the first that has this name, or one that people would take for it. */
export function findBearer(
  name: string,
  target: Declaration,
  { declarations, sisters }: Bearers,
): Diagnostic | null {
  const isOwn = (each: Declaration) => entryPlace(each) === entryPlace(target);
  const bearer = declarations.find(
    (each) => !isOwn(each) && isLike(each, name, target) && !areBoundTwins(each, target),
  );
  if (bearer) return taken(name, bearer, 'is declared here');
  for (const { file, environment, declarations: theirs } of sisters) {
    const other = theirs.find(
      (each) => !isOwn(each) && isLike(each, name, target) && !isOfOtherOwner(each, target),
    );
    const where = environment === null ? file : `${file}, environment ${environment}`;
    if (other) return taken(name, other, `is declared for the same account by ${where}`);
  }
  return null;
}

function isLike(each: Declaration, name: string, { kind }: Declaration): boolean {
  if (each.kind !== kind || each.name === '' || each.state === 'absent') return false;
  return foldName(each.name) === foldName(name) || lookAlikeKey(each.name) === lookAlikeKey(name);
}

function isOfOtherOwner(a: Declaration, b: Declaration): boolean {
  const [one, other] = [ownerIn(a.attributes), ownerIn(b.attributes)];
  return one !== null && other !== null && one !== other;
}

/** Two owners may each have an entity of a name, if both are bound by their IDs. */
function areBoundTwins(a: Declaration, b: Declaration): boolean {
  return a.id !== undefined && b.id !== undefined && isOfOtherOwner(a, b);
}

function taken(name: string, bearer: Declaration, where: string): Diagnostic {
  const shown = revealTexts([name, bearer.name]);
  const [wanted, had] = [shown.get(name) ?? name, shown.get(bearer.name) ?? bearer.name];
  const what =
    bearer.name === name
      ? `another ${bearer.kind} has the name ${quote(wanted)}`
      : `${quote(wanted)} looks like ${quote(had)}, the name of another ${bearer.kind}`;
  return {
    ...{ severity: 'error', code: 'rename-name-taken', source: bearer.source },
    message: `${what}, which ${where}`,
    hint: 'Choose another name, or rename the other one first.',
  };
}

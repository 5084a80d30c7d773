/** What an answer says about a request that names people, as far as it can name none of them. */
import type { Problem } from '../model/remote.ts';

/** Codes are words: no address, number or digest has this form. */
const codeForm = /^[a-z]+(?:[-_.][a-z]+)*$/iu;
const traceForm = /^[\w-]+$/u;
const longest = 64;
/** A shorter identifier may well be a part of any word. */
const shortestPart = 4;
/** So much of a digest is enough to tell whose it is; no word and no trace ID shares it by chance. */
const tellingPart = /[0-9a-z]{12,}/gu;

/** @param people their identifiers, as they were sent: an API may quote what it does not like. */
export function withholdPeople(problem: Problem, people: readonly string[]): Problem {
  const { code, traceId } = problem;
  const isSafe = (text: string, form: RegExp) =>
    text.length <= longest && form.test(text) && !isNamed(text, people);
  return {
    ...problem,
    code: isSafe(code, codeForm) ? code : 'unknown',
    detail: null,
    traceId: traceId !== null && isSafe(traceId, traceForm) ? traceId : null,
  };
}

function isNamed(text: string, people: readonly string[]): boolean {
  const folded = text.toLowerCase();
  const parts = folded.match(tellingPart) ?? [];
  return people.some((person) => {
    const own = person.toLowerCase();
    if (folded === own || (own.length >= shortestPart && folded.includes(own))) return true;
    return parts.some((part) => own.includes(part));
  });
}

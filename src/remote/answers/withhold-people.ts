/** What an answer says about a request that names people, without anything that may identify one of them. */
import type { Problem } from '../../model/remote/remote.ts';

/** The API's codes are small letters and hyphens: no address, number or digest is. */
const codeForm = /^[a-z]+(?:-[a-z]+)*$/u;
/** 32 hex digits, or a UUID; nothing else fits in there than what is looked for below. */
const traceForm = /^(?:[\da-f]{32}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/iu;
/** The longest code of the documents has 69 letters. */
const longest = 80;
/** A shorter identifier may well be a part of any word. */
const shortestPart = 4;
/** So much of a digest or number, forwards or backwards, is taken for a part of it. */
const tellingLength = 8;

/** An answer may have a problem for each of many people; further texts are dropped unchecked. */
const mostTexts = 20;

/**
 * For all problems of an answer.
 * @param people their identifiers, as they were sent: an API may quote what it does not like.
 */
export function withholdPeople(people: readonly string[]): (problem: Problem) => Problem {
  const named = people.map(bare);
  const known = new Map<string, boolean>();
  const isSafe = (text: string, form: RegExp, isOne: typeof isName) => {
    if (text.length > longest || !form.test(text)) return false;
    if (!known.has(text) && known.size < mostTexts) known.set(text, !isOne(text, named));
    return known.get(text) ?? false;
  };
  return (problem) => {
    const { code, traceId } = problem;
    return {
      ...problem,
      code: isSafe(code, codeForm, isName) ? code : 'unknown',
      detail: null,
      traceId: traceId !== null && isSafe(traceId, traceForm, isPart) ? traceId : null,
    };
  };
}

/** Without what an API may leave out, or put in the place of something else. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether a code, some of its words, or a part of it are an identifier, or the other way round. */
function isName(code: string, named: readonly string[]): boolean {
  const words = code.split('-');
  const texts = withReversed(bare(code));
  return named.some(
    (own) =>
      words.includes(own) ||
      texts.some(
        (text) =>
          text === own ||
          (own.length >= shortestPart && text.includes(own)) ||
          (text.length >= shortestPart && own.includes(text)),
      ),
  );
}

/** Whether a trace ID holds an identifier, or a telling part of one. */
function isPart(traceId: string, named: readonly string[]): boolean {
  const texts = withReversed(bare(traceId));
  const parts = texts.flatMap((each) =>
    Array.from({ length: each.length - tellingLength + 1 }, (_, at) =>
      each.slice(at, at + tellingLength),
    ),
  );
  return named.some((own) =>
    own.length < tellingLength
      ? own.length >= shortestPart && texts.some((each) => each.includes(own))
      : parts.some((part) => own.includes(part)),
  );
}

function withReversed(text: string): readonly string[] {
  return [text, [...text].reverse().join('')];
}

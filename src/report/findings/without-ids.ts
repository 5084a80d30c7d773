/** A text in which the paths of requests have `{id}` for each number: the same request of another account reads the same. */
export function withoutPathIds(text: string): string {
  return text.replace(requestPath, (request) => request.replace(anId, '/{id}'));
}

const requestPath = /\b[A-Z]+ \/\S*/gu;

const anId = /\/\d+(?!\d)(?![^/.,:;?\s])/gu;

/** A text without the trace IDs that the API gave: each answer has another one. */
function withoutTraces(text: string): string {
  return text.replace(aTrace, '');
}

export function tracesIn(text: string): readonly string[] {
  return [...text.matchAll(aTrace)].map(([, trace = '']) => trace);
}

/** As messages about an answer of the API have it. */
const aTrace = /; trace ([^\s;)]+)/gu;

/** A message as it reads of every account; what it names of an account is left. */
export function messageOfMany(message: string): string {
  return withoutTraces(withoutPathIds(message));
}

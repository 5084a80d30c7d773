/** A text in which the paths of requests have `{id}` for each number: the same request of another account reads the same. */
export function withoutPathIds(text: string): string {
  return text.replace(requestPath, (request) => request.replace(anId, '/{id}'));
}

const requestPath = /\b[A-Z]+ \/\S*/gu;

const anId = /\/\d+(?!\d)(?![^/.,:;?\s])/gu;

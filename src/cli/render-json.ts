/** The one JSON document of a run: indented, with a last newline. */
export function renderJson(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

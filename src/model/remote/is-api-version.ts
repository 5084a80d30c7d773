/** Whether a text is a version of the API, as in the schema of the project file: it becomes part of every URL. */
export function isApiVersion(text: string): boolean {
  return /^(?:\d{4}-(?:0[1-9]|1[0-2])|preview|experimental)$/u.test(text);
}

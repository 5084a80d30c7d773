/** Variables as shells, pipelines and templates write them: to us they are only text. */

/** How variables are written here: everything else that begins with this is meant to be one. */
const ours = /^(?:var\.|$)/u;

const forms = [
  /(?<!\$)\$\{\{\s*(?:[\w-]+\.)*([\w-]+)\s*\}\}/u,
  /(?<!\$)\$\{\s*((?:[\w-]+[.:])?[A-Za-z_][\w-]*)(?::?[-=?+][^{}]*)?\s*\}/u,
];
const wholeForms = [
  /^\{\{\s*(?:[\w-]*\.)*([\w-]+)\s*\}\}$/u,
  /^\$([A-Za-z_]\w*)$/u,
  /^%([A-Za-z_]\w*)%$/u,
];

export interface ForeignVariable {
  /** As it is written. */
  readonly text: string;
  /** Its name, as our own form has it. */
  readonly name: string;
}

/**
 * The first of them in a text.
 *
 * @param isWhole also forms that are plausible in a longer text, where the whole text is one.
 */
export function foreignVariableIn(text: string, isWhole = false): ForeignVariable | null {
  for (const form of isWhole ? [...forms, ...wholeForms] : forms) {
    const [written, name] = form.exec(text) ?? [];
    if (written === undefined || name === undefined) continue;
    if (ours.test(written.slice(2))) continue;
    return { text: written, name: name.replace(/^[\w-]+[.:]/u, '') };
  }
  return null;
}

/** @param known names of variables of the project. */
export function hintForForeignVariable(
  { text, name }: ForeignVariable,
  known: Iterable<string> = [],
): string {
  const same = [...known].find((each) => each.toLowerCase() === name.toLowerCase());
  const instead = `Write \${var.${same ?? name}} instead of ${text}`;
  return same === undefined
    ? `${instead}, and set ${name} under vars or with --var.`
    : `${instead}.`;
}

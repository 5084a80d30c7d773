import { Script } from 'node:vm';

/** The words of the script for its place, for loading others, and for what it imports. */
const words = ['__place', '__load', '__needed'];

/** Where a statement begins: a text that looks so stays as it is. */
const imported = /(?<=^|[;}])import\{(?<names>[^}]*)\}from"(?<from>\.\/[\w-]+\.js)";/gu;
const dynamic = /(?<![\w$.])import\s*\(/gu;
/** Any other would only fail when it is run. */
const knownDynamic = /(?<![\w$.])import\("(?:\.\/[\w-]+\.m?js|node:[\w/]+)"\)/gu;
const identifier = /^[A-Za-z_$][\w$]*$/u;

/**
 * A module made into a script, which V8 can compile from code that was kept, and two modules that export what it does: one
 * of CommonJS, which runs it, and one for the modules that import from it. To load the first kind takes Node.js a few
 * milliseconds less. A script copies what it exports once, at its end: no module may export what it assigns later.
 * @param name of the file
 * @param text as esbuild writes it: it imports from one file at most, and its one export is last
 * @returns the texts of the files, by name
 * @throws where it is written otherwise
 */
export function toScript(name, text) {
  const imports = [...text.matchAll(imported)].map(({ groups }) => groups);
  const [from = null, ...others] = new Set(imports.map((each) => each.from));
  const { body, exports } =
    /^(?<body>.*)export\{(?<exports>[^}]*)\};\n$/su.exec(text)?.groups ?? {};
  const exported = exports === undefined ? [] : namesOf(exports);
  const problems = [
    body === undefined && 'it does not end with one export',
    others.length > 0 && 'it imports from two files',
    text.match(dynamic)?.length !== text.match(knownDynamic)?.length &&
      'what it loads is not named',
    words.slice(1).some((word) => text.includes(word)) && 'it uses a word of the script',
    exported.flat().every(isName) || 'what it exports has no name',
  ].filter((each) => typeof each === 'string');
  if (problems.length > 0)
    throw new Error(`${name} is not written as expected: ${problems.join(', ')}`);
  const needs = imports
    .flatMap(({ names }) => namesOf(names))
    .map(([theirs, ours]) => property(theirs, ours));
  const made = exported.map(([ours, theirs]) => property(theirs, ours));
  const script = `(function(${words}){"use strict";const{${needs}}=__needed;${body.replaceAll(imported, '').replaceAll(dynamic, '__load(')};return{${made}}})\n`;
  // Any other import or export is an error of syntax here.
  new Script(script);
  const load = [
    'const{pathToFileURL}=process.getBuiltinModule("node:url");',
    'const load=async path=>path.endsWith(".mjs")?import(path):require(path);',
    'module.exports=require("./load-script.js").loadScript(',
    `"${name}",pathToFileURL(__filename).href,load${from ? `,require("${from}")` : ''});\n`,
  ];
  const names = exported.map(([, theirs]) => theirs);
  return {
    [`${name}.script.js`]: script,
    [`${name}.js`]: load.join(''),
    [`${name}.mjs`]: `import all from"./${name}.js";export const{${names}}=all;\n`,
  };
}

function isName(text) {
  return identifier.test(text) && text !== 'default';
}

/** Of a list of imports or exports: each name before and after `as`. */
function namesOf(list) {
  return list
    .split(',')
    .map((each) => each.split(' as '))
    .map(([before, after = before]) => [before, after]);
}

function property(theirs, ours) {
  return theirs === ours ? ours : `${theirs}:${ours}`;
}

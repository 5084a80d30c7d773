import { Script } from 'node:vm';

/** The words of the script for its place, for loading others, and for what it imports. */
const words = ['__place', '__load', '__needed'];

const imported = /import\{(?<names>[^}]*)\}from"(?<from>\.\/[\w-]+\.js)";/gu;
const dynamic = /(?<![\w$.])import\(/gu;

/**
 * A module made into a script, which V8 can compile from code that was kept, and a module that loads it.
 * @param name of the file
 * @param text as esbuild writes it: it imports from one file at most, and its one export is last
 * @returns the texts of both files, by name
 */
export function toScript(name, text) {
  const imports = [...text.matchAll(imported)].map(({ groups }) => groups);
  const [from = null, ...others] = new Set(imports.map((each) => each.from));
  const { body, exports } =
    /^(?<body>.*)export\{(?<exports>[^}]*)\};\n$/su.exec(text)?.groups ?? {};
  if (others.length > 0 || body === undefined)
    throw new Error(`${name} is not written as expected`);
  const needs = imports
    .flatMap(({ names }) => namesOf(names))
    .map(([theirs, ours]) => property(theirs, ours));
  const made = namesOf(exports).map(([ours, theirs]) => property(theirs, ours));
  const script = `(function(${words}){"use strict";const{${needs}}=__needed;${body.replaceAll(imported, '').replaceAll(dynamic, '__load(')};return{${made}}})\n`;
  // Any other import or export is an error of syntax here.
  new Script(script);
  const load = [
    'import{loadScript}from"./load-script.js";',
    from ? `import*as needed from"${from}";` : '',
    `export const{${namesOf(exports).map(([, theirs]) => theirs)}}=`,
    `loadScript("${name}",import.meta.url,path=>import(path)${from ? ',needed' : ''});\n`,
  ];
  return { [`${name}.script.js`]: script, [`${name}.js`]: load.join('') };
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

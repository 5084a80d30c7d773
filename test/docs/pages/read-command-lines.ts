/** The simple commands of a shell script, as lists of words. Enough of the shell for documentation. */

const operators = new Set(['|', '||', '&&', '&', ';', '(', ')']);
const tokenPattern =
  /\\\n|[ \t]+|#[^\n]*|\n|\|\||&&|[|&;()]|\d?[<>]+(?:&\d)?|(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|\$\([^)]*\)|[^\s|&;()<>'"\\])+/gsu;

/** Variables and substitutions stay as they are written. */
function readCommandLines(script: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]];
  let isTarget = false;
  for (const [token] of script.matchAll(tokenPattern)) {
    if (token === '\n' || operators.has(token)) lines.push([]);
    else if (/^\d?[<>]/u.test(token)) isTarget = !token.includes('&');
    else if (/^(?:[ \t#]|\\\n)/u.test(token)) continue;
    else if (isTarget) isTarget = false;
    else lines.at(-1)?.push(unquote(token));
  }
  return lines.filter((words) => words.length > 0);
}

/** The words after `audiencectl`, of each of its runs; settings before it are left out. */
export function readRuns(script: string): readonly (readonly string[])[] {
  return readCommandLines(script).flatMap((words) => {
    const program = words.findIndex((word) => !/^\w+=/u.test(word));
    return words[program] === 'audiencectl' ? [words.slice(program + 1)] : [];
  });
}

function unquote(word: string): string {
  return word.replace(
    /\\(.)|'([^']*)'|"((?:\\.|[^"\\])*)"/gsu,
    (_, escaped, single, double) => escaped ?? single ?? String(double).replace(/\\(.)/gsu, '$1'),
  );
}

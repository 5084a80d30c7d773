/** The part of GitHub's expression language that the action and its example use. */
export type Context = Readonly<Record<string, unknown>>;

/** Text with `${{ … }}` in it, filled in. */
export function fillIn(text: string, context: Context): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    String(evaluate(expression, context) ?? ''),
  );
}

export function evaluate(expression: string, context: Context): unknown {
  const tokens = expression.match(/'[^']*'|&&|\|\||[=!]=|[!()]|[\w.-]+/g) ?? [];
  let position = 0;
  const accept = (token: string) => tokens[position] === token && ++position > 0;

  const either = (): unknown => {
    let value = both();
    while (accept('||')) {
      const right = both();
      value = value || right;
    }
    return value;
  };
  const both = (): unknown => {
    let value = comparison();
    while (accept('&&')) {
      const right = comparison();
      value = value && right;
    }
    return value;
  };
  const comparison = (): unknown => {
    const left = single();
    if (accept('==')) return loose(left) === loose(single());
    if (accept('!=')) return loose(left) !== loose(single());
    return left;
  };
  const single = (): unknown => {
    if (accept('!')) return !single();
    if (accept('(')) {
      const value = either();
      accept(')');
      return value;
    }
    const token = tokens[position++] ?? '';
    return token.startsWith("'") ? token.slice(1, -1) : lookUp(token, context);
  };

  const value = either();
  if (position !== tokens.length) throw new Error(`not understood: ${expression}`);
  return value;
}

/** What is not there equals the empty text. */
const loose = (value: unknown) => value ?? '';

function lookUp(path: string, context: Context): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? Reflect.get(value, key) : null,
      context,
    );
}

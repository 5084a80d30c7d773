/** YAML text to syntax trees, within bounds: of how deep they are, and of how many errors they hold. */
import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';

/**
 * No manifest needs more. What goes through a tree calls itself once a level, and where the stack ends, the
 * parser may take the process with it.
 */
export const maxDepth = 200;

/** The parser holds one for each level, the document, and the innermost value. */
const maxOpenTokens = maxDepth + 2;

/** A text can be written that has an error for each character; each takes a kilobyte. */
const mostErrors = 1_000;

export type ParsedText = Pick<Document.Parsed, 'errors' | 'warnings'> & {
  readonly documents: readonly Document.Parsed[];
};

/** Where a text is nested too deeply, as an offset. */
export interface TooDeep {
  readonly tooDeepAt: number;
}

/**
 * The documents, and what is wrong where there is none.
 * @param keepSourceTokens whether nodes keep the tokens that they are made of, as an edit of the text needs them.
 */
export function parseDocuments(
  text: string,
  { keepSourceTokens = false }: { readonly keepSourceTokens?: boolean } = {},
): ParsedText | TooDeep {
  const composer = new Composer({
    keepSourceTokens,
    // Twins are found by conversion, which also knows the first of them.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  limitErrors(composer);
  try {
    const documents = [...composer.compose(tokensOf(text))];
    if (documents.length > 0) return { documents, errors: [], warnings: [] };
    const { errors, warnings } = composer.streamInfo();
    return { documents, errors, warnings };
  } catch (error) {
    if (error instanceof DepthError) return { tooDeepAt: error.offset };
    throw error;
  }
}

class DepthError extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super('nested too deeply');
    this.offset = offset;
  }
}

function* tokensOf(text: string): Generator<CST.Token> {
  const parser = new Parser();
  let errors = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') errors += 1;
      if (token.type !== 'error' || errors <= mostErrors) yield token;
    }
    if (parser.stack.length > maxOpenTokens) throw new DepthError(parser.offset);
  }
  yield* parser.end();
}

/**
 * The composer keeps every error that it finds, with the stack where it was found. It has no option for
 * it, so that the function it reports to is replaced; one that has another name would only be slower.
 */
function limitErrors(composer: Composer): void {
  const report: unknown = Reflect.get(composer, 'onError');
  if (typeof report !== 'function') return;
  let errors = 0;
  Reflect.set(composer, 'onError', (...args: readonly unknown[]) => {
    errors += 1;
    if (errors <= mostErrors) report(...args);
  });
}

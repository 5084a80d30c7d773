import type { Declaration } from '../../model/declaration.ts';
import type { Kind } from '../../model/entity.ts';
import { yamlFlow } from '../../model/hints/hint-for-name.ts';
import { createSuggester } from '../../model/name.ts';
import { quote } from '../../model/text/quote.ts';

/** Advises on globs of rules and people that match nothing that is declared. */
export function createGlobAdvice(
  declarations: readonly Declaration[],
): (glob: string, kind: Kind) => string {
  const named = declarations.filter(({ state, name }) => state === 'present' && name !== '');
  const isNamed = (kind: Kind, name: string) =>
    named.some((each) => each.kind === kind && each.name === name);
  const namesOf = (kind: Kind) =>
    new Set(named.flatMap((each) => (each.kind === kind ? [each.name] : [])));
  const near = {
    audience: createSuggester(() => namesOf('audience')),
    segment: createSuggester(() => namesOf('segment')),
  };
  return (glob, kind) => {
    const other: Kind = kind === 'audience' ? 'segment' : 'audience';
    if (isNamed(other, glob)) {
      const article = other === 'audience' ? 'an' : 'a';
      return `Name ${kind}s here. ${quote(glob)} is ${article} ${other}.`;
    }
    const ofForm = adviseOnForm(glob);
    if (ofForm !== null) return ofForm;
    const [best] = near[kind](glob);
    return best === undefined
      ? 'Correct the name, or remove what is no longer needed.'
      : `Did you mean ${quote(best)}?`;
  };
}

/** For what other languages of patterns would mean by it. */
function adviseOnForm(glob: string): string | null {
  if (/^\^|\$$|\.[*+]|\[\^?[^\]]*\][*+]/u.test(glob)) {
    return 'Write a glob, in which * stands for any text. Regular expressions are not understood.';
  }
  if (glob.startsWith('!')) {
    return 'Write what is left out under except, without "!". No glob begins with it.';
  }
  const parts = glob.split(',').map((part) => part.trim());
  return parts.length > 1 && parts.every((part) => part !== '')
    ? `If these are several globs, write a list: ${yamlFlow(parts)}.`
    : null;
}

/** Words from outside that are keys of every object are no words that a table knows. */
import { describe, expect, test } from '@jest/globals';
import { identifierRule } from '../../../src/members/identifiers/identifier-rule.ts';
import { formatsOf } from '../../../src/members/identifiers/identifier-types.ts';
import { fileForm } from '../../../src/members/source/fields/file-form.ts';
import { usualForm } from '../../../src/members/source/member-source.ts';
import { valueAt } from '../../../src/model/text/json.ts';
import { lookUp } from '../../../src/model/text/look-up.ts';
import { explainNetworkError } from '../../../src/remote/http/explain-network-error.ts';
import { explainProblem } from '../../../src/sizes/explain-size.ts';

const words = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'];

describe.each(words)('%s', (word) => {
  test('is in no table', () => {
    expect(lookUp({ a: 1 }, word)).toBeUndefined();
    expect(valueAt({ a: { b: 1 } }, `a.${word}`)).toBeUndefined();
  });

  test('is a code that the API has not', () => {
    const problem = { detail: null, traceId: null, index: null, deprecation: false };
    expect(explainProblem({ code: word, ...problem })).toEqual({ code: word, text: word });
  });

  test('is no type of identifiers', async () => {
    expect(formatsOf(word)).toEqual([]);
    expect(await identifierRule(word, 'plain', 'hashed')).toBeNull();
  });

  test('is no kind of source', () => {
    expect(() => fileForm(`people.${word}`, usualForm, false)).toThrow(/does not show its type/u);
  });

  test('is no error of the network that there are words for', () => {
    const error = Object.assign(new Error('x'), { code: word });
    expect(explainNetworkError(error, null).text).toBe(`connection failed (${word})`);
  });
});

/** What conversion finds in a document that parses; turned into diagnostics where places are known. */
import type { Node } from 'yaml';

export type YamlProblem =
  | {
      readonly kind: 'duplicate-key';
      readonly node: Node;
      readonly text: string;
      readonly twin: Node;
    }
  | {
      readonly kind: 'unknown-alias' | 'alias-in-itself';
      readonly node: Node;
      readonly text: string;
    }
  | {
      readonly kind: 'cut-by-comment';
      readonly node: Node;
      readonly text: string;
    }
  | {
      readonly kind: 'unknown-variable';
      readonly node: Node;
      readonly text: string;
      /** The one that may have been meant. */
      readonly near: string | undefined;
    }
  | {
      readonly kind: 'too-many-aliases' | 'too-deep' | 'bad-merge' | 'bad-key';
      readonly node: Node;
    };

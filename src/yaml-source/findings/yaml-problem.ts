/** What conversion finds in a document that parses; turned into diagnostics where places are known. */
import type { Node } from 'yaml';
import type { ForeignVariable } from '../../model/hints/foreign-variable.ts';
import type { NearVariable } from '../insert-variables.ts';

export type YamlProblem =
  | {
      readonly kind: 'duplicate-key';
      readonly node: Node;
      readonly text: string;
      readonly twin: Node;
    }
  | {
      /** A second name in one entry, behind other keys of it. */
      readonly kind: 'missing-dash';
      readonly node: Node;
      readonly twin: Node;
      /** Whether the entry is written in braces. */
      readonly inBraces: boolean;
    }
  | {
      /** An anchor that nothing uses, at the beginning of a text. */
      readonly kind: 'anchor-in-text';
      readonly node: Node;
      readonly anchor: string;
      readonly text: string;
    }
  | { readonly kind: 'other-quotes'; readonly node: Node; readonly text: string }
  | {
      readonly kind: 'unknown-alias' | 'alias-in-itself';
      readonly node: Node;
      readonly text: string;
    }
  | {
      /** Text that ends at a comment. */
      readonly kind: 'cut-by-comment';
      readonly node: Node;
      readonly text: string;
    }
  | {
      /** A key that has only a comment. */
      readonly kind: 'only-comment';
      readonly node: Node;
      readonly text: string;
      readonly ofText: boolean;
    }
  | {
      readonly kind: 'foreign-variable';
      readonly node: Node;
      readonly found: ForeignVariable;
      /** A variable of the project that may have been meant. */
      readonly near: string | undefined;
    }
  | {
      readonly kind: 'unknown-variable';
      readonly node: Node;
      readonly text: string;
      /** The one that may have been meant. */
      readonly near: NearVariable | undefined;
    }
  | {
      readonly kind: 'too-many-aliases' | 'too-deep' | 'bad-merge' | 'bad-key';
      readonly node: Node;
    };

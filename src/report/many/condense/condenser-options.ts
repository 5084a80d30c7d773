/** A format that has details of its own. */
export type DetailFormat = 'text' | 'markdown' | 'html';

export interface CondenserOptions {
  /** The formats that will be rendered; only their details are kept. */
  readonly formats: readonly DetailFormat[];
  /** Of the text. */
  readonly color?: boolean;
  readonly width?: number;
  readonly verbose?: boolean;
}

/** For codes that a manifest alone can cause: a few lines that do. Tests see to it that they do. */
import type { PlatformName } from '../model/entity.ts';
import { lookUp } from '../model/text/look-up.ts';
import { commerceGridExamples } from './commerce-grid/code-examples.ts';
import { marketingSolutionsExamples } from './marketing-solutions/code-examples.ts';
import { platforms } from './platform-named.ts';
import { retailMediaExamples } from './retail-media/code-examples.ts';

export interface CodeExample {
  readonly platform: PlatformName;
  /** A whole manifest. */
  readonly manifest: string;
}

/** By code. Apart from the platforms' own values, since only `explain` reads them. */
const examples: Readonly<Record<PlatformName, Readonly<Record<string, string>>>> = {
  'retail-media': retailMediaExamples,
  'marketing-solutions': marketingSolutionsExamples,
  'commerce-grid': commerceGridExamples,
};

/** An example of a code; undefined where it takes more than a manifest. */
export function exampleOf(code: string): CodeExample | undefined {
  for (const { name: platform } of platforms) {
    const manifest = lookUp(examples[platform], code);
    if (manifest !== undefined) return { platform, manifest };
  }
  return undefined;
}
